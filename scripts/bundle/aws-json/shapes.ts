/** A shape of the SDK's schemas: a number for a simple one, `[kind, namespace, name, traits, …]` for a named one, a function for one that is declared later. */
export type Shape = number | string | (() => Shape) | readonly unknown[];

/** Where a member of a message stands, as a number of bits or by name. */
export type Traits = number | { readonly httpHeader?: string };

const kind = { simple: 0, list: 1, map: 2 };
const blob = 21;
const timestamps = [4, 7];
const listOf = 64;
const mapOf = 128;
const idempotencyToken = 4;

/** The members of a structure or union, by name: each with its shape and traits. */
export const membersOf = (shape: Shape): ReadonlyMap<string, { readonly shape: Shape; readonly traits: Traits }> => {
  const structure = resolved(shape);
  if (!Array.isArray(structure)) return new Map();
  let members = known.get(structure);
  if (members === undefined) {
    const [, , , , names = [], shapes = []] = structure as [unknown, unknown, unknown, unknown, string[], Shape[]];
    members = new Map(names.map((name, at) => [name, memberOf(shapes[at] ?? 0)]));
    known.set(structure, members);
  }
  return members;
};

const known = new WeakMap<object, ReturnType<typeof membersOf>>();

const memberOf = (shape: Shape): { readonly shape: Shape; readonly traits: Traits } =>
  Array.isArray(shape) && shape.length === 2
    ? { shape: shape[0] as Shape, traits: shape[1] as Traits }
    : { shape, traits: 0 };

const resolved = (shape: Shape): Shape => {
  const given = typeof shape === "function" ? shape() : memberOf(shape).shape;
  if (given !== shape) return resolved(given);
  return Array.isArray(given) && given[0] === kind.simple ? resolved(given[4] as Shape) : given;
};

/** What was read as JSON, with bytes and times as their shape says. Changes lists and objects in place. */
export const read = (shape: Shape, value: unknown): unknown => {
  if (value === null || value === undefined) return undefined;
  const given = resolved(shape);
  if (given === blob) return new Uint8Array(Buffer.from(String(value), "base64"));
  if (typeof given === "number" && timestamps.includes(given)) return new Date(Math.round(Number(value) * 1000));
  if (typeof value !== "object") return value;
  const fields = value as Record<string, unknown>;
  const element = elementOf(given);
  const members = element === undefined ? membersOf(given) : undefined;
  for (const name in fields) {
    const said = read(element ?? members?.get(name)?.shape ?? 0, fields[name]);
    if (said !== fields[name]) fields[name] = said;
  }
  return fields;
};

const elementOf = (shape: Shape): Shape | undefined => {
  if (typeof shape === "number" && shape >= listOf) return shape >= mapOf ? shape - mapOf : shape - listOf;
  if (!Array.isArray(shape)) return undefined;
  if (shape[0] === kind.list) return shape[4] as Shape;
  return shape[0] === kind.map ? (shape[5] as Shape) : undefined;
};

/** A message as JSON: bytes in base64, times in seconds, and a token where its shape asks for one and none is given, so that what is sent again is done once. */
export const written = (shape: Shape, message: Readonly<Record<string, unknown>>): string => {
  const tokens = [...membersOf(shape)].filter(
    ([name, { traits }]) => traits === idempotencyToken && message[name] === undefined,
  );
  const whole = { ...message, ...Object.fromEntries(tokens.map(([name]) => [name, crypto.randomUUID()])) };
  return isJson(whole) ? JSON.stringify(whole) : JSON.stringify(whole, sayable);
};

// A replacer makes writing several times as slow, and most messages have nothing to replace
const isJson = (value: unknown): boolean => {
  if (typeof value !== "object") return true;
  if (value === null || value instanceof Uint8Array || value instanceof Date) return false;
  return Array.isArray(value) ? value.every(isJson) : Object.values(value).every(isJson);
};

// `this` still has the dates that JSON.stringify has made texts of
function sayable(this: Record<string, unknown>, name: string, value: unknown): unknown {
  const given = this[name];
  if (given instanceof Uint8Array) return Buffer.from(given).toString("base64");
  return given instanceof Date ? given.getTime() / 1000 : (value ?? undefined);
}
