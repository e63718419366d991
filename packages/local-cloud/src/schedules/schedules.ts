import { randomUUID } from "node:crypto";
import type { Schedule } from "../assembly/plan.ts";
import type { Outcome } from "../functions/worker.ts";
import { parseJson } from "../json.ts";
import { startRefusal } from "../refusal.ts";
import { type Recurrence, readSchedule } from "./expression.ts";

/** The schedules of the plan by the local clock. */
export type Schedules = {
  /** The schedules that have fallen due since the last call; each counts once, however often it came round. */
  readonly takeDue: (now: number) => readonly Schedule[];
  /** Wakes the schedule's function and waits for it to end; answers whether it did so without error. */
  readonly wake: (schedule: Schedule, now: number) => Promise<boolean>;
};

/** A function error is tried again twice, as Lambda does for asynchronous invocations. */
const tries = 3;

const recurrenceOf = (schedule: Schedule): Recurrence => {
  try {
    return readSchedule(schedule.expression, schedule.timezone);
  } catch (error) {
    throw startRefusal(`the schedule "${schedule.name}" cannot be kept: ${(error as Error).message}.`);
  }
};

const inputOf = (schedule: Schedule, now: number, attempt: number, region: string, account: string): unknown => {
  const time = `${new Date(now).toISOString().slice(0, 19)}Z`;
  if (schedule.input !== undefined) {
    const text = schedule.input
      .replaceAll("<aws.scheduler.schedule-arn>", schedule.arn)
      .replaceAll("<aws.scheduler.scheduled-time>", time)
      .replaceAll("<aws.scheduler.execution-id>", randomUUID())
      .replaceAll("<aws.scheduler.attempt-number>", String(attempt));
    return parseJson(text) ?? text;
  }
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": "Scheduled Event",
    source: schedule.arn.includes(":scheduler:") ? "aws.scheduler" : "aws.events",
    account,
    time,
    region,
    resources: [schedule.arn],
    detail: {},
  };
};

/** Opens the schedules at an instant: whatever falls due after it counts. Refuses an expression that cannot be read. */
export const openSchedules = (
  plan: { readonly schedules: readonly Schedule[]; readonly region: string; readonly account: string },
  start: number,
  options: {
    readonly invoke: (functionArn: string, event: unknown) => Promise<Outcome>;
    readonly onFailed: (schedule: Schedule, input: unknown, reason: string) => void;
  },
): Schedules => {
  const entries = plan.schedules.map((schedule) => {
    const recurrence = recurrenceOf(schedule);
    return { schedule, recurrence, next: recurrence(start) };
  });
  return {
    takeDue: (now) => {
      const due = entries.filter((entry) => entry.next !== undefined && entry.next <= now);
      for (const entry of due) entry.next = entry.recurrence(now);
      return due.map((entry) => entry.schedule);
    },
    wake: async (schedule, now) => {
      let reason = "";
      for (let attempt = 1; attempt <= tries; attempt += 1) {
        const outcome = await options.invoke(
          schedule.functionArn,
          inputOf(schedule, now, attempt, plan.region, plan.account),
        );
        if (outcome.ok) return true;
        reason = `${outcome.error.errorType}: ${outcome.error.errorMessage}`;
      }
      options.onFailed(schedule, inputOf(schedule, now, tries, plan.region, plan.account), reason);
      return false;
    },
  };
};
