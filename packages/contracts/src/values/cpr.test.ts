import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Cpr, cprDate, isReplacementCpr } from "./cpr.ts";

const two = (number: number) => String(number).padStart(2, "0");
const three = (number: number) => String(number).padStart(3, "0");

// Everybody here bears a replacement number, so that no digits in this file can be a person's
const replacement = (day: number, month: number, yy: number, seventh: number, rest = 0) =>
  `${two(day + 60)}${two(month)}${two(yy)}${seventh}${three(rest)}`;

const accepts = (text: string) => Cpr.safeParse(text).success;

describe("the century of a CPR number", () => {
  const centuries: readonly [string, readonly number[], number, number, number][] = [
    ["0 to 3, all years: 19xx", [0, 1, 2, 3], 0, 99, 1900],
    ["4 and 9, years 00 to 36: 20xx", [4, 9], 0, 36, 2000],
    ["4 and 9, years 37 to 99: 19xx", [4, 9], 37, 99, 1900],
    ["5 to 8, years 00 to 57: 20xx", [5, 6, 7, 8], 0, 57, 2000],
    ["5 to 8, years 58 to 99: 18xx", [5, 6, 7, 8], 58, 99, 1800],
  ];
  test.each(centuries)("follows digit 7 and the year: %s", (_, sevenths, first, last, century) => {
    for (const seventh of sevenths) {
      for (let yy = first; yy <= last; yy++) {
        expect(cprDate(replacement(1, 1, yy, seventh))).toEqual([century + yy, 1, 1]);
      }
    }
  });

  test("decides whether a 29 February exists: in 2000, not in 1900", () => {
    expect(accepts(replacement(29, 2, 0, 4))).toBe(true);
    expect(accepts(replacement(29, 2, 0, 0))).toBe(false);
  });
});

describe("a CPR number", () => {
  test("is read with and without the hyphen, and kept as ten digits", () => {
    expect(Cpr.parse("720410-4311")).toBe("7204104311");
    expect(Cpr.parse("7204104311")).toBe("7204104311");
  });

  test("is never refused for failing modulus 11: every serial of an existing day is accepted (C1)", () => {
    const birth = fc.date({ min: new Date("1858-01-01"), max: new Date("2057-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(birth, fc.integer({ min: 0, max: 999 }), fc.boolean(), (date, rest, isReplacement) => {
        const year = date.getUTCFullYear();
        const day = date.getUTCDate() + (isReplacement ? 60 : 0);
        const yy = year % 100;
        const sevenths = year < 1900 ? [5, 8] : year < 2000 ? [0, 3] : yy <= 36 ? [4, 9, 5, 8] : [5, 8];
        for (const seventh of sevenths) {
          const digits = `${two(day)}${two(date.getUTCMonth() + 1)}${two(yy)}${seventh}${three(rest)}`;
          expect(Cpr.parse(digits)).toBe(digits);
          expect(cprDate(digits)).toEqual([year, date.getUTCMonth() + 1, date.getUTCDate()]);
          expect(isReplacementCpr(Cpr.parse(digits))).toBe(isReplacement);
        }
      }),
    );
  });

  test.each([
    ["a day 0", "00", "04"],
    ["a day 32", "32", "04"],
    ["a day 60: neither a day nor one with 60 added", "60", "04"],
    ["a day 92", "92", "04"],
    ["a 31 April", "91", "04"],
    ["a month 0", "72", "00"],
    ["a month 13", "72", "13"],
  ])("with %s is refused", (_, day, month) => {
    expect(accepts(`${day}${month}104311`)).toBe(false);
  });

  test.each([
    "",
    "720410-431",
    "720410-43111",
    "72-04104311",
    "720410 4311",
    " 7204104311",
    "7204104311\n",
    "七204104311",
  ])("is not %j", (text) => expect(accepts(text)).toBe(false));

  test("that is refused names the problem, and not the digits", () => {
    const issues = Cpr.safeParse("911304-4311").error?.issues ?? [];
    expect(issues.map(({ message }) => message)).toEqual(["invalid-cpr"]);
    expect(JSON.stringify(issues)).not.toContain("4311");
  });

  test("is never accepted from arbitrary text unless it has the shape of one", () => {
    fc.assert(fc.property(fc.string(), (text) => !accepts(text) || /^\d{6}-?\d{4}$/.test(text)));
  });
});
