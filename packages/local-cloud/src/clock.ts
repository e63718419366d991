import { Temporal } from "temporal-polyfill";

const zone = "Europe/Copenhagen";

/** Story time: the Monday morning on which the demo people's stories begin. */
export const storyTime = "2026-03-02T09:00:00+01:00";

/** The local cloud's clock. It ticks at the real speed from where it was set; `shift` is how functions see the same time. */
export type Clock = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Puts the clock at an instant, in milliseconds since 1970. */
  readonly set: (now: number) => void;
  /** Milliseconds to add to the machine's own time, as one 64-bit integer that every worker can read. */
  readonly shift: SharedArrayBuffer;
};

/** A clock that stands at the given instant (milliseconds since 1970) and ticks on. */
export const createClock = (start: number): Clock => {
  const shift = new SharedArrayBuffer(8);
  const cell = new BigInt64Array(shift);
  const set = (now: number) => void Atomics.store(cell, 0, BigInt(Math.round(now - Date.now())));
  set(start);
  return { now: () => Date.now() + Number(Atomics.load(cell, 0)), set, shift };
};

/** The instant in ISO form with Copenhagen's offset, such as `2026-03-02T09:00:00+01:00`. */
export const copenhagen = (at: number): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toString({ timeZone: zone, smallestUnit: "second" });

/** Reads an ISO instant with offset or Z. Answers milliseconds since 1970, or `undefined` when it is not one. */
export const readInstant = (text: unknown): number | undefined => {
  try {
    return typeof text === "string" ? Temporal.Instant.from(text).epochMilliseconds : undefined;
  } catch {
    return undefined;
  }
};

/** A move of the clock: by an ISO 8601 duration counted in Copenhagen's calendar, or to an instant. */
export type Move = { readonly advance: string } | { readonly to: string };

/** Where a move leads, in milliseconds since 1970, or the plain words of why it leads nowhere. The clock never goes back. */
export const destination = (from: number, move: unknown): number | { readonly refused: string } => {
  const { advance, to, ...others } = (typeof move === "object" && move !== null ? move : {}) as Record<string, unknown>;
  if (Object.keys(others).length > 0 || (advance === undefined) === (to === undefined)) {
    return { refused: 'Send {"advance": an ISO 8601 duration such as "P14D"} or {"to": an ISO instant with offset}.' };
  }
  const target = to === undefined ? after(from, advance) : readInstant(to);
  if (target === undefined) {
    return {
      refused:
        'That is no ISO 8601 duration such as "P14D", nor an instant with offset such as "2026-03-15T00:00:00+01:00".',
    };
  }
  return target < from
    ? { refused: "The clock only goes forward. Start with --now and a fresh data folder to go back." }
    : target;
};

const after = (from: number, duration: unknown): number | undefined => {
  try {
    return Temporal.Instant.fromEpochMilliseconds(from)
      .toZonedDateTimeISO(zone)
      .add(Temporal.Duration.from(String(duration))).epochMilliseconds;
  } catch {
    return undefined;
  }
};

/** The instants at which a move stops on its way: each midnight in Copenhagen, and the end. */
export function* steps(from: number, to: number): Generator<number> {
  let day = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).startOfDay();
  for (;;) {
    day = day.add({ days: 1 }).startOfDay();
    if (day.epochMilliseconds >= to) break;
    yield day.epochMilliseconds;
  }
  yield to;
}
