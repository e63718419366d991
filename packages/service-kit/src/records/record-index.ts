import type { Agency, Instant, LocalDate, Regime, SubjectRef } from "@trygt/contracts";

/** How a record is found, who answers for it and when it ends. None can be written without its dates (D1, D5, G5). */
export type RecordIndex = {
  readonly ownerAuthority: Agency;
  readonly regime: Regime;
  readonly reviewOn: LocalDate;
  readonly eraseOn: LocalDate;
  /** The worklists it stands on: the key is the authorisation. */
  readonly worklists?: readonly WorklistEntry[];
  /** When time next demands something of it: the clock then sends `time-passed`. */
  readonly due?: Instant;
  /** Names that only one record may hold at a time. */
  readonly unique?: readonly string[];
  /** The vault items that live and die with it. */
  readonly vault?: readonly VaultKey[];
};

declare const showing: unique symbol;

/** The name of a worklist, which says who may see it. Its type says what a record shows there: nothing else of it is read, however large it is. */
export type Worklist<Shows> = string & { readonly [showing]?: Shows };

/** Names a worklist on which records show that. */
export const worklistOf = <Shows>(name: string): Worklist<Shows> => name as Worklist<Shows>;

/** A place on a worklist: its name, the date or time by which it is ordered, and what it shows. */
export type WorklistEntry = { readonly list: string; readonly sortKey: string; readonly shows: unknown };

/** A place on a worklist, showing what its name says. */
export const entryOn = <Shows>(list: Worklist<Shows>, sortKey: string, shows: Shows): WorklistEntry => ({
  list,
  sortKey,
  shows,
});

/** Where a person's data stand: one subject, one item. */
export type VaultKey = { readonly subject: SubjectRef; readonly item: string };

/** Personal data on their way into the vault. */
export type VaultItem = VaultKey & { readonly content: Record<string, unknown> };

/** A number that is kept when the record behind it is gone (T1, T5, T10): a name, a period and an area, nobody in it. */
export type Counter = { readonly name: string; readonly period: string; readonly areaCode: string };
