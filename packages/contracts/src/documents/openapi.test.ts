import { describe, expect, test } from "vitest";
import { catalogue } from "../catalogue.ts";
import { writes } from "../operation.ts";
import { openapi } from "./openapi.ts";
import { problems } from "./problems.ts";
import { danglingReferences } from "./references.ts";

const document = openapi();
const described = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation, id: operation.operationId })),
);
const declared = catalogue.flatMap((service) =>
  Object.values(service.operations).map((operation) => ({ operation, id: operation.name })),
);

type Parameter = { readonly name: string; readonly in: string; readonly required: boolean; readonly $ref?: string };

const find = (id: string) => {
  const found = described.find((one) => one.id === id);
  if (!found) throw new Error(`${id} is not described`);
  return found;
};
const parameters = (id: string) =>
  find(id).operation.parameters.map((parameter) => {
    const given = parameter as Parameter;
    const name = given.$ref?.split("/").at(-1);
    return name === undefined ? given : (document.components["parameters"]?.[name] as Parameter);
  });
const required = (id: string, place: string) =>
  parameters(id)
    .filter((parameter) => parameter.in === place && parameter.required)
    .map(({ name }) => name);
const response = (id: string, status: number) => {
  const found = find(id).operation.responses[status];
  if (!found) throw new Error(`${id} does not describe ${status}`);
  return found as { description: string; headers?: object; content: Record<string, { examples?: object }> };
};

describe("the OpenAPI document", () => {
  test("describes every operation of the catalogue once, and no other", () => {
    expect(described.map(({ id }) => id).sort()).toEqual(declared.map(({ id }) => id).sort());
  });

  test("refers only to what it holds", () => {
    expect(danglingReferences(document)).toEqual([]);
  });

  test("is the same text each time", () => {
    expect(JSON.stringify(openapi())).toBe(JSON.stringify(document));
  });

  test("survives being written as JSON: nothing in it is undefined", () => {
    expect(JSON.parse(JSON.stringify(document))).toStrictEqual(document);
  });

  test.each(described)("$id requires a parameter for each placeholder of its path", ({ id, path }) => {
    expect(required(id, "path")).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  });

  test.each(described)("$id names each parameter once", ({ id }) => {
    const keys = parameters(id).map((parameter) => `${parameter.in} ${parameter.name}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test.each(described)("$id belongs to a declared tag and asks for a declared kind of sign-in", ({ operation }) => {
    expect(document.tags.map(({ name }) => name)).toEqual(expect.arrayContaining([...operation.tags]));
    for (const need of operation.security) {
      expect(Object.keys(document.components["securitySchemes"] ?? {})).toEqual(
        expect.arrayContaining(Object.keys(need)),
      );
    }
  });

  test.each(declared)("$id asks for the headers that its contract needs", ({ id, operation }) => {
    const headers = required(id, "header");
    expect(headers.includes("Idempotency-Key")).toBe(writes(operation));
    expect(headers.includes("If-Match")).toBe(operation.requiresVersionOf !== undefined);
    expect(headers.includes("Access-Reason")).toBe(operation.reason === true);
  });

  test.each(declared)("$id names its roles and its success", ({ id, operation }) => {
    expect(find(id).operation["x-roles"]).toEqual(operation.roles);
    const statuses = Object.keys(find(id).operation.responses).map(Number);
    expect(statuses.filter((status) => status < 400)).toEqual([operation.status ?? 200]);
    expect(Object.keys(response(id, operation.status ?? 200).content)).toEqual([
      operation.produces ?? "application/json",
    ]);
  });

  test.each(declared)("$id explains each refusal under its status", ({ id, operation }) => {
    for (const slug of operation.problems) {
      const examples = response(id, problems[slug].status).content["application/problem+json"]?.examples;
      expect(examples).toHaveProperty([slug]);
    }
  });

  test.each(described)("$id shows a problem only under its own status", ({ operation }) => {
    for (const [status, { content }] of Object.entries(operation.responses) as [string, { content: object }][]) {
      const problem = (content as Record<string, { examples: object }>)["application/problem+json"];
      for (const slug of Object.keys(problem?.examples ?? {})) {
        expect(problems[slug as keyof typeof problems].status).toBe(Number(status));
      }
    }
  });

  test.each(declared.filter(({ operation }) => operation.requiresVersionOf))(
    "$id answers an ETag, and 412 and 428 without a good one",
    ({ id, operation }) => {
      expect(response(id, operation.status ?? 200).headers).toHaveProperty("ETag");
      expect(response(id, 412).content).toHaveProperty(["application/problem+json", "examples", "version-conflict"]);
      expect(response(id, 428).content).toHaveProperty([
        "application/problem+json",
        "examples",
        "precondition-required",
      ]);
    },
  );
});
