import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { summersFile } from "../../scripts/render-summers.ts";
import {
  addMonths,
  ageOn,
  dateOf,
  daysBetween,
  instantOf,
  LocalDate,
  startOf,
  timeOfDay,
  weekday,
  weekOf,
} from "./time.ts";

const zone = "Europe/Copenhagen";
const first = Temporal.PlainDate.from("1997-01-01");
const last = Temporal.PlainDate.from("2060-12-31");
const days = Array.from({ length: first.until(last, { largestUnit: "day" }).days + 1 }, (_, at) =>
  first.add({ days: at }),
);
/** Copenhagen's clock as the platform knows it, `2026-03-29 03:00`. */
const platform = new Intl.DateTimeFormat("sv-SE", {
  timeZone: zone,
  dateStyle: "short",
  timeStyle: "short",
});

/** The days on which the clock changes, and the day before and after each. */
const aroundChanges = days.filter((day) =>
  [-1, 0, 1].some((beside) => day.add({ days: beside }).toZonedDateTime(zone).hoursInDay !== 24),
);

describe("the table of summer times", () => {
  it("is what the time-zone database says", async () => {
    const { readFile } = await import("node:fs/promises");
    expect(await readFile(new URL("./summers.ts", import.meta.url), "utf8")).toBe(summersFile());
  });
});

describe("from 1997 to 2060 nothing differs from Temporal", () => {
  it("in where each day begins, on which weekday and in which week", () => {
    const wrong = days.filter((day) => {
      const date = LocalDate.parse(day.toString());
      const start = day.toZonedDateTime(zone).toInstant();
      return !(
        startOf(date) === instantOf(start.epochMilliseconds) &&
        dateOf(startOf(date)) === date &&
        weekday(date) === day.dayOfWeek &&
        weekOf(date) === `${day.yearOfWeek}-W${String(day.weekOfYear).padStart(2, "0")}`
      );
    });
    expect(wrong.map(String)).toEqual([]);
  });

  it("in the months and years after each day", () => {
    const wrong = days.filter((day, at) => {
      const date = LocalDate.parse(day.toString());
      const months = (at % 61) - 30;
      return (
        addMonths(date, months) !== day.add({ months }).toString() ||
        daysBetween(LocalDate.parse("1997-01-01"), date) !== at
      );
    });
    expect(wrong.map(String)).toEqual([]);
  });

  it("in the age of everybody who is not born on a leap day", () => {
    const wrong = days.filter((day, at) => {
      const born = day.subtract({ days: (at * 37) % 36_000 });
      if (born.monthCode === "M02" && born.day === 29) return false;
      return (
        ageOn(LocalDate.parse(born.toString()), LocalDate.parse(day.toString())) !==
        born.until(day, { largestUnit: "year" }).years
      );
    });
    expect(wrong.map(String)).toEqual([]);
  });

  it("in any half hour around the nights on which the clock changes, skipped and doubled hours among them", () => {
    expect(aroundChanges).toHaveLength(64 * 2 * 3);
    const wrong: string[] = [];
    for (const day of aroundChanges)
      for (let minutes = 0; minutes < 24 * 60; minutes += 30) {
        const time = Temporal.PlainTime.from("00:00").add({ minutes }).toString().slice(0, 5);
        const moment = day.toZonedDateTime({ timeZone: zone, plainTime: time });
        const instant = startOf(LocalDate.parse(day.toString()), time);
        const clock = `${dateOf(instant)} ${timeOfDay(instant)}`;
        if (Date.parse(instant) !== moment.epochMilliseconds) wrong.push(`${day} ${time}`);
        if (clock !== platform.format(Date.parse(instant))) wrong.push(`${instant} is ${clock}`);
      }
    expect(wrong).toEqual([]);
  });
});
