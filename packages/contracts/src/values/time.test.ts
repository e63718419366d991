import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addHours,
  addMonths,
  ageOn,
  birthday,
  dateOf,
  daysBetween,
  Instant,
  instantOf,
  LocalDate,
  startOf,
  timeOfDay,
  weekday,
  weekOf,
} from "./time.ts";

const date = (text: string) => LocalDate.parse(text);
const dates = fc
  .date({ min: new Date("1900-01-01"), max: new Date("2100-12-31"), noInvalidDate: true })
  .map((day) => date(day.toISOString().slice(0, 10)));
const hoursOf = (day: string) =>
  (Date.parse(startOf(addDays(date(day), 1))) - Date.parse(startOf(date(day)))) / 3_600_000;

describe("a date", () => {
  test.each(["2026-02-29", "2026-13-01", "2026-2-1", "02-03-2026", "2026-03-02T00:00", ""])("is not %j", (text) => {
    expect(LocalDate.safeParse(text).success).toBe(false);
  });

  test("a month after the last of January is the last of February", () => {
    expect(addMonths(date("2026-01-31"), 1)).toBe("2026-02-28");
    expect(addMonths(date("2028-01-31"), 1)).toBe("2028-02-29");
    expect(addMonths(date("2026-03-31"), -1)).toBe("2026-02-28");
  });

  test("days later and days between agree, over leap days and changes of the clock", () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -20_000, max: 20_000 }), (day, days) => {
        const later = addDays(day, days);
        expect(daysBetween(day, later)).toBe(days);
        expect(later < day).toBe(days < 0);
      }),
    );
  });

  test("weekdays run from Monday, 1, to Sunday, 7", () => {
    expect(weekday(date("2026-03-02"))).toBe(1);
    expect(weekday(date("2026-03-08"))).toBe(7);
  });

  test.each([
    ["2026-03-02", "2026-W10"],
    ["2024-12-30", "2025-W01"],
    ["2026-12-31", "2026-W53"],
    ["2027-01-03", "2026-W53"],
    ["2027-01-04", "2027-W01"],
  ])("%s lies in ISO week %s", (day, week) => {
    expect(weekOf(date(day))).toBe(week);
  });

  test("from Monday to Sunday is one ISO week, and the next Monday another", () => {
    fc.assert(
      fc.property(dates, (day) => {
        const monday = addDays(day, 1 - weekday(day));
        expect(weekOf(addDays(monday, 6))).toBe(weekOf(monday));
        expect(weekOf(addDays(monday, 7))).not.toBe(weekOf(monday));
      }),
    );
  });
});

describe("Copenhagen's midnight", () => {
  test.each([
    ["in winter comes an hour before UTC's", "2026-03-01T22:59:59.999Z", "2026-03-01T23:00:00.000Z", "2026-03-02"],
    ["in summer comes two hours before UTC's", "2026-06-30T21:59:59.999Z", "2026-06-30T22:00:00.000Z", "2026-07-01"],
    ["begins the new year", "2026-12-31T22:59:59.999Z", "2026-12-31T23:00:00.000Z", "2027-01-01"],
  ])("%s", (_, before, at, day) => {
    expect(dateOf(instantOf(before))).toBe(addDays(date(day), -1));
    expect(dateOf(instantOf(at))).toBe(day);
    expect(startOf(date(day))).toBe(at);
    expect(timeOfDay(instantOf(at))).toBe("00:00");
  });

  test("begins every date, and the instant before belongs to the day before", () => {
    fc.assert(
      fc.property(dates, (day) => {
        const start = startOf(day);
        expect(dateOf(start)).toBe(day);
        expect(dateOf(instantOf(Date.parse(start) - 1))).toBe(addDays(day, -1));
      }),
    );
  });
});

describe("the days on which the clock changes", () => {
  test("have 23 hours in March and 25 in October", () => {
    expect(hoursOf("2026-03-28")).toBe(24);
    expect(hoursOf("2026-03-29")).toBe(23);
    expect(hoursOf("2026-10-25")).toBe(25);
  });

  test("a time that is skipped in March is an hour later; one that comes twice in October is the first", () => {
    expect(startOf(date("2026-03-29"), "02:30")).toBe("2026-03-29T01:30:00.000Z");
    expect(startOf(date("2026-10-25"), "02:30")).toBe("2026-10-25T00:30:00.000Z");
  });

  test("24 hours after noon on the Saturday is 13:00 on the Sunday in March, 11:00 in October", () => {
    expect(timeOfDay(addHours(startOf(date("2026-03-28"), "12:00"), 24))).toBe("13:00");
    expect(timeOfDay(addHours(startOf(date("2026-10-24"), "12:00"), 24))).toBe("11:00");
  });
});

describe("an instant", () => {
  test("is kept in UTC with milliseconds, whatever the offset, so that instants compare as text", () => {
    expect(Instant.parse("2026-03-02T09:00:00+01:00")).toBe("2026-03-02T08:00:00.000Z");
    expect(Instant.parse("2026-03-02T08:00:00Z")).toBe("2026-03-02T08:00:00.000Z");
  });

  test("keeps its order as text", () => {
    const moments = fc.date({ min: new Date("1900-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
    fc.assert(fc.property(moments, moments, (one, other) => instantOf(one) < instantOf(other) === one < other));
  });

  test.each(["2026-03-02T09:00:00", "2026-03-02", "2026-02-30T09:00:00Z", "2026-03-02T24:00:00Z", "now", ""])(
    "is not %j",
    (text) => {
      expect(Instant.safeParse(text).success).toBe(false);
    },
  );

  test("that does not exist is thrown", () => {
    expect(() => instantOf("yesterday")).toThrow(RangeError);
  });
});

describe("age", () => {
  test("counts from the birthday itself", () => {
    expect(ageOn(date("2008-03-02"), date("2026-03-01"))).toBe(17);
    expect(ageOn(date("2008-03-02"), date("2026-03-02"))).toBe(18);
  });

  test("of a leap-day child goes up on 1 March in common years, on 29 February in leap years (B2)", () => {
    expect(birthday(date("2008-02-29"), 18)).toBe("2026-03-01");
    expect(birthday(date("2008-02-29"), 20)).toBe("2028-02-29");
    expect(ageOn(date("2008-02-29"), date("2026-02-28"))).toBe(17);
    expect(ageOn(date("2008-02-29"), date("2026-03-01"))).toBe(18);
    expect(ageOn(date("2008-02-29"), date("2028-02-28"))).toBe(19);
    expect(ageOn(date("2008-02-29"), date("2028-02-29"))).toBe(20);
  });

  test("is a year less on the eve of every birthday, also for those born on a leap day", () => {
    const leapDays = fc.integer({ min: 476, max: 506 }).map((four) => date(`${four * 4}-02-29`));
    fc.assert(
      fc.property(fc.oneof(dates, leapDays), fc.integer({ min: 1, max: 100 }), (born, years) => {
        expect(ageOn(born, birthday(born, years))).toBe(years);
        expect(ageOn(born, addDays(birthday(born, years), -1))).toBe(years - 1);
      }),
    );
  });
});
