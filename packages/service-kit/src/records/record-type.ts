import type { Announcement, Instant, Problem } from "@trygt/contracts";
import type { Actor, Staff } from "./actor.ts";
import type { Decision } from "./decision.ts";
import type { ListLimits } from "./list-limits.ts";
import type { Counter, RecordIndex, VaultItem } from "./record-index.ts";
import type { Existing } from "./state.ts";
import type { Loaded } from "./store.ts";

/** What a rule is told besides state and command: when it is, who acts, and the numbers that the partnership has decided. */
export type Circumstances<Policy = unknown> = {
  readonly at: Instant;
  readonly actor: Actor;
  readonly policy: Policy;
};

/** One kind of record, declared once: its rules, for whom it exists, how it is found, what leaves and what is counted. All of it pure. */
export type RecordType<
  State extends { readonly status: string },
  Command,
  Event extends { readonly type: string },
  Refusal extends Problem,
  Policy = unknown,
> = {
  /** Key prefix of its items, `CONCERN`; capitals, digits, hyphens and underscores. */
  readonly kind: string;
  /** The path parameters that name it or a part of it (`caseId`, `visitId`), so that the access log names the record and not the part. */
  readonly pathParameters: readonly string[];
  /** The most entries of each list in its state; `{}` where it has none. */
  readonly limits: ListLimits<State>;
  readonly decide: (state: State, command: Command, circumstances: Circumstances<Policy>) => Decision<Event, Refusal>;
  readonly evolve: (state: State, event: Event) => State;
  /** Whether the record exists for this member of staff: to all others it is `not-found`, whatever they send (docs/domain.md § 5.6). To the system every record exists. */
  readonly visibleTo: (state: Existing<State>, staff: Staff) => boolean;
  /** How it is found, who answers for it and when it ends. */
  readonly index: (state: Existing<State>, id: string, policy: Policy) => RecordIndex;
  /** Which events leave the service, and how little of each; `state` is the state that the event led to. */
  readonly announce: (id: string, event: Event, state: State) => readonly Announcement[];
  /** The numbers that an event adds one to; `before` is the state that it happened in. */
  readonly counters?: (event: Event, before: State) => readonly Counter[];
  /** What an event demands of other records in the same transaction; `before` is the state that it happened in. */
  readonly together?: (event: Event, before: State) => readonly Intent[];
  /** The metrics that an event counts for operations to watch. */
  readonly metrics?: (event: Event) => readonly string[];
  /** What a command is told when another record holds one of its unique names; `duplicate-open-case` unless said. */
  readonly onDuplicate?: Refusal;
};

// biome-ignore lint/suspicious/noExplicitAny: a record type of any state, command, event and policy
export type AnyRecordType = RecordType<any, any, any, any, any>;

/** The command that time sends to a record that falls due. */
export type TimePassed = { readonly type: "time-passed" };

/**
 * The record that a command is for. By its identifier: it must exist, and exist for the actor. As it was loaded: saves reading
 * it again, until somebody else has changed it. `absent`: it comes to be. `any`: it may be there or not. `present-or-skip`: without it nothing is to be done.
 */
export type Target<State> =
  | string
  | Loaded<State>
  | { readonly id: string; readonly when: "absent" | "any" | "present-or-skip" };

/** A command to another record that holds together with the one at hand, in one transaction. Read afresh on every try. */
export type Intent = {
  readonly type: AnyRecordType;
  readonly target: Target<unknown>;
  readonly command: unknown;
  /** Who sends it; whoever sends the command at hand unless said. */
  readonly actor?: Actor;
  /** Personal data that it puts into the vault. */
  readonly vault?: readonly VaultItem[];
};
