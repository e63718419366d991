import { describe, expect, test } from "vitest";
import { matchesPattern, readPattern } from "./pattern.ts";

const matches = (pattern: unknown, value: unknown) => matchesPattern(readPattern(pattern), value);
const event = {
  source: "orders",
  "detail-type": "orders.order-decided.v1",
  detail: {
    result: "accepted",
    count: 5,
    regions: ["eu-1", "eu-1-a"],
    empty: null,
    facts: [{ kind: "own" }, { kind: "heard" }],
  },
};

describe("an event pattern", () => {
  test.each([
    ["an exact value", { source: ["orders"] }, true],
    ["one of several values", { source: ["returns", "orders"] }, true],
    ["another value", { source: ["returns"] }, false],
    ["null only where null stands", { detail: { empty: [null] } }, true],
    ["a number", { detail: { count: [5] } }, true],
    ["text that is not the number", { detail: { count: ["5"] } }, false],
    ["an item of a list", { detail: { regions: ["eu-1-a"] } }, true],
    ["a field of an object in a list", { detail: { facts: { kind: ["heard"] } } }, true],
    ["a prefix", { "detail-type": [{ prefix: "orders." }] }, true],
    ["a prefix in any case", { source: [{ prefix: { "equals-ignore-case": "ORD" } }] }, true],
    ["a suffix", { "detail-type": [{ suffix: ".v2" }] }, false],
    ["anything but a value", { source: [{ "anything-but": "orders" }] }, false],
    ["anything but some values", { source: [{ "anything-but": ["returns", "stock"] }] }, true],
    ["anything but a prefix", { source: [{ "anything-but": { prefix: "ord" } }] }, false],
    ["anything but an absent field", { detail: { nobody: [{ "anything-but": "x" }] } }, false],
    ["a number in a range", { detail: { count: [{ numeric: [">", 4, "<=", 5] }] } }, true],
    ["a number out of a range", { detail: { count: [{ numeric: ["<", 5] }] } }, false],
    ["a field that is there", { detail: { result: [{ exists: true }] } }, true],
    ["a field that is not there", { detail: { reason: [{ exists: false }] } }, true],
    ["a field missing inside a missing object", { detail: { more: { reason: [{ exists: false }] } } }, true],
    ["a value in any case", { source: [{ "equals-ignore-case": "Orders" }] }, true],
    ["wildcards", { "detail-type": [{ wildcard: "orders.*.v*" }] }, true],
    ["wildcards that must not overlap", { source: [{ wildcard: "orde*rders" }] }, false],
    ["an escaped wildcard", { source: [{ wildcard: "orders\\*" }] }, false],
    ["either of two patterns", { $or: [{ source: ["returns"] }, { detail: { count: [5] } }] }, true],
    [
      "neither of two patterns",
      { source: ["orders"], $or: [{ source: ["returns"] }, { detail: { count: [6] } }] },
      false,
    ],
    ["all fields together", { source: ["orders"], detail: { outcome: ["rejected"] } }, false],
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
    [{ source: "orders" }],
    [{ source: [{ soundsLike: "orders" }] }],
    [{ source: [{ exists: "yes" }] }],
    [{ source: [{ numeric: ["about", 5] }] }],
    ["orders"],
  ])("is refused when it cannot be read: %j", (pattern) => {
    expect(() => readPattern(pattern)).toThrow();
  });
});
