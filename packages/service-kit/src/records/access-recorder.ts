import type { Problem } from "@trygt/contracts";
import type { AccessEntry } from "./access-log.ts";
import type { CommandContext, Outcome } from "./command.ts";
import type { Store } from "./store.ts";

/** Keeps in the access log what no record's command or reading keeps. */
export type AccessRecorder = {
  /** Something was done that leaves no record in this service. Throws when the log cannot be written. */
  readonly logAccess: (context: CommandContext, what: Pick<AccessEntry, "act" | "about">) => Promise<void>;
  /** A refusal whose reasons were found outside a record's rules; `about` is the record's reference where there is one. */
  readonly refuse: (context: CommandContext, reasons: readonly Problem[], about?: string) => Promise<Outcome>;
};

/** An access recorder on a store. */
export const accessRecorder = ({
  store,
  newId,
}: {
  readonly store: Pick<Store, "record">;
  readonly newId: () => string;
}): AccessRecorder => {
  const record = (
    { at, actor, operation, correlationId }: CommandContext,
    what: Pick<AccessEntry, "act" | "about" | "refused">,
  ) => store.record({ entryId: newId(), at, actor, operation, correlationId, ...what });
  return {
    logAccess: async (context, what) => {
      await record(context, what);
    },
    refuse: async (context, reasons, about) => {
      await record(context, { act: "refusal", refused: reasons, ...(about === undefined ? {} : { about }) });
      return { kind: "refused", reasons };
    },
  };
};
