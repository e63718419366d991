import type { JsonSchema } from "./json-schema.ts";

/** A schema within another: the path of property names that leads to it (`/grounds/[]/kind`), and the last name. */
export type Found = { readonly path: string; readonly name: string; readonly schema: JsonSchema };

/** A schema and all schemas inside it, outermost first: properties, items, and the branches of unions. */
export function* everySchema(schema: JsonSchema, path = "", name = ""): Generator<Found> {
  yield { path, name, schema };
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    if (typeof property === "object") yield* everySchema(property, `${path}/${key}`, key);
  }
  for (const item of [schema.items, schema.prefixItems, schema.additionalProperties].flat()) {
    if (typeof item === "object") yield* everySchema(item, `${path}/[]`, name);
  }
  for (const branch of [schema.anyOf, schema.oneOf, schema.allOf].flat()) {
    if (typeof branch === "object") yield* everySchema(branch, path, name);
  }
}
