import * as z from "zod/mini";
import { Cpr } from "../values/cpr.ts";
import { PageQuery } from "../values/page.ts";
import { Instant } from "../values/time.ts";

/** A JSON Schema of draft 2020-12, as OpenAPI 3.1 and AsyncAPI 3.0 use it. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Whose schema it is: what a caller sends and we receive, or what we answer and announce. */
export type Direction = "input" | "output";

// A described field is a copy of the value that it holds
const lineage = (schema: z.core.$ZodType): readonly z.core.$ZodType[] => {
  const { parent, def } = schema._zod;
  const self = (def as { readonly innerType?: z.core.$ZodType }).innerType;
  return [schema, ...(parent === undefined ? [] : lineage(parent)), ...(self === undefined ? [] : lineage(self))];
};

const pageLimit = lineage(PageQuery.limit).at(-1);

// Zod cannot look into a transform, so what it makes of a text is said here
const transformed = new Map<unknown, Partial<Record<Direction, JsonSchema>>>([
  [Instant, { output: { type: "string", format: "date-time" } }],
  [Cpr, { input: { format: "cpr" }, output: { type: "string", pattern: "^\\d{10}$" } }],
  // Text in a query, and a number to whoever writes it
  [pageLimit, { input: { type: "integer", minimum: 1, maximum: 50, default: 50 } }],
]);

// These formats have an exact public definition; Zod's own pattern for them would only hide it
const exact = new Set(["date", "date-time", "uuid"]);

/**
 * The JSON Schema of what is sent (`input`), closed to undeclared fields, or answered (`output`), open to later ones. It carries
 * the words and examples of described fields. A CPR number that is sent bears the format `cpr`; a union with a tag names it.
 */
export const jsonSchema = (schema: z.core.$ZodType, io: Direction): JsonSchema => {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      const known = lineage(zodSchema).find((ancestor) => transformed.has(ancestor));
      Object.assign(jsonSchema, transformed.get(known)?.[io]);
      if (known === pageLimit) delete jsonSchema.pattern;
      const propertyName = tagOf(zodSchema);
      if (propertyName !== undefined) jsonSchema["discriminator"] = { propertyName };
      // Zod leaves out the examples of what is transformed
      const examples = z.globalRegistry.get(zodSchema)?.["examples"];
      if (Array.isArray(examples)) jsonSchema.examples = examples.map((example) => shown(example, zodSchema, io));
      if (io === "output" && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      if (exact.has(jsonSchema.format ?? "")) delete jsonSchema.pattern;
    },
  });
  return rest;
};

// OpenAPI knows tags of text alone; a union told apart by true and false speaks for itself
const tagOf = (schema: z.core.$ZodType): string | undefined => {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type !== "union" || !("discriminator" in def)) return undefined;
  const { discriminator, options } = def as z.core.$ZodDiscriminatedUnionDef;
  const tags = options.flatMap((option) => [...(option._zod.propValues?.[discriminator] ?? [])]);
  return tags.every((tag) => typeof tag === "string") ? discriminator : undefined;
};

// Examples are written as a caller sends them; an answer, or a number in a query, shows what is read from them
const shown = (example: unknown, schema: z.core.$ZodType, io: Direction): unknown => {
  const isLimit = pageLimit !== undefined && lineage(schema).includes(pageLimit);
  if (io === "input" && !isLimit) return example;
  const read = z.safeParse(schema, example);
  return read.success ? read.data : example;
};
