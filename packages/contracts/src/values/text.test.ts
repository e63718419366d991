import { describe, expect, test } from "vitest";
import { text } from "./text.ts";

const accepts = (words: string) => text(3, 20).safeParse(words).success;

describe("text", () => {
  test.each(["Blågård Plads", "to\nlinjer", "så 👍 godt", "سلام عليكم"])("may be %j", (words) => {
    expect(accepts(words)).toBe(true);
  });

  test.each([
    ["too short", "ab"],
    ["too long", "a".repeat(21)],
    ["only spaces", "      "],
    ["long enough only with its spaces", " a  "],
    ["with NUL", "abc\u0000"],
    ["with an escape", "abc\u001b[31m"],
    ["with a carriage return", "abc\r\n"],
    ["read in another direction than stored", "abc\u202ecba"],
    ["with an isolate", "abc\u2066"],
    ["with half a character", "abc\ud800"],
  ])("is refused when %s", (_, words) => {
    expect(accepts(words)).toBe(false);
  });
});
