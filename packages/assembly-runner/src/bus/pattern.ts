import { asList, asObject, type JsonObject } from "../json.ts";

type Scalar = string | number | boolean | null;
type Matcher = (value: Scalar) => boolean;

/** One test of a field: whether it is there at all, or what its value must be. */
type FieldTest = { readonly exists: boolean } | { readonly matches: Matcher };

/** A pattern made ready for matching: fields, each with nested fields or tests, and alternatives. */
export type FilterPattern = {
  readonly fields: readonly (readonly [name: string, rule: FilterPattern | readonly FieldTest[]])[];
  readonly alternatives: readonly FilterPattern[];
};

const isScalar = (value: unknown): value is Scalar =>
  value === null || ["string", "number", "boolean"].includes(typeof value);

const onText =
  (test: (value: string) => boolean): Matcher =>
  (value) =>
    typeof value === "string" && test(value);

/** Text, or `{"equals-ignore-case": text}`: the two forms that `prefix` and `suffix` take. */
const affix = (operand: unknown, test: (value: string, part: string) => boolean): Matcher => {
  const folded = asObject(operand)?.["equals-ignore-case"];
  if (typeof folded === "string") return onText((value) => test(value.toLowerCase(), folded.toLowerCase()));
  if (typeof operand === "string") return onText((value) => test(value, operand));
  throw new Error("prefix and suffix take text");
};

const wildcard = (operand: unknown): Matcher => {
  if (typeof operand !== "string") throw new Error("wildcard takes text");
  const parts = operand.split(/(?<!\\)\*/).map((part) => part.replace(/\\([*\\])/g, "$1"));
  const [first = "", ...rest] = parts;
  return onText((value) => {
    if (rest.length === 0) return value === first;
    const last = rest[rest.length - 1] ?? "";
    if (!value.startsWith(first) || !value.endsWith(last) || value.length < first.length + last.length) return false;
    let at = first.length;
    for (const part of rest.slice(0, -1)) {
      const found = value.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at <= value.length - last.length;
  });
};

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  "=": (value, bound) => value === bound,
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
};

const numeric = (operand: unknown): Matcher => {
  const parts = asList(operand);
  const tests: ((value: number) => boolean)[] = [];
  for (let at = 0; at < parts.length; at += 2) {
    const compare = comparisons[String(parts[at])];
    const bound = parts[at + 1];
    if (compare === undefined || typeof bound !== "number")
      throw new Error("numeric takes pairs of comparison and number");
    tests.push((value) => compare(value, bound));
  }
  return (value) => typeof value === "number" && tests.every((test) => test(value));
};

const anythingBut = (operand: unknown): Matcher => {
  const object = asObject(operand);
  if (object !== undefined) {
    const [name = "", inner] = Object.entries(object)[0] ?? [];
    const operands = Array.isArray(inner) ? inner : [inner];
    const matchers = operands.map((one) => operator(name, one));
    return (value) => !matchers.some((matches) => matches(value));
  }
  const refused = Array.isArray(operand) ? operand : [operand];
  return (value) => !refused.includes(value);
};

const operators: Readonly<Record<string, (operand: unknown) => Matcher>> = {
  prefix: (operand) => affix(operand, (value, part) => value.startsWith(part)),
  suffix: (operand) => affix(operand, (value, part) => value.endsWith(part)),
  "anything-but": anythingBut,
  numeric,
  "equals-ignore-case": (operand) => {
    if (typeof operand !== "string") throw new Error("equals-ignore-case takes text");
    return onText((value) => value.toLowerCase() === operand.toLowerCase());
  },
  wildcard,
};

const operator = (name: string, operand: unknown): Matcher => {
  const make = operators[name];
  if (make === undefined) throw new Error(`the pattern operator "${name}" is not known`);
  return make(operand);
};

const fieldTest = (rule: unknown): FieldTest => {
  if (isScalar(rule)) return { matches: (value) => value === rule };
  const entries = Object.entries(asObject(rule) ?? {});
  const [name, operand] = entries[0] ?? ["", undefined];
  if (entries.length !== 1) throw new Error("each rule of a pattern is one value or one operator");
  if (name !== "exists") return { matches: operator(name, operand) };
  if (typeof operand !== "boolean") throw new Error("exists takes true or false");
  return { exists: operand };
};

/**
 * Reads an EventBridge event pattern, which Lambda's filter criteria share. Throws on anything that is not one, such as a bare
 * value where a list belongs.
 */
export const readPattern = (pattern: unknown): FilterPattern => {
  const object = asObject(pattern);
  if (object === undefined) throw new Error("an event pattern must be a JSON object");
  return {
    alternatives: asList(object["$or"]).map(readPattern),
    fields: Object.entries(object)
      .filter(([name]) => name !== "$or")
      .map(([name, rule]) => {
        if (Array.isArray(rule)) return [name, rule.map(fieldTest)];
        if (asObject(rule) === undefined) throw new Error(`the pattern field "${name}" must be a list or an object`);
        return [name, readPattern(rule)];
      }),
  };
};

const scalarsIn = (value: unknown): readonly Scalar[] =>
  Array.isArray(value) ? value.flatMap(scalarsIn) : isScalar(value) ? [value] : [];

const objectsIn = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? value.flatMap(objectsIn) : [asObject(value)].filter((one) => one !== undefined);

const passes = (tests: readonly FieldTest[], value: unknown): boolean => {
  const scalars = scalarsIn(value);
  return tests.some((test) => ("exists" in test ? test.exists === scalars.length > 0 : scalars.some(test.matches)));
};

/** Whether the value (an event, or a stream record) matches. A list in the value matches when one of its items does. */
export const matchesPattern = (pattern: FilterPattern, value: unknown): boolean => {
  const objects = objectsIn(value);
  // An absent object still has to satisfy rules such as {"exists": false} further in.
  const candidates = objects.length === 0 ? [{}] : objects;
  return candidates.some(
    (object) =>
      pattern.fields.every(([name, rule]) =>
        "fields" in rule ? matchesPattern(rule, object[name]) : passes(rule, object[name]),
      ) &&
      (pattern.alternatives.length === 0 || pattern.alternatives.some((one) => matchesPattern(one, object))),
  );
};
