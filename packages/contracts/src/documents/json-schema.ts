import * as z from "zod/mini";
import { Cpr } from "../values/cpr.ts";
import { Instant } from "../values/time.ts";

/** A JSON Schema of draft 2020-12, as OpenAPI 3.1 and AsyncAPI 3.0 use it. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

// Zod cannot look into a transform, so its result is said here
const results = new Map<unknown, JsonSchema>([
  [Instant, { type: "string", format: "date-time" }],
  [Cpr, { type: "string", pattern: "^\\d{10}$" }],
]);

// These formats have an exact public definition; Zod's own pattern for them would only hide it
const exact = new Set(["date", "date-time", "uuid"]);

/** The JSON Schema of what is sent (`input`) or answered (`output`). A CPR number that is sent bears the format `cpr`. */
export const jsonSchema = (schema: z.core.$ZodType, io: "input" | "output"): JsonSchema => {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      const result = results.get(zodSchema);
      if (result && io === "output") Object.assign(jsonSchema, result);
      if (zodSchema === Cpr && io === "input") jsonSchema.format = "cpr";
      if (exact.has(jsonSchema.format ?? "")) delete jsonSchema.pattern;
    },
  });
  return rest;
};
