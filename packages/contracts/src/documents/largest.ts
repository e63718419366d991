import type { JsonSchema } from "./json-schema.ts";

/** Most bytes of one unit of length in UTF-8: characters beyond the first plane have two units and four bytes (RFC 3629, UTF-16). */
const bytesOfUnit = 3;
/** Longer than any code, format or pattern of the contracts. */
const shortText = 200;

/** The bytes of the largest JSON that a schema takes. Infinite where a list has no end; a text without a stated length counts as a code. */
export const largestBytes = (schema: JsonSchema): number => {
  const branches = [schema.anyOf, schema.oneOf].flatMap((among) => among ?? []).map(asSchema);
  if (branches.length > 0) return Math.max(...branches.map(largestBytes));
  switch (schema.type) {
    case "object":
      return Object.entries(schema.properties ?? {}).reduce(
        (sum, [name, property]) => sum + name.length + 4 + largestBytes(asSchema(property)),
        2,
      );
    case "array":
      return 2 + (schema.maxItems ?? Number.POSITIVE_INFINITY) * (1 + itemBytes(schema));
    default:
      return 2 + bytesOfUnit * Math.max(shortText, schema.maxLength ?? 0);
  }
};

const itemBytes = ({ items, prefixItems }: JsonSchema): number =>
  Math.max(...[items, prefixItems].flat().flatMap((item) => (typeof item === "object" ? [largestBytes(item)] : [])));

const asSchema = (schema: JsonSchema | boolean): JsonSchema => (typeof schema === "object" ? schema : {});
