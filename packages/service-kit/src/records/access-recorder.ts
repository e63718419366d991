import type { Problem } from "@trygt/contracts";
import { type AccessEntry, accessEntry } from "./access-log.ts";
import type { CommandContext, Outcome } from "./command.ts";
import { marksOf, repeat } from "./commit.ts";
import type { Store } from "./store.ts";

/** Keeps in the access log what no record's command or reading keeps. */
export type AccessRecorder = {
  /** The first answer to a request that comes again, where no record of this service keeps it; `idempotency-key-reused` when its key now comes with something else. `id` is what the answer is about. */
  readonly replayed: (context: CommandContext, id: string) => Promise<Outcome | undefined>;
  /** Something was done that leaves no record in this service: keeps the entry, and the answer for when the request comes again. Throws when the log cannot be written. */
  readonly logAccess: (
    context: CommandContext,
    what: Pick<AccessEntry, "act" | "about" | "recipients" | "rules">,
    answer: { readonly id: string; readonly body: unknown },
  ) => Promise<Outcome>;
  /** A refusal whose reasons were found outside a record's rules; `about` is the record's reference where there is one. */
  readonly refuse: (context: CommandContext, reasons: readonly Problem[], about?: string) => Promise<Outcome>;
};

/** An access recorder on a store. */
export const accessRecorder = ({
  store,
  newId,
}: {
  readonly store: Pick<Store, "commit" | "record" | "reply">;
  readonly newId: () => string;
}): AccessRecorder => {
  return {
    replayed: async ({ idempotency, at }, id) => {
      const reply = idempotency && (await store.reply(idempotency.client, idempotency.key, at));
      return reply && repeat(id, reply, idempotency?.fingerprint);
    },
    logAccess: async (context, what, { id, body }) => {
      const marks = marksOf(context, body, undefined);
      const committed = await store.commit({
        at: context.at,
        changes: [],
        ...marks,
        log: accessEntry(context, newId(), what),
      });
      return committed.outcome === "replayed"
        ? repeat(id, committed.reply, context.idempotency?.fingerprint)
        : { kind: "done", id, body, version: undefined };
    },
    refuse: async (context, reasons, about) => {
      const refusal = { act: "refusal", refused: reasons, ...(about === undefined ? {} : { about }) } as const;
      await store.record(accessEntry(context, newId(), refusal));
      return { kind: "refused", reasons };
    },
  };
};
