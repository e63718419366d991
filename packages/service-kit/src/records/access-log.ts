import type { AccessReason, Agency, Instant, Problem, Role, StaffId } from "@trygt/contracts";
import type { AccessAct, AccessFlag } from "@trygt/contracts/audit";
import type { Actor } from "./actor.ts";

/** To whom something was disclosed (E1): a member of staff by name, or whoever holds a role. */
export type AccessRecipient = { readonly staffId?: StaffId; readonly agency?: Agency; readonly role?: Role };

/** What is shown only when it is asked for in a step of its own. */
export type Revealed = "address";

/** One entry of the append-only access log: who did what to which record, when, why. Never what it said. */
export type AccessEntry = {
  readonly entryId: string;
  readonly at: Instant;
  readonly act: AccessAct;
  /** The operation, event or timer behind it. */
  readonly operation: string;
  /** The record's own reference, `CASE#<id>`; a list names the list. Nothing where nothing came to be. */
  readonly about?: string;
  readonly actor: Actor;
  readonly reason?: AccessReason;
  readonly note?: string;
  /** What a step of its own showed that a reading otherwise hides (B14). */
  readonly revealed?: Revealed;
  readonly refused?: readonly Problem[];
  readonly recipients?: readonly AccessRecipient[];
  /** The rules by which a disclosure was allowed; those behind a refusal follow from its slug. */
  readonly rules?: readonly string[];
  /** How whoever looked stands to whom they looked at (E8). */
  readonly flags?: readonly AccessFlag[];
  readonly correlationId: string;
};

/** How long the log is kept, in days: 24 months (T9; set in the impact assessment). */
export const accessLogDays = 731;

type Context = Pick<AccessEntry, "at" | "operation" | "actor" | "correlationId"> & {
  readonly reason?: AccessReason | undefined;
  readonly note?: string | undefined;
};

/** An entry on what was done in the context of a command or a read, with the reason that was stated for it. */
export const accessEntry = (
  { at, operation, actor, reason, note, correlationId }: Context,
  entryId: string,
  what: Pick<AccessEntry, "act" | "about" | "revealed" | "refused" | "recipients" | "rules" | "flags">,
): AccessEntry => ({
  entryId,
  at,
  operation,
  actor,
  correlationId,
  ...(reason === undefined ? {} : { reason }),
  ...(note === undefined ? {} : { note }),
  ...what,
});
