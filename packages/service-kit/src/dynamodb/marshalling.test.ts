import { marshall as marshallOfAws, unmarshall as unmarshallOfAws } from "@aws-sdk/util-dynamodb";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { marshall, unmarshall } from "./marshalling.ts";

const numbers = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }).filter((value) => !Object.is(value, -0)),
);
// AWS's own library loses a field of this name
const names = fc.string().filter((name) => name !== "__proto__");
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.string({ unit: "grapheme" }),
    numbers,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value")),
    fc.dictionary(names, tie("value")),
  ),
}));
const records = fc.dictionary(names, value);

describe("a record as an item", () => {
  it("is what AWS's own library makes of it, whatever it holds", () => {
    fc.assert(
      fc.property(records, (record) => {
        expect(marshall(record)).toEqual(marshallOfAws(record));
      }),
    );
  });

  it("comes back as it was, and as AWS's own library reads it", () => {
    fc.assert(
      fc.property(records, (record) => {
        expect(unmarshall(marshallOfAws(record))).toEqual(record);
        expect(unmarshall(marshall(record))).toEqual(unmarshallOfAws(marshall(record)));
      }),
    );
  });

  it("keeps a field whatever its name", () => {
    const record = JSON.parse('{"__proto__": {"constructor": 1}}');
    expect(Object.keys(marshall(record))).toEqual(["__proto__"]);
    expect(JSON.stringify(unmarshall(marshall(record)))).toBe(JSON.stringify(record));
  });

  it("has no fields without a value, however deep", () => {
    expect(marshall({ pk: "a", note: undefined, inner: { at: undefined, by: "b" } })).toEqual({
      pk: { S: "a" },
      inner: { M: { by: { S: "b" } } },
    });
  });

  it.each([new Date(0), new Set(["a"]), new Map(), new Uint8Array(1), Number.NaN, Infinity, 1n, Symbol("a"), () => 1])(
    "is refused with %s, which would come back as something else",
    (odd) => {
      expect(() => marshall({ odd })).toThrow("what JSON can say");
      expect(() => marshall({ list: [{ odd }] })).toThrow("what JSON can say");
    },
  );

  it("is refused with an empty place in a list", () => {
    expect(() => marshall({ list: [undefined] })).toThrow("what JSON can say");
  });

  it("is not read where it holds what the store does not write", () => {
    expect(() => unmarshall({ tags: { SS: ["a"] } })).toThrow("a set or bytes");
    expect(() => unmarshall({ seal: { B: new Uint8Array(1) } })).toThrow("a set or bytes");
    expect(() => unmarshall({ count: { N: "9007199254740993" } })).toThrow("too many digits");
  });
});
