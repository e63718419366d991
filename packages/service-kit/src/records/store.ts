import type { Announcement, Cursor, EventMeta, Instant, SubjectRef } from "@trygt/contracts";
import type { AccessEntry } from "./access-log.ts";
import type { Counter, RecordIndex, VaultItem, Worklist } from "./record-index.ts";

/** A record as it stands: its state and how often it has changed. */
export type Loaded<State = unknown> = { readonly id: string; readonly state: State; readonly version: number };

/** A record as it stands on a worklist: what it shows there, and how often it had changed. */
export type Listed<Shows = unknown> = { readonly id: string; readonly shows: Shows; readonly version: number };

/** An announcement with its envelope, as it waits in the history row and goes over the bus. */
export type Envelope = Pick<Announcement, "name" | "data"> & { readonly meta: EventMeta };

/** One domain event with all that leaves because of it. */
export type HistoryRow = { readonly event: unknown; readonly announcements: readonly Envelope[] };

/** What happens to one record. */
export type Change = {
  readonly kind: string;
  readonly id: string;
  /** The version it must have now; 0 when it must not exist. */
  readonly expectedVersion: number;
  readonly state: unknown;
  readonly index: RecordIndex | "erased";
  /** How it was found until now, to lift names and vault items that it no longer holds. */
  readonly before: RecordIndex | undefined;
  readonly history: readonly HistoryRow[];
};

/** A reply that is kept so that the same request gets the same answer. */
export type IdempotencyRecord = { readonly fingerprint: string; readonly body: unknown; readonly version?: number };

/** All that one command writes: everything or nothing. */
export type Commit = {
  readonly at: Instant;
  readonly changes: readonly Change[];
  readonly vault?: readonly VaultItem[];
  readonly counters?: readonly Counter[];
  /** Idempotency of a request: who sent it, under which key, and the reply to keep. */
  readonly idempotency?: { readonly client: string; readonly key: string; readonly reply: IdempotencyRecord };
  /** The event that caused it; a second delivery changes nothing. */
  readonly event?: { readonly eventId: string; readonly refused?: readonly string[] };
  readonly log?: AccessEntry;
};

/** What became of a commit. */
export type Committed =
  | { readonly outcome: "committed" }
  /** Somebody else changed the record first. */
  | { readonly outcome: "conflict" }
  /** The request was carried out before; this was its reply. */
  | { readonly outcome: "replayed"; readonly reply: IdempotencyRecord }
  /** The event was handled before. */
  | { readonly outcome: "duplicate-event" }
  /** Another record holds one of the unique names. */
  | { readonly outcome: "unique-violation"; readonly name: string };

/** Where on a list to go on, and how much to answer; 50 records unless said. */
export type PageRequest = { readonly limit?: number | undefined; readonly cursor?: Cursor | undefined };

/** One page of a list. */
export type Page<Item> = { readonly items: readonly Item[]; readonly next?: Cursor };

/** A part of a list by its sort key, both ends included. */
export type SortKeyRange = { readonly from?: string; readonly until?: string };

/** Vault items by name. */
export type Vaulted<Item extends string = string> = Partial<Record<Item, Record<string, unknown>>>;

/** How many different people one member of staff may look up in a day (G7). */
export type Quota = { readonly staff: string; readonly day: string; readonly subject: string; readonly limit: number };

/** A record that has fallen due. */
export type DueRecord = { readonly kind: string; readonly id: string };

/** The one place that reads and writes records. The in-memory store and the DynamoDB store keep the same contract test. */
export type Store = {
  /** One consistent read. */
  readonly load: (kind: string, id: string) => Promise<Loaded | undefined>;
  /** One transaction. */
  readonly commit: (commit: Commit) => Promise<Committed>;
  /** The kept reply of a request, if it was carried out before and its time is not over: {@link replyRetentionDays}, whether or not the table has let go of it. */
  readonly reply: (client: string, key: string, at: Instant) => Promise<IdempotencyRecord | undefined>;
  /** The records on one worklist in the order of their sort keys. */
  readonly list: <Shows>(
    worklist: Worklist<Shows>,
    page: PageRequest,
    range?: SortKeyRange,
  ) => Promise<Page<Listed<Shows>>>;
  /** The records for which time demands something at `at` or before, the oldest first; read page by page as somebody goes through them. */
  readonly due: (at: Instant) => AsyncIterable<DueRecord>;
  /** A person's data, item by item, in one read; what is erased or was never there is left out. */
  readonly vault: <Item extends string>(subject: SubjectRef, items: readonly Item[]) => Promise<Vaulted<Item>>;
  /** The counters of one name, all periods and areas. */
  readonly counters: (name: string) => Promise<readonly (Counter & { readonly count: number })[]>;
  /** Appends to the access log; throws when it cannot, and then nothing may be shown. With a quota it answers false, and logs nothing, when this person would be one too many. */
  readonly record: (entry: AccessEntry, quota?: Quota) => Promise<boolean>;
};

/** How long replies are kept for repetition, in days: longer than any sensible retry. */
export const replyRetentionDays = 2;

/** How many records a page has unless the caller says less. */
export const defaultPageSize = 50;

/** Others kept changing the record, or a neighbour failed: nothing is wrong, and the same command may hold a moment later. */
export class ContentionError extends Error {}
