import type { Instant } from "@trygt/contracts";
import { system } from "./access-log.ts";
import type { Call, Outcome } from "./call.ts";
import { errorFields, log } from "./log.ts";
import type { Store } from "./store.ts";

/** For each kind of record, the command that time passing sends it. */
export type Timers = { readonly [kind: string]: (id: string, call: Call) => Promise<Outcome> };

/** What the clock function stands on. */
export type ClockShell = {
  readonly store: Pick<Store, "due">;
  readonly now: () => Instant;
  readonly newId: () => string;
};

/** Most commands of one waking under way at once. */
const abreast = 8;

/** The clock function: sends every record whose time has come the command that time demands, and again while that makes more fall due. Throws at the end when any failed, so that the schedule's alarm tells. */
export const clock = (timers: Timers, shell: ClockShell) => async (): Promise<{ readonly woken: number }> => {
  const at = shell.now();
  const failed = new Set<string>();
  const woken = new Map<string, number>();
  for (;;) {
    // A record that stays due after its command has nothing more to give: the index may lag behind (eventual consistency)
    const fresh = (await shell.store.due(at)).filter(
      ({ kind, id }) => (woken.get(`${kind}#${id}`) ?? 0) < 3 && !failed.has(`${kind}#${id}`),
    );
    if (fresh.length === 0) break;
    for (let from = 0; from < fresh.length; from += abreast)
      await Promise.all(
        fresh.slice(from, from + abreast).map(async ({ kind, id }) => {
          const key = `${kind}#${id}`;
          woken.set(key, (woken.get(key) ?? 0) + 1);
          try {
            const timer = timers[kind];
            if (timer === undefined) throw new Error(`No timer for ${kind}`);
            await timer(id, { at, actor: system, operation: "clock", correlationId: shell.newId() });
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
