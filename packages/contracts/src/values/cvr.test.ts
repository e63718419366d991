import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Cvr } from "./cvr.ts";

const accepts = (text: string) => Cvr.safeParse(text).success;

describe("a CVR number", () => {
  test("of the City of Copenhagen is accepted", () => {
    expect(Cvr.parse("64942212")).toBe("64942212");
  });

  test("with one digit mistyped is refused: modulus 11 holds for companies", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 9 }), (at, shift) => {
        const digits = [..."64942212"].map(Number);
        digits[at] = ((digits[at] ?? 0) + shift) % 10;
        return !accepts(digits.join(""));
      }),
    );
  });

  test.each(["", "6494221", "649422120", "64 94 22 12", "DK64942212", "00000000", "64942212\n"])(
    "is not %j",
    (text) => {
      expect(accepts(text)).toBe(false);
    },
  );
});
