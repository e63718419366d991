import type { AccessReason, Agency, Instant, Problem, Role, StaffId } from "@trygt/contracts";

/** What was done with a record (retshåndhævelsesloven § 24, LED art. 25; E1). */
export type AccessAct = "collection" | "alteration" | "consultation" | "disclosure" | "erasure" | "refusal" | "denial";

/** What is shown only when it is asked for in a step of its own. */
export type Revealed = "address";

/** One entry of the append-only access log: who did what to which record, when, why. Never what it said. */
export type AccessEntry = {
  readonly entryId: string;
  readonly at: Instant;
  readonly act: AccessAct;
  /** The operation, event or timer behind it. */
  readonly operation: string;
  /** The record, `CONCERN#<id>`; a list names the list. Nothing where nothing came to be. */
  readonly about?: string;
  readonly actor: Actor;
  readonly reason?: AccessReason;
  readonly note?: string;
  /** What a step of its own showed that a reading otherwise hides (B14). */
  readonly revealed?: Revealed;
  readonly refused?: readonly Problem[];
  readonly correlationId: string;
};

/** Who acts: a named member of staff in one role, or the system itself when time or an event demands it. */
export type Actor = Staff | typeof system;

/** Time or an event acts, nobody in person. */
export const system = { id: "system", role: "system" } as const;

/** A member of staff as the token tells: directory id, authority, and the role in which they act here. */
export type Staff = { readonly id: StaffId; readonly agency: Agency; readonly role: Role };

/** How long the log is kept, in days: 24 months (T9; set in the impact assessment). */
export const accessLogDays = 731;
