import type { AttributeValue } from "@aws-sdk/client-dynamodb";

/** A record as an item of DynamoDB: texts, numbers, truth values, null, lists and records of them; fields without a value are left out. Throws at anything else, as at numbers that JSON cannot say. */
export const marshall = (record: Readonly<Record<string, unknown>>): Record<string, AttributeValue> => {
  const fields: [name: string, value: AttributeValue][] = [];
  for (const [name, value] of Object.entries(record)) if (value !== undefined) fields.push([name, toAttribute(value)]);
  return Object.fromEntries(fields);
};

const toAttribute = (value: unknown): AttributeValue => {
  if (value === null) return { NULL: true };
  if (typeof value === "string") return { S: value };
  if (typeof value === "boolean") return { BOOL: value };
  if (typeof value === "number" && Number.isFinite(value)) return { N: String(value) };
  if (Array.isArray(value)) return { L: value.map(toAttribute) };
  if (isPlain(value)) return { M: marshall(value) };
  throw new Error(`The store keeps what JSON can say; it was given ${typeof value}`);
};

// A date, a set or bytes would come back as something else
const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));

/** An item of DynamoDB as a record. Throws at sets and bytes, which the store neither writes nor asks for, and at numbers that have more digits than JavaScript's. */
export const unmarshall = (item: Readonly<Record<string, AttributeValue>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(item).map(([name, attribute]) => [name, fromAttribute(attribute)]));

const fromAttribute = ({ S, N, BOOL, NULL, L, M }: AttributeValue): unknown => {
  if (S !== undefined) return S;
  if (N !== undefined) return numberOf(N);
  if (M !== undefined) return unmarshall(M);
  if (L !== undefined) return L.map(fromAttribute);
  if (BOOL !== undefined) return BOOL;
  if (NULL) return null;
  throw new Error("An item holds a set or bytes, which the store does not read");
};

const numberOf = (text: string): number => {
  const value = Number(text);
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new Error("An item holds a number with too many digits");
  return value;
};
