import { describe, expect, test } from "vitest";
import { text } from "./text.ts";

const accepts = (words: string) => text(3, 20).safeParse(words).success;

describe("text", () => {
  test.each(["Blågård Plads", "to\nlinjer", "en\ttabulator", "\u200esået", "så 👍 godt", "سلام عليكم"])(
    "may be %j",
    (words) => {
      expect(accepts(words)).toBe(true);
    },
  );

  test.each([
    ["too short", "ab"],
    ["too long", "a".repeat(21)],
    ["only spaces", "      "],
    ["long enough only with its spaces", " a  "],
    ["with NUL", "abc\u0000"],
    ["with an escape", "abc\u001b[31m"],
    ["with a control character of the second set", "abc\u0090"],
    ["with the sign of lost bytes", "Bl\ufffdgårds Plads"],
    ["of zero-width spaces", "\u200b\u200b\u200b\u200b"],
    ["of soft hyphens, fillers and Braille blanks", "\u00ad\u3164\u115f\u2800\u2064"],
    ["long enough only with what is invisible", "a\u200b\u200db"],
    ["read in another direction than stored", "abc\u202ecba"],
    ["with an isolate", "abc\u2066"],
    ["with half a character", "abc\ud800"],
  ])("is refused when %s", (_, words) => {
    expect(accepts(words)).toBe(false);
  });

  test("ends each line with a line feed, however it was ended", () => {
    expect(text(1, 40).parse("a\r\nb\rc\u0085d\u2028e\u2029f\vg\fh\ni")).toBe("a\nb\nc\nd\ne\nf\ng\nh\ni");
  });

  test("counts its lines once: a Windows line break is one character", () => {
    expect(text(1, 5).safeParse("ab\r\ncd").success).toBe(true);
    expect(text(1, 5).safeParse("ab\r\ncde").success).toBe(false);
  });
});
