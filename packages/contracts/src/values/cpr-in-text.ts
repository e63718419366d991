import { folded } from "./folded.ts";

/** Most other characters between two digits of a number, blanks not counted, and how far apart they may stand with them. */
const maxOthers = 3;
const maxGap = 6;

/** Where a text holds what looks like a CPR number: the place of its first digit in the folded text; -1 where there is none. Ten digits that begin with a date, replacement numbers (day + 60) among them, in any script, with up to three other characters between them: `720410,4311`, `(720410)4311`, `720410 og 4311`. */
export const cprAt = (text: string): number => {
  const plain = folded(text);
  const at = [...plain.matchAll(/\d/g)].map(({ index }) => index);
  return (
    at.find((_, first) => {
      const places = at.slice(first, first + 10);
      return places.length === 10 && isNumber(plain, places) && isAlone(plain, places) && isDate(plain, places);
    }) ?? -1
  );
};

/** Whether a text holds what looks like a CPR number. */
export const holdsCpr = (text: string): boolean => cprAt(text) >= 0;

const isNumber = (plain: string, places: readonly number[]): boolean => {
  const gaps = places.slice(1).map((place, n) => plain.slice((places[n] ?? 0) + 1, place));
  if (gaps.some((gap) => gap.length > maxGap || gap.replaceAll(/\s/g, "").length > maxOthers)) return false;
  // A time of day behind a date is no number
  if (/kl/i.test(gaps[5] ?? "")) return false;
  const [spaced = ""] = gaps;
  const evenly = spaced !== "" && gaps.every((gap) => gap === spaced || gap.includes("-"));
  return evenly || gaps.slice(6).every((gap) => gap === "");
};

// Longer runs of digits are numbers of something else
const isAlone = (plain: string, places: readonly number[]): boolean =>
  !/\d/.test(plain[(places[0] ?? 0) - 1] ?? "") && !/\d/.test(plain[(places[9] ?? 0) + 1] ?? "");

const isDate = (plain: string, places: readonly number[]): boolean => {
  const digits = places.map((place) => plain[place]).join("");
  const [day, month] = [Number(digits.slice(0, 2)) % 60, Number(digits.slice(2, 4))];
  return Number(digits.slice(0, 2)) <= 91 && day >= 1 && day <= 31 && month >= 1 && month <= 12;
};
