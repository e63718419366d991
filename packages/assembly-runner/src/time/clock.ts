import { Temporal } from "temporal-polyfill";

/** The runner's clock. It ticks at the real speed from where it was set. */
export type Clock = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The present time as ISO text with the offset of `timeZone`. */
  readonly text: () => string;
  /** Sets the clock to an instant, in milliseconds since 1970. */
  readonly set: (now: number) => void;
  /** Milliseconds to add to the machine's own time, as one 64-bit integer that every worker can read. */
  readonly offset: SharedArrayBuffer;
  /** The IANA time zone of its text, its days and its midnights. */
  readonly timeZone: string;
};

/** Makes a clock that stands at the given instant (milliseconds since 1970) and ticks on. */
export const createClock = (start: number, timeZone: string): Clock => {
  const offset = new SharedArrayBuffer(8);
  const cell = new BigInt64Array(offset);
  const now = () => Date.now() + Number(Atomics.load(cell, 0));
  const set = (to: number) => void Atomics.store(cell, 0, BigInt(Math.round(to - Date.now())));
  set(start);
  return { now, text: () => localTime(now(), timeZone), set, offset, timeZone };
};

/** The instant in ISO form with the offset of a time zone, such as `2026-03-02T09:00:00+01:00`. */
export const localTime = (at: number, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toString({ timeZone, smallestUnit: "second" });

/** Reads an ISO instant with offset or Z. Answers milliseconds since 1970, or `undefined` when it is not one. */
export const readInstant = (text: unknown): number | undefined => {
  try {
    return typeof text === "string" ? Temporal.Instant.from(text).epochMilliseconds : undefined;
  } catch {
    return undefined;
  }
};
