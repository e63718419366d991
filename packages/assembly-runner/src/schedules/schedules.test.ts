import { expect, test } from "vitest";
import type { Schedule } from "../assembly/plan.ts";
import type { InvocationResult } from "../functions/worker.ts";
import { openSchedules } from "./schedules.ts";

const at = (text: string) => Date.parse(text);
const start = at("2026-03-02T08:00:00Z");
const hourly: Schedule = {
  name: "hourly",
  arn: "arn:aws:scheduler:eu-north-1:0:schedule/default/hourly",
  expression: "rate(1 hour)",
  timezone: "UTC",
  functionArn: "f",
};
const fine: InvocationResult = { ok: true, payload: undefined };
const broken: InvocationResult = { ok: false, error: { errorType: "Error", errorMessage: "broken" } };

const open = (schedule: Schedule, results: readonly InvocationResult[] = []) => {
  const events: unknown[] = [];
  const failures: string[] = [];
  const schedules = openSchedules({ schedules: [schedule], region: "eu-north-1", account: "0" }, start, {
    invoke: async (_, event) => {
      events.push(event);
      return results[events.length - 1] ?? fine;
    },
    onFailed: (_, __, reason) => void failures.push(reason),
  });
  return { schedules, events, failures };
};

test("a schedule falls due once, however often it came round since it was last looked at", () => {
  const { schedules } = open(hourly);
  expect(schedules.takeDue(at("2026-03-02T08:59:59Z"))).toEqual([]);
  expect(schedules.takeDue(at("2026-03-02T13:00:00Z"))).toEqual([hourly]);
  expect(schedules.takeDue(at("2026-03-02T13:30:00Z"))).toEqual([]);
});

test("a function without an input of its own gets a scheduled event", async () => {
  const { schedules, events } = open(hourly);
  expect(await schedules.run(hourly, at("2026-03-02T09:00:00Z"))).toBe(true);
  expect(events).toMatchObject([
    { "detail-type": "Scheduled Event", source: "aws.scheduler", time: "2026-03-02T09:00:00Z", detail: {} },
  ]);
});

test("an input is filled with what the scheduler knows", async () => {
  const input =
    '{"arn":"<aws.scheduler.schedule-arn>","at":"<aws.scheduler.scheduled-time>","attempt":"<aws.scheduler.attempt-number>"}';
  const schedule = { ...hourly, input };
  const { schedules, events } = open(schedule);
  await schedules.run(schedule, at("2026-03-02T09:00:00Z"));
  expect(events).toEqual([{ arn: hourly.arn, at: "2026-03-02T09:00:00Z", attempt: "1" }]);
});

test("a run that fails is tried three times in all, and then reported with its reason", async () => {
  const healed = open(hourly, [broken, broken, fine]);
  expect(await healed.schedules.run(hourly, start)).toBe(true);
  expect(healed.failures).toEqual([]);
  const failing = open(hourly, [broken, broken, broken]);
  expect(await failing.schedules.run(hourly, start)).toBe(false);
  expect(failing.events).toHaveLength(3);
  expect(failing.failures).toEqual(["Error: broken"]);
});

test("an expression that cannot be read stops the start and is named with its schedule", () => {
  expect(() => open({ ...hourly, expression: "rate(1 fortnight)" })).toThrow(/the schedule "hourly" cannot be run/);
});
