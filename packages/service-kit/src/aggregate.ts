import type { Agency, Announcement, Instant, LocalDate, Problem, Regime, SubjectRef } from "@trygt/contracts";
import type { Actor } from "./access-log.ts";
import type { Decision } from "./decision.ts";

/** One kind of record: its rules, what it tells the world, and how it is filed. All of it pure. */
export type Aggregate<State, Command, Event extends { readonly type: string }, Refusal extends Problem> = {
  /** Key prefix of its items, `CONCERN`. */
  readonly kind: string;
  /** The state before anything has happened. */
  readonly initial: State;
  readonly decide: (state: State, command: Command) => Decision<Event, Refusal>;
  readonly evolve: (state: State, event: Event) => State;
  /** Whether the record exists for this actor: to all others it is `not-found`, whatever they send (domain.md § 5.6). */
  readonly visibleTo: (state: State, actor: Actor) => boolean;
  /** Which events leave the service, and how little of each. */
  readonly announce: (id: string, event: Event, state: State) => readonly Announcement[];
  /** How the state is filed; `gone` when nothing of it may be left. */
  readonly file: (state: State, id: string) => Filing | "gone";
  /** What a command is told when another record holds one of its unique names. */
  readonly taken?: Refusal;
};

/** How a record is found, who answers for it and when it ends. None can be written without its dates (D1, D5, G5). */
export type Filing = {
  readonly ownerAuthority: Agency;
  readonly regime: Regime;
  readonly reviewOn: LocalDate;
  readonly eraseOn: LocalDate;
  /** The worklists it stands on: the key is the authorisation. */
  readonly worklists?: readonly Listing[];
  /** When time next demands something of it. */
  readonly due?: Instant;
  /** Names that only one record may hold at a time. */
  readonly unique?: readonly string[];
  /** The vault items that live and die with it. */
  readonly vault?: readonly VaultKey[];
};

/** A place on a worklist: who may see it, and the date or time by which it is ordered. */
export type Listing = { readonly who: string; readonly when: string };

/** Where a person's data stand: one subject, one item. */
export type VaultKey = { readonly subject: SubjectRef; readonly item: string };

/** Personal data on their way into the vault. */
export type VaultItem = VaultKey & { readonly content: Record<string, unknown> };

/** A number that is kept when the record behind it is gone (T1, T5, T10): a name, a period and an area, nobody in it. */
export type Figure = { readonly name: string; readonly period: string; readonly areaCode: string };
