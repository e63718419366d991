/** Writes src/values/holidays.ts: Danish public holidays from the kept library, so that no bundle carries the calendars of the world. */
import { writeFileSync } from "node:fs";
import Holidays from "date-holidays";

const first = 2024;
const last = 2050;

/** The public holidays of Denmark that fall on a weekday in a year, as `MMDD`. */
export const weekdayHolidays = (year: number): string[] =>
  new Holidays("DK")
    .getHolidays(year)
    .filter(({ type }) => type === "public")
    .map(({ date }) => date.slice(0, 10))
    .filter((date) => ![0, 6].includes(new Date(date).getUTCDay()))
    .map((date) => date.slice(5).replace("-", ""));

/** The whole file. */
export const holidaysFile = (): string => {
  const years = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const rows = years.map((year) => `  ${year}: "${weekdayHolidays(year).join(" ")}",`);
  return `/** Danish public holidays on weekdays by year, as \`MMDD\`; written by scripts/render-holidays.ts of this package. Store Bededag ended with 2023. */
export const holidays: Readonly<Record<number, string>> = {
${rows.join("\n")}
};
`;
};

if (import.meta.main) writeFileSync(new URL("../src/values/holidays.ts", import.meta.url), holidaysFile());
