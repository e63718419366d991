import { Temporal } from "temporal-polyfill";
import { readInstant } from "./clock.ts";

/** A move of the clock: by an ISO 8601 duration counted in the calendar of the clock's time zone, or to an instant. */
export type ClockMove = { readonly advance: string } | { readonly to: string };

/** Why a move is refused: it is neither form of a move, its duration or instant cannot be read, or it would go back. */
export type MoveProblem = "not-a-move" | "unreadable" | "backward";

/** The error of a refused move; its message says what to send instead. */
export type MoveRefusal = Error & { readonly problem: MoveProblem };

const messages: Readonly<Record<MoveProblem, string>> = {
  "not-a-move": 'Send {"advance": an ISO 8601 duration such as "P14D"} or {"to": an ISO instant with offset}.',
  unreadable:
    'That is no ISO 8601 duration such as "P14D", nor an instant with offset such as "2026-03-15T00:00:00+01:00".',
  backward: "The clock only goes forward. Start at an earlier time on a fresh data folder to go back.",
};

/** Makes the error that refuses a move. */
export const moveRefusal = (problem: MoveProblem): MoveRefusal =>
  Object.assign(new Error(messages[problem]), { name: "MoveRefusal", problem });

/** Whether an error was made by `moveRefusal`. */
export const isMoveRefusal = (error: unknown): error is MoveRefusal =>
  error instanceof Error && error.name === "MoveRefusal" && "problem" in error;

const after = (from: number, duration: unknown, timeZone: string): number | undefined => {
  try {
    return Temporal.Instant.fromEpochMilliseconds(from)
      .toZonedDateTimeISO(timeZone)
      .add(Temporal.Duration.from(String(duration))).epochMilliseconds;
  } catch {
    return undefined;
  }
};

/** Where a move leads, in milliseconds since 1970, or why it is refused. */
export const targetOf = (from: number, move: unknown, timeZone: string): number | MoveProblem => {
  const { advance, to, ...others } = (typeof move === "object" && move !== null ? move : {}) as Record<string, unknown>;
  if (Object.keys(others).length > 0 || (advance === undefined) === (to === undefined)) return "not-a-move";
  const target = to === undefined ? after(from, advance, timeZone) : readInstant(to);
  if (target === undefined) return "unreadable";
  return target < from ? "backward" : target;
};

/** The instants at which a move stops on its way: each midnight in the time zone, and the end. */
export function* stopsBetween(from: number, to: number, timeZone: string): Generator<number> {
  let day = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone).startOfDay();
  for (;;) {
    day = day.add({ days: 1 }).startOfDay();
    if (day.epochMilliseconds >= to) break;
    yield day.epochMilliseconds;
  }
  yield to;
}
