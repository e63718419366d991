import { getISO } from "temporal-polyfill/fns/Calendar";
import * as instants from "temporal-polyfill/fns/Instant";
import * as dates from "temporal-polyfill/fns/PlainDate";
import * as zoned from "temporal-polyfill/fns/ZonedDateTime";
import * as z from "zod/mini";

/** A calendar date in Copenhagen, `2026-03-02` (ISO 8601). Dates compare as text. */
export const LocalDate = z.iso.date().brand<"LocalDate">();
export type LocalDate = z.output<typeof LocalDate>;

/** A point in time in UTC with milliseconds, `2026-03-02T08:00:00.000Z`. Instants compare as text. */
export type Instant = string & z.core.$brand<"Instant">;

/** Accepts an ISO 8601 time with an offset and keeps it as an {@link Instant}. */
export const Instant = z.pipe(
  z.iso.datetime({ offset: true }).check(
    // Instants compare as text, which years beyond four digits would break
    z.refine((text) => Number.isNaN(Date.parse(text)) || /^[1-9]\d{3}-/.test(new Date(text).toISOString())),
  ),
  z.transform((text): Instant => instantOf(text)),
);

const zone = "Europe/Copenhagen";
const readDate = (date: LocalDate) => dates.fromString(date, getISO);
const written = (date: dates.Record) => dates.toString(date) as LocalDate;
const inCopenhagen = (instant: Instant) => instants.toZonedDateTimeISO(instants.fromString(instant), zone);
const toInstant = (moment: zoned.Record) => instantOf(instants.toString(zoned.toInstant(moment)));

/** The instant that an ISO 8601 text, a `Date` or milliseconds since 1970 name. Throws a RangeError when there is none. */
export const instantOf = (time: string | number | Date): Instant => new Date(time).toISOString() as Instant;

/** The date on which an instant falls in Copenhagen. */
export const dateOf = (instant: Instant): LocalDate => written(zoned.toPlainDate(inCopenhagen(instant)));

/** The time of day of an instant in Copenhagen, `17:00`. */
export const timeOfDay = (instant: Instant): string => zoned.toString(inCopenhagen(instant)).slice(11, 16);

/** The first instant of a date in Copenhagen; with a time of day, that time on that date. */
export const startOf = (date: LocalDate, time = "00:00"): Instant =>
  toInstant(zoned.fromString(`${date}T${time}[${zone}]`, getISO));

/** The date `days` later, or earlier when negative. */
export const addDays = (date: LocalDate, days: number): LocalDate => written(dates.addDays(readDate(date), days));

/** The date `months` later; the last day of the month where that day does not exist. */
export const addMonths = (date: LocalDate, months: number): LocalDate =>
  written(dates.addMonths(readDate(date), months));

/** The instant `hours` of elapsed time later, or earlier when negative. */
export const addHours = (instant: Instant, hours: number): Instant =>
  instantOf(instants.toString(instants.addHours(instants.fromString(instant), hours)));

/** Whole days from the first date to the second; negative when the second lies before. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => dates.diffDays(readDate(from), readDate(to));

/** Day of the week, 1 for Monday to 7 for Sunday (ISO 8601). */
export const weekday = (date: LocalDate): number => dates.dayOfWeek(readDate(date));

/** ISO week of a date, `2026-W10`. */
export const weekOf = (date: LocalDate): string => {
  const day = readDate(date);
  return `${dates.yearOfWeek(day)}-W${String(dates.weekOfYear(day)).padStart(2, "0")}`;
};

/** The day a person turns `years`. Somebody born on 29 February turns a year older on 1 March in common years (B2). */
export const birthday = (birthDate: LocalDate, years: number): LocalDate => {
  const day = written(dates.addYears(readDate(birthDate), years));
  return day.slice(8) === birthDate.slice(8) ? day : addDays(day, 1);
};

/** Age in whole years on a date, by the register's birth date and Copenhagen's calendar (B2). */
export const ageOn = (birthDate: LocalDate, date: LocalDate): number => {
  const years = dates.diffYears(readDate(birthDate), readDate(date), "floor");
  // The library lets leap-day children age on 28 February; the rule says 1 March
  return birthday(birthDate, years) > date ? years - 1 : years;
};
