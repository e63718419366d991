import { Temporal } from "temporal-polyfill";

/** When a schedule falls due: the first instant after the given one (milliseconds since 1970), or `undefined` when never again. */
export type Recurrence = (after: number) => number | undefined;

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

const names: Readonly<Record<string, number>> = Object.fromEntries([
  ...["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"].map((name, index) => [
    name,
    index + 1,
  ]),
  ...["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"].map((name, index) => [name, index + 1]),
]);

const numberOf = (text: string): number => {
  const number = names[text.toUpperCase()] ?? (/^\d+$/.test(text) ? Number(text) : Number.NaN);
  if (Number.isNaN(number))
    throw new Error(`"${text}" is not a number, month or weekday; other signs in a cron expression are not supported`);
  return number;
};

/** The numbers that one field of a cron expression allows, or `undefined` for any. */
const field = (text: string, min: number, max: number): ReadonlySet<number> | undefined => {
  if (text === "*" || text === "?") return undefined;
  const allowed = new Set<number>();
  for (const part of text.split(",")) {
    const [range = "", step] = part.split("/");
    const [from, to] = range.split("-");
    const first = range === "*" ? min : numberOf(from ?? "");
    const last = to !== undefined ? numberOf(to) : range === "*" || step !== undefined ? max : first;
    for (let value = first; value <= last; value += step === undefined ? 1 : numberOf(step)) allowed.add(value);
  }
  return allowed;
};

const allows = (allowed: ReadonlySet<number> | undefined, value: number): boolean =>
  allowed === undefined || allowed.has(value);

const cron = (text: string, timezone: string): Recurrence => {
  const parts = text.trim().split(/\s+/);
  const [minutes = "*", hours = "*", days = "*", months = "*", weekdays = "*", years = "*"] = parts;
  if (parts.length !== 6) throw new Error("a cron expression has six fields");
  const isLastDay = days.toUpperCase() === "L";
  const [minute, hour] = [field(minutes, 0, 59), field(hours, 0, 23)];
  const [day, month] = [isLastDay ? undefined : field(days, 1, 31), field(months, 1, 12)];
  const [weekday, year] = [field(weekdays, 1, 7), field(years, 1970, 2199)];
  const times = [...Array(24).keys()]
    .filter((value) => allows(hour, value))
    .flatMap((h) =>
      [...Array(60).keys()].filter((value) => allows(minute, value)).map((m) => ({ hour: h, minute: m })),
    );
  const isDay = (date: Temporal.PlainDate): boolean =>
    allows(year, date.year) &&
    allows(month, date.month) &&
    (isLastDay ? date.day === date.daysInMonth : allows(day, date.day)) &&
    allows(weekday, (date.dayOfWeek % 7) + 1);
  return (after) => {
    const start = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(timezone).toPlainDate();
    // Any five years hold every date of the calendar, leap days included, except around a century without one.
    for (let offset = 0; offset <= 5 * 366; offset += 1) {
      const date = start.add({ days: offset });
      if (!isDay(date)) continue;
      for (const time of times) {
        const at = date.toZonedDateTime({ timeZone: timezone, plainTime: time }).epochMilliseconds;
        if (at > after) return at;
      }
    }
    return undefined;
  };
};

/**
 * Reads a schedule expression: `rate(5 minutes)`, `cron(0 3 * * ? *)` or `at(2026-03-15T00:00:00)`. Rates are counted from 1970-01-01
 * in UTC, so that nothing needs to be kept for them. Throws on anything else.
 */
export const readScheduleExpression = (expression: string, timezone = "UTC"): Recurrence => {
  const [, kind, argument = ""] = /^(rate|cron|at)\((.+)\)$/.exec(expression.trim()) ?? [];
  switch (kind) {
    case "rate": {
      const [, count, unit = ""] = /^(\d+) (minute|hour|day)s?$/.exec(argument) ?? [];
      const period = Number(count) * (unitMs[unit] ?? Number.NaN);
      if (!(period > 0)) throw new Error(`the schedule expression "${expression}" cannot be read`);
      return (after) => (Math.floor(after / period) + 1) * period;
    }
    case "cron":
      return cron(argument, timezone);
    case "at": {
      const at = Temporal.PlainDateTime.from(argument).toZonedDateTime(timezone).epochMilliseconds;
      return (after) => (at > after ? at : undefined);
    }
    default:
      throw new Error(`the schedule expression "${expression}" cannot be read`);
  }
};
