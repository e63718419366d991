import type { Existing } from "./state.ts";

/**
 * The most entries of each list that stands in a record's state, list by list; one more is refused with `record-full`. A state with a list that has no limit does
 * not compile: what grows without end is one day larger than an item (400 KB) or than one transaction can erase (DynamoDB limits). A list inside an entry comes whole with one command, whose contract bounds it.
 */
export type ListLimits<State> = { readonly [List in ListsOf<Existing<State>>]: number };

type ListsOf<State> = State extends unknown
  ? { [Field in keyof State]-?: IsList<NonNullable<State[Field]>> extends true ? Field : never }[keyof State]
  : never;

// A pair or another tuple has its length in its type
type IsList<Value> = [Value] extends [never]
  ? false
  : Value extends readonly unknown[]
    ? number extends Value["length"]
      ? true
      : false
    : false;

/** Whether a list has grown beyond its limit. One that was longer already, before its limit was lowered, stops nothing but its growth. */
export const isOverfull = (limits: Readonly<Record<string, number>>, before: unknown, after: unknown): boolean =>
  Object.entries(limits).some(([list, limit]) => {
    const length = lengthOf(after, list);
    return length > limit && length > lengthOf(before, list);
  });

const lengthOf = (state: unknown, list: string): number => {
  const found = (state as Readonly<Record<string, unknown>>)[list];
  return Array.isArray(found) ? found.length : 0;
};
