import type { AccessAct } from "@trygt/contracts/audit";
import type { CommandContext, Outcome } from "./command.ts";
import type { PlannedChange } from "./plan-intents.ts";
import type { Change, Commit, IdempotencyRecord } from "./store.ts";

/** The writes of planned changes. */
export const writesOf = (plans: readonly PlannedChange[]): Pick<Commit, "changes" | "vault" | "counters"> => ({
  changes: plans.map(({ change }) => change),
  vault: plans.flatMap(({ vault = [] }) => vault),
  counters: plans.flatMap(({ counters }) => counters),
});

/** What lets a request be repeated and an event be delivered twice: the reply to keep, and the event that was handled. */
export const marksOf = (
  { idempotency, eventId }: CommandContext,
  body: unknown,
  version: number | undefined,
): Pick<Commit, "idempotency" | "event"> => ({
  ...(idempotency === undefined
    ? {}
    : {
        idempotency: {
          client: idempotency.client,
          key: idempotency.key,
          reply: { fingerprint: idempotency.fingerprint, body, ...(version === undefined ? {} : { version }) },
        },
      }),
  ...(eventId === undefined ? {} : { event: { eventId } }),
});

/** What the access log says of a change unless the command says otherwise. */
export const actOf = (change: Change): AccessAct => {
  if (change.index === "erased") return "erasure";
  return change.expectedVersion === 0 ? "collection" : "alteration";
};

/** The answer to a request that was carried out before: the same again, or a refusal when the key now comes with something else. */
export const repeat = (id: string, reply: IdempotencyRecord, fingerprint: string | undefined): Outcome =>
  reply.fingerprint === fingerprint
    ? { kind: "done", id, body: reply.body, version: reply.version }
    : { kind: "refused", reasons: ["idempotency-key-reused"] };
