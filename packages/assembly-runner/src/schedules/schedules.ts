import { randomUUID } from "node:crypto";
import type { Schedule } from "../assembly/plan.ts";
import type { InvocationResult } from "../functions/worker.ts";
import { parseJson } from "../json.ts";
import { invalidAssembly } from "../start-refusal.ts";
import { type Recurrence, readScheduleExpression } from "./expression.ts";

/** The schedules of the plan by the runner's clock. */
export type Schedules = {
  /** The schedules that have fallen due since the last call; each counts once, however often it came round. */
  readonly takeDue: (now: number) => readonly Schedule[];
  /** Invokes the schedule's function and waits for it to end; answers whether it did so without error. */
  readonly run: (schedule: Schedule, now: number) => Promise<boolean>;
};

/** How often a schedule invokes its function at most: twice again after an error, as Lambda does for asynchronous invocations. */
const maxAttempts = 3;

const recurrenceOf = (schedule: Schedule): Recurrence => {
  try {
    return readScheduleExpression(schedule.expression, schedule.timezone);
  } catch (error) {
    throw invalidAssembly(`the schedule "${schedule.name}" cannot be run: ${(error as Error).message}.`);
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
    readonly invoke: (functionArn: string, event: unknown) => Promise<InvocationResult>;
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
    run: async (schedule, now) => {
      let reason = "";
      for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
        const result = await options.invoke(
          schedule.functionArn,
          inputOf(schedule, now, attempt, plan.region, plan.account),
        );
        if (result.ok) return true;
        reason = `${result.error.errorType}: ${result.error.errorMessage}`;
      }
      options.onFailed(schedule, inputOf(schedule, now, maxAttempts, plan.region, plan.account), reason);
      return false;
    },
  };
};
