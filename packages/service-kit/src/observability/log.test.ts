import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { errorFields, safeFields } from "./log.ts";

describe("a log line", () => {
  it("says identifiers, codes, numbers and times", () => {
    const fields = {
      requestId: "JKJaXmPLvHcESHA=",
      id: "b1000000-0000-4000-8000-000000000001",
      operation: "visits.screenConcern",
      route: "/visits/concerns/{concernId}",
      at: "2026-03-02T08:00:00.000Z",
      reasons: ["invalid-transition", "subject-is-adult"],
      status: 409,
      replayed: true,
    };
    expect(safeFields(fields)).toEqual(fields);
  });

  it("leaves out what has no value", () => {
    expect(safeFields({ role: undefined, status: 200 })).toEqual({ status: 200 });
  });

  const unsayable: Record<string, string | number | readonly string[]> = {
    "a name": "Malik Testesen",
    "a sentence": "the boy was seen at Mjølnerparken",
    "a Danish word": "Nørrebro",
    "a CPR number": "7204104311",
    "a CPR number with a hyphen": "720410-4311",
    "a CPR number inside a code": "subject:720410-4311.json",
    "a CPR number as a number": 7204104311,
    "a long text": "x".repeat(129),
    "an e-mail address": "malik@example.dk",
    "two lines": "a\nb",
    "one unsayable entry in a list": ["visits.screenConcern", "Malik Testesen"],
  };
  for (const [what, value] of Object.entries(unsayable))
    it(`names ${what} as redacted and does not say it`, () => {
      expect(safeFields({ subject: value, status: 200 })).toEqual({ status: 200, redacted: ["subject"] });
    });

  it("never says a text with a space or a letter beyond ASCII in it", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom(" ", "æ", "ø", "å", "\t", "\u00a0", "🚲"),
        fc.string(),
        (before, mark, after) => {
          expect(safeFields({ field: before + mark + after })).toEqual({ redacted: ["field"] });
        },
      ),
    );
  });
});

describe("what is logged of an error", () => {
  it("is its kind and the place, never its message", () => {
    const fields = errorFields(new TypeError("Malik Testesen"));
    expect(fields).toEqual({ error: "TypeError", at: expect.stringMatching(/^log\.test\.ts:\d+:\d+$/) });
    expect(safeFields(fields)).toEqual(fields);
  });

  it("is not taken from a message that looks like a place", () => {
    for (const message of ["seen at Malik", "seen\n    at Malik", "a (at Malik)\n at Malik"])
      expect(errorFields(new Error(message))).toEqual({ error: "Error", at: expect.stringMatching(/^log\.test\.ts:/) });
  });

  it("is only the type where something else than an error was thrown", () => {
    expect(errorFields("Malik")).toEqual({ error: "string" });
    expect(errorFields(undefined)).toEqual({ error: "undefined" });
  });

  it("does without a place where there is none", () => {
    const bare = Object.assign(new Error("Malik"), { stack: undefined });
    expect(errorFields(bare)).toEqual({ error: "Error", at: undefined });
  });
});
