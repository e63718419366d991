import * as z from "zod/mini";
import { firstSummer, summers } from "./summers.ts";

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

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Days since 1 January 1970. */
const dayNumber = (date: LocalDate): number => Date.parse(date) / dayMs;
const dateOfNumber = (day: number): LocalDate => new Date(day * dayMs).toISOString().slice(0, 10) as LocalDate;
/** Day 0 was a Thursday. */
const weekdayOfNumber = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** Milliseconds by which Copenhagen is ahead of UTC: two hours in summer, one otherwise, also outside the years of the table. Both changes come at 01:00 UTC (Directive 2000/84/EC). */
const offsetMs = (time: number): number => {
  const [from, until] = summers[new Date(time).getUTCFullYear() - firstSummer] ?? [0, 0];
  const day = (time - hourMs) / dayMs;
  return day >= from && day < until ? 2 * hourMs : hourMs;
};

// Copenhagen's clock, written as if it were UTC
const clockOf = (instant: Instant): string => {
  const time = Date.parse(instant);
  return new Date(time + offsetMs(time)).toISOString();
};

/** The instant that an ISO 8601 text, a `Date` or milliseconds since 1970 name. Throws a RangeError when there is none. */
export const instantOf = (time: string | number | Date): Instant => new Date(time).toISOString() as Instant;

/** The date on which an instant falls in Copenhagen. */
export const dateOf = (instant: Instant): LocalDate => clockOf(instant).slice(0, 10) as LocalDate;

/** The time of day of an instant in Copenhagen, `17:00`. */
export const timeOfDay = (instant: Instant): string => clockOf(instant).slice(11, 16);

/** The first instant of a date in Copenhagen; with a time of day, that time on that date. A time that is skipped in March is an hour later, one that comes twice in October is the first. */
export const startOf = (date: LocalDate, time = "00:00"): Instant => {
  const clock = Date.parse(`${date}T${time}Z`);
  const asSummer = clock - 2 * hourMs;
  return instantOf(offsetMs(asSummer) === 2 * hourMs ? asSummer : clock - hourMs);
};

/** The date `days` later, or earlier when negative. */
export const addDays = (date: LocalDate, days: number): LocalDate => dateOfNumber(dayNumber(date) + days);

/** The date `months` later; the last day of the month where that day does not exist. */
export const addMonths = (date: LocalDate, months: number): LocalDate => {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return dateOfNumber(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)) / dayMs);
};

/** The instant `hours` of elapsed time later, or earlier when negative. */
export const addHours = (instant: Instant, hours: number): Instant => instantOf(Date.parse(instant) + hours * hourMs);

/** Whole days from the first date to the second; negative when the second lies before. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => dayNumber(to) - dayNumber(from);

/** Day of the week, 1 for Monday to 7 for Sunday (ISO 8601). */
export const weekday = (date: LocalDate): number => weekdayOfNumber(dayNumber(date));

/** ISO week of a date, `2026-W10`: a week belongs to the year of its Thursday. */
export const weekOf = (date: LocalDate): string => {
  const day = dayNumber(date);
  const thursday = dateOfNumber(day + 4 - weekdayOfNumber(day));
  const year = thursday.slice(0, 4);
  const week = Math.floor(daysBetween(`${year}-01-01` as LocalDate, thursday) / 7) + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
};

/** The day a person turns `years`. Somebody born on 29 February turns a year older on 1 March in common years (B2). */
export const birthday = (birthDate: LocalDate, years: number): LocalDate => {
  const day = addMonths(birthDate, 12 * years);
  return day.slice(8) === birthDate.slice(8) ? day : addDays(day, 1);
};

/** Age in whole years on a date, by the register's birth date and Copenhagen's calendar (B2). */
export const ageOn = (birthDate: LocalDate, date: LocalDate): number => {
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return birthday(birthDate, years) > date ? years - 1 : years;
};
