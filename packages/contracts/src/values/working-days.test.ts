import { expect, it } from "vitest";
import { weekdayHolidays } from "../../scripts/render-holidays.ts";
import { holidays } from "./holidays.ts";
import type { LocalDate } from "./time.ts";
import { addWorkingDays, isWorkingDay } from "./working-days.ts";

it("the receipt of a notification sent on Friday 6 March 2026 is due on Monday 16 March", () => {
  expect(addWorkingDays("2026-03-06" as LocalDate, 6)).toBe("2026-03-16");
});

it("Easter Monday is no working day, and Store Bededag is one since 2024", () => {
  expect(isWorkingDay("2026-04-06" as LocalDate)).toBe(false);
  expect(isWorkingDay("2026-05-01" as LocalDate)).toBe(true);
});

it("the six days jump over Easter", () => {
  expect(addWorkingDays("2026-03-31" as LocalDate, 6)).toBe("2026-04-13");
});

it("the table says what the holiday library says", () => {
  for (const [year, days] of Object.entries(holidays)) expect(days).toBe(weekdayHolidays(Number(year)).join(" "));
});
