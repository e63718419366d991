import type { Instant } from "@trygt/contracts";
import { errorFields, log } from "../observability/log.ts";
import { system } from "../records/actor.ts";
import type { CommandContext, Outcome } from "../records/command.ts";
import type { Store } from "../records/store.ts";

/** Sends a record that has fallen due the command that time demands. */
export type Wake = (kind: string, id: string, context: CommandContext) => Promise<Outcome>;

/** What the clock function stands on. */
export type ClockRuntime = {
  readonly store: Pick<Store, "due">;
  readonly now: () => Instant;
  readonly newId: () => string;
};

/** Most commands of one waking under way at once. */
const maxConcurrency = 8;
/** How often one record is woken in one waking: the index may lag behind what was just written (eventual consistency). */
const maxWakings = 3;

/** The clock function: wakes every record whose time has come, and again while that makes more fall due. Throws at the end when any failed, so that the schedule's alarm rings. */
export const createClock = (wake: Wake, runtime: ClockRuntime) => async (): Promise<{ readonly woken: number }> => {
  const at = runtime.now();
  const failed = new Set<string>();
  const woken = new Map<string, number>();
  for (;;) {
    const fresh = (await runtime.store.due(at)).filter(
      ({ kind, id }) => (woken.get(`${kind}#${id}`) ?? 0) < maxWakings && !failed.has(`${kind}#${id}`),
    );
    if (fresh.length === 0) break;
    for (let from = 0; from < fresh.length; from += maxConcurrency)
      await Promise.all(
        fresh.slice(from, from + maxConcurrency).map(async ({ kind, id }) => {
          const key = `${kind}#${id}`;
          woken.set(key, (woken.get(key) ?? 0) + 1);
          try {
            await wake(kind, id, { at, actor: system, operation: "clock", correlationId: runtime.newId() });
          } catch (error) {
            failed.add(key);
            log("error", "a record that fell due could not be woken", { ...errorFields(error), kind, id });
          }
        }),
      );
  }
  if (failed.size > 0) throw new Error(`${failed.size} records that fell due could not be woken; the log names them`);
  return { woken: woken.size };
};
