import { openapi } from "@trygt/contracts/openapi";
import { describe, expect, test } from "vitest";
import { fieldsOf, resolver, type Schema } from "./schema.ts";

const text = (description: string): Schema => ({ type: "string", description });

describe("the fields of a schema", () => {
  test("are named by where they lie, with their type and whether they may be left out", () => {
    const schema: Schema = {
      type: "object",
      required: ["caseId"],
      properties: {
        caseId: text("The case."),
        visits: {
          type: "array",
          items: { type: "object", properties: { on: { type: "string", format: "date" } }, required: ["on"] },
        },
      },
    };
    expect(fieldsOf(schema)).toEqual([
      { name: "caseId", type: "string", isOptional: false, description: "The case." },
      { name: "visits", type: "list of object", isOptional: true, description: "" },
      { name: "visits[].on", type: "date", isOptional: false, description: "" },
    ]);
  });

  test("name a field once for all branches of a choice, and as optional unless every branch needs it", () => {
    const approve: Schema = {
      properties: {
        decision: { const: "approve", description: "Goes on." },
        until: { type: "string", format: "date" },
      },
      required: ["decision", "until"],
    };
    const turnDown: Schema = {
      properties: { decision: { const: "turn-down", description: "Ends." } },
      required: ["decision"],
    };
    expect(fieldsOf({ oneOf: [approve, turnDown] })).toEqual([
      { name: "decision", type: '"approve" | "turn-down"', isOptional: false, description: "Goes on. Ends." },
      { name: "until", type: "date", isOptional: true, description: "" },
    ]);
  });

  test("are found for every body and answer of the API, with no reference left open", () => {
    const api = openapi();
    const schemas = Object.values(resolver(api)(api.components["schemas"]) as Record<string, Schema>);
    expect(JSON.stringify(schemas)).not.toContain("$ref");
    expect(schemas.flatMap((schema) => fieldsOf(schema)).map(({ name }) => name)).toContain("caseId");
  });
});
