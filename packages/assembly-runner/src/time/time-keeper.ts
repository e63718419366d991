import type { Activity } from "../activity/activity.ts";
import type { Timeline } from "../activity/timeline.ts";
import type { Schedules } from "../schedules/schedules.ts";
import type { Settings } from "../storage.ts";
import { advanceClock } from "./advance.ts";
import type { Clock } from "./clock.ts";
import { type ClockMove, moveRefusal, targetOf } from "./move.ts";

/** Lets time pass: by itself, and by moves. */
export type TimeKeeper = {
  /** Moves the clock and answers where it stands. Throws a `MoveRefusal` where the move cannot be made. */
  readonly move: (move: ClockMove) => Promise<string>;
  readonly stop: () => void;
};

/** Starts keeping time: each second the schedules that fell due are run, and the clock is saved for the next start. */
export const startTimeKeeper = (options: {
  readonly clock: Clock;
  readonly schedules: Schedules;
  readonly settings: Settings;
  readonly activity: Activity;
  readonly timeline: Timeline;
  readonly settle: () => Promise<void>;
  readonly onMoved: () => void | Promise<void>;
}): TimeKeeper => {
  const { clock, schedules, settings, timeline } = options;
  const save = () => settings.saveSetting("clock", String(clock.now()));
  // One move at a time: two at once would run the same schedules for different days.
  let lastMove: Promise<unknown> = Promise.resolve();
  let isMoving = false;
  const carryOut = async (move: ClockMove): Promise<string> => {
    const target = targetOf(clock.now(), move, clock.timeZone);
    if (typeof target !== "number") throw moveRefusal(target);
    isMoving = true;
    try {
      await advanceClock(target, options);
    } finally {
      isMoving = false;
      save();
    }
    await options.onMoved();
    const now = clock.text();
    timeline.add("clock", `The clock stands at ${now}`);
    return now;
  };
  const ticker = setInterval(() => {
    save();
    if (isMoving) return;
    for (const schedule of schedules.takeDue(clock.now())) {
      timeline.add("schedule", schedule.name, schedule.expression);
      void schedules.run(schedule, clock.now());
    }
  }, 1000);
  return {
    move: (move) => {
      const next = lastMove.then(() => carryOut(move));
      lastMove = next.catch(() => undefined);
      return next;
    },
    stop: () => {
      clearInterval(ticker);
      save();
    },
  };
};
