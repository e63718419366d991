import { describe, expect, test } from "vitest";
import { matchesPattern, readPattern } from "./pattern.ts";

const matches = (pattern: unknown, value: unknown) => matchesPattern(readPattern(pattern), value);
const event = {
  source: "visits",
  "detail-type": "visits.concern-decided.v1",
  detail: {
    result: "accepted",
    count: 5,
    areas: ["101-3", "101-3-MJO"],
    empty: null,
    facts: [{ kind: "own" }, { kind: "heard" }],
  },
};

describe("an event pattern", () => {
  test.each([
    ["an exact value", { source: ["visits"] }, true],
    ["one of several values", { source: ["exits", "visits"] }, true],
    ["another value", { source: ["exits"] }, false],
    ["null only where null stands", { detail: { empty: [null] } }, true],
    ["a number", { detail: { count: [5] } }, true],
    ["text that is not the number", { detail: { count: ["5"] } }, false],
    ["an item of a list", { detail: { areas: ["101-3-MJO"] } }, true],
    ["a field of an object in a list", { detail: { facts: { kind: ["heard"] } } }, true],
    ["a prefix", { "detail-type": [{ prefix: "visits." }] }, true],
    ["a prefix in any case", { source: [{ prefix: { "equals-ignore-case": "VIS" } }] }, true],
    ["a suffix", { "detail-type": [{ suffix: ".v2" }] }, false],
    ["anything but a value", { source: [{ "anything-but": "visits" }] }, false],
    ["anything but some values", { source: [{ "anything-but": ["exits", "jobs"] }] }, true],
    ["anything but a prefix", { source: [{ "anything-but": { prefix: "vis" } }] }, false],
    ["anything but an absent field", { detail: { nobody: [{ "anything-but": "x" }] } }, false],
    ["a number in a range", { detail: { count: [{ numeric: [">", 4, "<=", 5] }] } }, true],
    ["a number out of a range", { detail: { count: [{ numeric: ["<", 5] }] } }, false],
    ["a field that is there", { detail: { result: [{ exists: true }] } }, true],
    ["a field that is not there", { detail: { reason: [{ exists: false }] } }, true],
    ["a field missing inside a missing object", { detail: { more: { reason: [{ exists: false }] } } }, true],
    ["a value in any case", { source: [{ "equals-ignore-case": "Visits" }] }, true],
    ["wildcards", { "detail-type": [{ wildcard: "visits.*.v*" }] }, true],
    ["wildcards that must not overlap", { source: [{ wildcard: "visi*isits" }] }, false],
    ["an escaped wildcard", { source: [{ wildcard: "visits\\*" }] }, false],
    ["either of two patterns", { $or: [{ source: ["exits"] }, { detail: { count: [5] } }] }, true],
    [
      "neither of two patterns",
      { source: ["visits"], $or: [{ source: ["exits"] }, { detail: { count: [6] } }] },
      false,
    ],
    ["all fields together", { source: ["visits"], detail: { result: ["rejected"] } }, false],
  ])("tells about %s", (_, pattern, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });

  test("picks the stream records that announce something", () => {
    const pattern = { eventName: ["INSERT"], dynamodb: { NewImage: { outbox: { S: [{ exists: true }] } } } };
    expect(matches(pattern, { eventName: "INSERT", dynamodb: { NewImage: { outbox: { S: "yes" } } } })).toBe(true);
    expect(matches(pattern, { eventName: "INSERT", dynamodb: { NewImage: { pk: { S: "a" } } } })).toBe(false);
    expect(matches(pattern, { eventName: "REMOVE", dynamodb: {} })).toBe(false);
  });

  test.each([
    [{ source: "visits" }],
    [{ source: [{ soundsLike: "visits" }] }],
    [{ source: [{ exists: "yes" }] }],
    [{ source: [{ numeric: ["about", 5] }] }],
    ["visits"],
  ])("is refused when it cannot be read: %j", (pattern) => {
    expect(() => readPattern(pattern)).toThrow();
  });
});
