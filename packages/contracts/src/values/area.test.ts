import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AreaCode, areaNames, levelOf, overlap, subAreasOf, within } from "./area.ts";

const area = (code: string) => AreaCode.parse(code);
const codes = fc.constantFrom(...AreaCode.options).map(area);

describe("an area code", () => {
  test.each([
    ["101", "municipality"],
    ["101-3", "district"],
    ["101-10", "district"],
    ["101-3-MJO", "sub-area"],
  ] as const)("%s is a %s", (code, level) => {
    expect(levelOf(area(code))).toBe(level);
  });

  test.each([
    "",
    "1",
    "101-0",
    "101-11",
    "101-3-mjo",
    "101-3-MJOL",
    "101-MJO",
    "101-3-MJO-2",
    "101-3-MJO 12, 2. tv.",
    "101\n",
  ])("is not %j: there is nothing below a sub-area", (code) => expect(AreaCode.safeParse(code).success).toBe(false));

  test.each(["101-3-ZZZ", "101-4-MJO", "147", "constructor"])("that nobody has drawn, such as %s, is none", (code) => {
    expect(AreaCode.safeParse(code).success).toBe(false);
  });

  test("has a Danish name of its own", () => {
    expect(areaNames["101-3-RPL"]).toBe("Den Røde Plads");
    expect(new Set(Object.values(areaNames)).size).toBe(AreaCode.options.length);
  });

  test("of Nørrebro and of the municipality has five sub-areas, of a neighbouring district none", () => {
    const five = ["101-3-MJO", "101-3-LUN", "101-3-RPL", "101-3-FOL", "101-3-BLA"];
    expect(subAreasOf(area("101-3"))).toEqual(five);
    expect(subAreasOf(area("101"))).toEqual(five);
    expect(subAreasOf(area("101-4"))).toEqual([]);
    expect(subAreasOf(area("101-3-RPL"))).toEqual(["101-3-RPL"]);
  });

  test("Mjølnerparken lies within Nørrebro, and Nørrebro within the municipality", () => {
    expect(within(area("101-3-MJO"), area("101-3"))).toBe(true);
    expect(within(area("101-3"), area("101"))).toBe(true);
    expect(within(area("101-3"), area("101-3-MJO"))).toBe(false);
  });

  test("district 10 does not lie within district 1", () => {
    expect(within(area("101-10"), area("101-1"))).toBe(false);
    expect(overlap(area("101-10"), area("101-1"))).toBe(false);
  });

  test("overlaps itself, and another in both directions or in neither", () => {
    fc.assert(fc.property(codes, (one) => overlap(one, one)));
    fc.assert(fc.property(codes, codes, (one, other) => overlap(one, other) === overlap(other, one)));
  });

  test("within is an order: it passes on, and two areas within each other are one", () => {
    fc.assert(
      fc.property(codes, codes, codes, (a, b, c) => {
        const passesOn = !(within(a, b) && within(b, c)) || within(a, c);
        return passesOn && (!(within(a, b) && within(b, a)) || a === b);
      }),
    );
  });
});
