import type { Activity } from "./activity.ts";
import { type Clock, steps } from "./clock.ts";
import type { Schedules } from "./schedules/schedules.ts";

/** How often the schedules of one step are woken while each round still leaves traces. */
const mostRounds = 100;

/**
 * Moves the clock to an instant by way of every midnight in Copenhagen. At each stop all schedules that fell due are woken, again and
 * again until a round leaves no trace, and everything they set off comes to rest before time goes on.
 */
export const travel = async (
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
  for (const at of steps(clock.now(), to)) {
    if (at > clock.now()) clock.set(at);
    const due = schedules.takeDue(clock.now());
    let awake = due;
    for (let round = 0; round < mostRounds && awake.length > 0; round += 1) {
      const before = activity.effects();
      const woken = await Promise.all(awake.map((schedule) => schedules.wake(schedule, clock.now())));
      // What failed has gone to its dead letters, and would fail again.
      awake = awake.filter((_, index) => woken[index]);
      await settle();
      if (activity.effects() === before) break;
    }
    // Without a schedule the passing of time alone can still end a delay or a visibility timeout.
    if (due.length === 0) await settle();
  }
};
