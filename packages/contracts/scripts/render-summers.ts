/** Writes src/values/summers.ts: Copenhagen's summer times from the time-zone database, so that no function carries or asks it. */
import { writeFileSync } from "node:fs";
import { Temporal } from "temporal-polyfill";

const first = 1997;
const last = 2100;

/** The days, since 1970, on which summer time begins and ends in Copenhagen in a year. Throws when it does not do so at 01:00 UTC: then the table needs another form. */
export const summerOf = (year: number): readonly [number, number] => {
  const changes: number[] = [];
  let at = Temporal.ZonedDateTime.from(`${year}-01-01T00:00[Europe/Copenhagen]`);
  for (;;) {
    const next = at.getTimeZoneTransition("next");
    if (next === null || next.toInstant().toZonedDateTimeISO("UTC").year > year) break;
    const day = (next.epochMilliseconds - 3_600_000) / 86_400_000;
    if (!Number.isInteger(day)) throw new Error(`In ${year} the clock does not change at 01:00 UTC`);
    changes.push(day);
    at = next;
  }
  const [from, until, ...more] = changes;
  if (from === undefined || until === undefined || more.length > 0)
    throw new Error(`In ${year} the clock changes ${changes.length} times`);
  return [from, until];
};

/** The whole file. */
export const summersFile = (): string => {
  const years = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const rows = years.map((year) => `  [${summerOf(year).join(", ")}],`);
  return `/** The first year of the table. */
export const firstSummer = ${first};

/** Copenhagen's summer times by year: the days since 1970 on which they begin and end, both at 01:00 UTC; written by scripts/render-summers.ts of this package from the time-zone database. */
export const summers: readonly (readonly [from: number, until: number])[] = [
${rows.join("\n")}
];
`;
};

if (import.meta.main) writeFileSync(new URL("../src/values/summers.ts", import.meta.url), summersFile());
