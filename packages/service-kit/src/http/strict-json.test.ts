import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ProblemError } from "./problem.ts";
import { parseStrictly } from "./strict-json.ts";

const issueOf = (text: string) => {
  try {
    parseStrictly(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.issues[0];
  }
};

/** Whether text and field names are whole (no NUL, half character or U+FFFD), and no field is `__proto__`. */
const sound = (value: unknown): boolean => {
  if (typeof value === "string") return value.isWellFormed() && !/[\0\uFFFD]/.test(value);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([name, one]) => name !== "__proto__" && sound(name) && sound(one));
};

describe("strict JSON", () => {
  it("means what JSON means, whatever the document", () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 8, stringUnit: "grapheme" }).filter((text) => sound(JSON.parse(text))),
        (text) => {
          expect(parseStrictly(text)).toEqual(JSON.parse(text));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("means the same with spaces and line breaks in it", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }).filter(sound), fc.constantFrom(1, "\t", "\n"), (value, space) => {
        const text = JSON.stringify(value, undefined, space);
        expect(parseStrictly(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it("refuses a repeated field wherever it stands", () => {
    const fields = fc.uniqueArray(
      fc.string().filter((name) => name !== "__proto__"),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(fields, fc.nat(4), fc.jsonValue({ maxDepth: 2 }).filter(sound), (names, at, value) => {
        const again = names[at % names.length];
        const written = [...names, again].map((name) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
        expect(issueOf(`{${written.join(",")}}`)?.detail.en).toBe("names a field twice");
        expect(issueOf(`[1,{"a":[{${written.join(",")}}]}]`)?.pointer).toBe("/1/a/0");
      }),
    );
  });

  it("takes the same name in different objects", () => {
    const text = '{"a":{"a":[{"a":1},{"a":{"a":2}}]},"b":{"a":3}}';
    expect(parseStrictly(text)).toEqual(JSON.parse(text));
  });

  it("takes brackets, commas and quotes inside texts for what they are", () => {
    for (const value of ['{"a":1,"a":2}', '\\"', "\\", "[[[", '","', '\\\\"{'])
      expect(parseStrictly(JSON.stringify({ [value]: value, b: [value] }))).toEqual({ [value]: value, b: [value] });
  });

  it("takes 32 levels and not one more", () => {
    const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
    expect(parseStrictly(nested(32))).toEqual(JSON.parse(nested(32)));
    expect(issueOf(nested(33))?.detail.en).toContain("32");
    expect(parseStrictly(`[${Array(100).fill("[[]]").join()}]`)).toHaveLength(100);
  });

  it("takes 10,000 entries and few more", () => {
    expect(parseStrictly(JSON.stringify(Array(10_000).fill(1)))).toHaveLength(10_000);
    expect(issueOf(JSON.stringify(Array(10_002).fill(1)))?.detail.en).toContain("10000");
  });

  it("points at the place as RFC 6901 says, and stops before a name that may be somebody's", () => {
    expect(issueOf('{"a":{"b":1},"c":[1,[2,{"d":"\\u0000"}]]}')?.pointer).toBe("/c/1/1/d");
    expect(issueOf('{"a":[{"b":1},{"c":1,"c":2}]}')?.pointer).toBe("/a/1");
    expect(issueOf('{"a":{"Malik Testesen":{"c":"\\u0000"}}}')?.pointer).toBe("/a");
    expect(issueOf('{"a":{"7204104311":"\\u0000"}}')?.pointer).toBe("/a");
  });
});
