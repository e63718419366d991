import type { Instant } from "@trygt/contracts";
import { errorFields, log } from "../observability/log.ts";
import { system } from "../records/actor.ts";
import type { CommandContext, Outcome } from "../records/command.ts";
import type { DueRecord, Store } from "../records/store.ts";
import { inTime, type Remaining } from "../time-limits/in-time.ts";

/** Sends a record that has fallen due the command that time demands. */
export type Wake = (kind: string, id: string, context: CommandContext) => Promise<Outcome>;

/** What the clock function stands on. */
export type ClockRuntime = {
  readonly store: Pick<Store, "due">;
  readonly now: () => Instant;
  readonly newId: () => string;
};

/** What one waking came to: how many records were woken, and whether its time ran out before all of them were. */
export type Woken = { readonly woken: number; readonly more: boolean };

/** Most commands of one waking under way at once. */
const maxConcurrency = 8;
/** How often one record is woken in one waking: the index may lag behind what was just written (eventual consistency). */
const maxWakings = 3;
/** Longest that one record may take, in milliseconds: two calls that end late, and their tries. */
const maxWakingMs = 15_000;
/** How much of its time the function keeps for what is under way, in milliseconds: what is still due then is left to the next minute. */
const reserveMs = maxWakingMs + 2000;

/**
 * The clock function: wakes every record whose time has come, the oldest first, and again while that makes more fall due. It reads what
 * is due as it goes, stops in time and leaves the rest to the next minute. One record that fails, or takes long, holds up no other;
 * throws at the end when any failed, so that the schedule's alarm rings.
 */
export const createClock =
  (wake: Wake, runtime: ClockRuntime) =>
  async (context: Remaining): Promise<Woken> => {
    const at = runtime.now();
    const failed = new Set<string>();
    const woken = new Map<string, number>();
    const hasTime = () => context.getRemainingTimeInMillis() > reserveMs;
    const isFresh = (key: string) => (woken.get(key) ?? 0) < maxWakings && !failed.has(key);

    const wakeOne = async ({ kind, id }: DueRecord, key: string): Promise<void> => {
      woken.set(key, (woken.get(key) ?? 0) + 1);
      const waking = { at, actor: system, operation: "clock", correlationId: runtime.newId() };
      const left = { getRemainingTimeInMillis: () => Math.min(maxWakingMs, context.getRemainingTimeInMillis()) };
      try {
        await inTime(async () => wake(kind, id, waking), left);
      } catch (error) {
        failed.add(key);
        log("error", "a record that fell due could not be woken", { ...errorFields(error), kind, id });
      }
    };
    /** Goes through everything that is due, once; answers how much of it was fresh. */
    const turn = async (): Promise<number> => {
      let fresh = 0;
      const records = runtime.store.due(at)[Symbol.asyncIterator]();
      const work = async (): Promise<void> => {
        while (hasTime()) {
          const next = await records.next();
          if (next.done === true) return;
          const key = `${next.value.kind}#${next.value.id}`;
          if (!isFresh(key)) continue;
          fresh += 1;
          await wakeOne(next.value, key);
        }
      };
      await Promise.all(Array.from({ length: maxConcurrency }, work));
      return fresh;
    };

    while (hasTime() && (await turn()) > 0);
    if (failed.size > 0) throw new Error(`${failed.size} records that fell due could not be woken; the log names them`);
    const more = !hasTime();
    if (more) log("warn", "the time of the clock ran out; the next minute goes on", { woken: woken.size });
    return { woken: woken.size, more };
  };
