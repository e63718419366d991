import type { Activity } from "./activity.ts";
import { type Clock, copenhagen, destination, type Move } from "./clock.ts";
import type { Flow } from "./flow.ts";
import type { Schedules } from "./schedules/schedules.ts";
import type { Storage } from "./storage.ts";
import { travel } from "./time-travel.ts";

/** Lets time pass: by itself, and by moves. */
export type TimeKeeper = {
  /** Moves the clock and answers where it stands. Throws an error named `MoveRefused` where the move leads nowhere. */
  readonly move: (move: Move) => Promise<string>;
  readonly stop: () => void;
};

/** Starts keeping time: schedules fall due each second, and the clock is noted down for the next start. */
export const keepTime = (options: {
  readonly clock: Clock;
  readonly schedules: Schedules;
  readonly storage: Storage;
  readonly activity: Activity;
  readonly flow: Flow;
  readonly settle: () => Promise<void>;
  readonly onMoved: () => Promise<void>;
}): TimeKeeper => {
  const { clock, schedules, storage, flow } = options;
  const note = () => storage.saveSetting("clock", String(clock.now()));
  // One move at a time: two at once would wake the same schedules for different days.
  let lastMove: Promise<unknown> = Promise.resolve();
  let isMoving = false;
  const go = async (move: Move): Promise<string> => {
    const to = destination(clock.now(), move);
    if (typeof to !== "number") throw Object.assign(new Error(to.refused), { name: "MoveRefused" });
    isMoving = true;
    try {
      await travel(to, options);
    } finally {
      isMoving = false;
      note();
    }
    await options.onMoved();
    const now = copenhagen(clock.now());
    flow.add("clock", `The clock stands at ${now}`);
    return now;
  };
  const ticker = setInterval(() => {
    note();
    if (isMoving) return;
    for (const schedule of schedules.takeDue(clock.now())) {
      flow.add("schedule", schedule.name, schedule.expression);
      void schedules.wake(schedule, clock.now());
    }
  }, 1000);
  return {
    move: (move) => {
      const next = lastMove.then(() => go(move));
      lastMove = next.catch(() => undefined);
      return next;
    },
    stop: () => {
      clearInterval(ticker);
      note();
    },
  };
};
