/** A JSON object whose fields are not known yet. */
export type JsonObject = { readonly [name: string]: unknown };

/** The value as an object, or `undefined` when it is a list, a scalar or null. */
export const asObject = (value: unknown): JsonObject | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;

/** The value as a list; anything else is the empty list. */
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The value as text, or `undefined`. Numbers and booleans count, since CloudFormation writes both ways. */
export const asText = (value: unknown): string | undefined =>
  typeof value === "string"
    ? value
    : typeof value === "number" || typeof value === "boolean"
      ? String(value)
      : undefined;

/** The value as a number, or the fallback when it is absent or not one. */
export const asNumber = (value: unknown, fallback: number): number => {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : fallback;
};

/** The value as a truth value: true and "true" are true. */
export const asFlag = (value: unknown): boolean => value === true || value === "true";

/** The parsed text, or `undefined` when it is not JSON. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
