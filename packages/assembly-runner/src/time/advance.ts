import type { Activity } from "../activity/activity.ts";
import type { Schedules } from "../schedules/schedules.ts";
import type { Clock } from "./clock.ts";
import { stopsBetween } from "./move.ts";

/** How many rounds the schedules of one stop are run at most, while each round still has an effect. */
const maxRounds = 100;

/**
 * Moves the clock to an instant, with a stop at every midnight of its time zone. At each stop all schedules that fell due are run,
 * again and again until a round has no effect, and everything they set off settles before the clock goes on.
 */
export const advanceClock = async (
  to: number,
  options: {
    readonly clock: Clock;
    readonly schedules: Schedules;
    readonly activity: Activity;
    readonly settle: () => Promise<void>;
  },
): Promise<void> => {
  const { clock, schedules, activity, settle } = options;
  await settle();
  for (const at of stopsBetween(clock.now(), to, clock.timeZone)) {
    if (at > clock.now()) clock.set(at);
    const due = schedules.takeDue(clock.now());
    let succeeding = due;
    for (let round = 0; round < maxRounds && succeeding.length > 0; round += 1) {
      const before = activity.effects();
      const succeeded = await Promise.all(succeeding.map((schedule) => schedules.run(schedule, clock.now())));
      // A failed run has gone to its dead letters, and would fail again.
      succeeding = succeeding.filter((_, index) => succeeded[index]);
      await settle();
      if (activity.effects() === before) break;
    }
    // Without a schedule the passing of time alone can still end a delay or a visibility timeout.
    if (due.length === 0) await settle();
  }
};
