import { expect, test } from "vitest";
import { readScheduleExpression } from "./expression.ts";

const next = (expression: string, after: string, timezone?: string) => {
  const at = readScheduleExpression(expression, timezone)(Date.parse(after));
  return at === undefined ? undefined : new Date(at).toISOString().replace(".000Z", "Z");
};

test.each([
  ["rate(1 minute)", "2026-03-02T08:00:30Z", "2026-03-02T08:01:00Z"],
  ["rate(15 minutes)", "2026-03-02T08:00:00Z", "2026-03-02T08:15:00Z"],
  ["rate(1 day)", "2026-03-02T08:00:00Z", "2026-03-03T00:00:00Z"],
  ["cron(0 3 * * ? *)", "2026-03-02T08:00:00Z", "2026-03-03T03:00:00Z"],
  ["cron(0/20 8-9 ? * MON-FRI *)", "2026-03-06T09:40:00Z", "2026-03-09T08:00:00Z"],
  ["cron(0 12 1 * ? *)", "2026-03-02T08:00:00Z", "2026-04-01T12:00:00Z"],
  ["cron(0 12 L * ? *)", "2026-04-01T08:00:00Z", "2026-04-30T12:00:00Z"],
  ["cron(0 0 29 FEB ? *)", "2026-03-02T08:00:00Z", "2028-02-29T00:00:00Z"],
  ["cron(5,35 * * * ? *)", "2026-03-02T08:05:00Z", "2026-03-02T08:35:00Z"],
  ["at(2026-03-15T00:00:00)", "2026-03-02T08:00:00Z", "2026-03-15T00:00:00Z"],
])("%s falls due next after %s at %s", (expression, after, expected) => {
  expect(next(expression, after)).toBe(expected);
});

test("a schedule in a time zone keeps its hour when summer time begins", () => {
  expect(next("cron(0 5 * * ? *)", "2026-03-28T12:00:00Z", "Europe/Berlin")).toBe("2026-03-29T03:00:00Z");
  expect(next("cron(0 5 * * ? *)", "2026-03-27T12:00:00Z", "Europe/Berlin")).toBe("2026-03-28T04:00:00Z");
});

test("what is over does not come again", () => {
  expect(next("at(2026-03-15T00:00:00)", "2026-03-15T00:00:00Z")).toBeUndefined();
  expect(next("cron(0 0 1 1 ? 2025)", "2026-03-02T08:00:00Z")).toBeUndefined();
});

test.each([
  "rate(0 minutes)",
  "rate(1 fortnight)",
  "cron(0 3 * *)",
  "cron(0 3 ? * MON#2 *)",
  "every day",
  "at(tomorrow)",
])("%s is refused", (expression) => {
  expect(() => readScheduleExpression(expression)).toThrow();
});
