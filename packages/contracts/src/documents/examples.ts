import type { JsonSchema } from "./json-schema.ts";

/** A value as the fields of a schema show it, and the paths of the required fields that show none. */
export type Composed = { readonly value: unknown; readonly missing: readonly string[] };

/** Which fields of an object stand in its example. */
export type Extent = "every field" | "required fields";

/** Composes the example of a schema from what its parts declare: an example, the only value, or the first of a list of values. */
export const exampleOf = (schema: JsonSchema, extent: Extent, path = ""): Composed => {
  const [declared] = [...(schema.examples ?? []), schema.const, ...(schema.enum ?? []), schema.default].filter(
    (value) => value !== undefined,
  );
  if (declared !== undefined) return { value: declared, missing: [] };
  const [branch] = schema.oneOf ?? schema.anyOf ?? [];
  if (branch !== undefined) return exampleOf(branch, extent, path);
  switch (schema.type) {
    case "object":
      return objectExample(schema, extent, path);
    case "array":
      return listExample(schema, extent, path);
    case "boolean":
      return { value: true, missing: [] };
    case "integer":
    case "number":
      return { value: schema.minimum ?? 1, missing: [] };
    default:
      return { value: undefined, missing: [path] };
  }
};

const objectExample = ({ properties = {}, required = [] }: JsonSchema, extent: Extent, path: string): Composed => {
  const fields = Object.entries(properties)
    .filter(([name]) => extent === "every field" || required.includes(name))
    .map(([name, field]) => ({ name, ...exampleOf(asSchema(field), extent, `${path}/${name}`) }))
    // What may be left out is left out where nobody shows it
    .filter(({ name, missing }) => missing.length === 0 || required.includes(name));
  return {
    value: Object.fromEntries(fields.map(({ name, value }) => [name, value])),
    missing: fields.flatMap(({ missing }) => missing),
  };
};

const listExample = ({ prefixItems, items }: JsonSchema, extent: Extent, path: string): Composed => {
  const parts = (prefixItems ?? [items].flat()).map((item) => exampleOf(asSchema(item), extent, `${path}/[]`));
  return { value: parts.map(({ value }) => value), missing: parts.flatMap(({ missing }) => missing) };
};

const asSchema = (schema: boolean | JsonSchema | undefined): JsonSchema => (typeof schema === "object" ? schema : {});

/** The branches of a schema by the words of their tag; the schema itself, without words, where it has no tag. */
export const branchesOf = (schema: JsonSchema): readonly { readonly tag: string; readonly branch: JsonSchema }[] => {
  const { propertyName } = (schema["discriminator"] ?? {}) as { readonly propertyName?: string };
  if (propertyName === undefined || schema.oneOf === undefined) return [{ tag: "", branch: schema }];
  return schema.oneOf.map((branch) => ({ tag: tagsOf(branch, propertyName).join(" or "), branch }));
};

/** The values of a branch's tag, as text. */
export const tagsOf = ({ properties = {} }: JsonSchema, propertyName: string): readonly string[] => {
  const { const: only, enum: several = [only ?? null] } = asSchema(properties[propertyName]);
  return several.map(String);
};
