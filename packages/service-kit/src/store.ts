import {
  type Announcement,
  type Cursor,
  cursorText,
  type EventMeta,
  type Instant,
  type SubjectRef,
} from "@trygt/contracts";
import type { AccessEntry } from "./access-log.ts";
import type { Figure, Filing, VaultItem } from "./aggregate.ts";

/** A record as it stands: its state and how often it has changed. */
export type Loaded<State = unknown> = { readonly id: string; readonly state: State; readonly version: number };

/** An announcement with its envelope, as it waits in the history row and goes over the bus. */
export type Envelope = Pick<Announcement, "name" | "source" | "data"> & { readonly meta: EventMeta };

/** One domain event with all that leaves because of it. */
export type HistoryRow = { readonly event: unknown; readonly announcements: readonly Envelope[] };

/** What happens to one record. */
export type Change = {
  readonly kind: string;
  readonly id: string;
  /** The version it must have now; 0 when it must not exist. */
  readonly expected: number;
  readonly state: unknown;
  readonly filing: Filing | "gone";
  /** How it was filed until now, to lift names and vault items that it no longer holds. */
  readonly before: Filing | undefined;
  readonly history: readonly HistoryRow[];
};

/** A reply that is kept so that the same request gets the same answer. */
export type KeptReply = { readonly fingerprint: string; readonly body: unknown; readonly version?: number };

/** All that one command writes: everything or nothing. */
export type Commit = {
  readonly at: Instant;
  readonly changes: readonly Change[];
  readonly vault?: readonly VaultItem[];
  readonly figures?: readonly Figure[];
  /** Idempotency of a request: who sent it, under which key, and the reply to keep. */
  readonly once?: { readonly client: string; readonly key: string; readonly reply: KeptReply };
  /** The event that caused it; a second delivery changes nothing. */
  readonly inbox?: { readonly eventId: string; readonly refused?: readonly string[] };
  readonly log?: AccessEntry;
};

/** What became of a commit. */
export type Committed =
  | { readonly outcome: "committed" }
  /** Somebody else changed the record first. */
  | { readonly outcome: "conflict" }
  /** The request was carried out before; this was its reply. */
  | { readonly outcome: "replayed"; readonly reply: KeptReply }
  /** The event was handled before. */
  | { readonly outcome: "handled" }
  /** Another record holds one of the unique names. */
  | { readonly outcome: "taken"; readonly name: string };

/** Where on a list to go on, and how much to answer. */
export type PageRequest = { readonly limit: number; readonly cursor?: Cursor | undefined };

/** One page of a list. */
export type Page<Item> = { readonly items: readonly Item[]; readonly next?: Cursor };

/** A page as an answer shows it: each record by `show`, left out where that gives nothing, and the cursor as text. */
export const shownPage = <Item>(page: Page<Loaded>, show: (record: Loaded) => Item | undefined) => ({
  items: page.items.flatMap((record) => show(record) ?? []),
  ...(page.next === undefined ? {} : { next: cursorText(page.next) }),
});

/** Vault items by name. */
export type Vaulted<Item extends string = string> = Partial<Record<Item, Record<string, unknown>>>;

/** How many different people one member of staff may look up in a day (G7). */
export type Quota = { readonly staff: string; readonly day: string; readonly subject: string; readonly most: number };

/** The one place that reads and writes records. The in-memory store and the DynamoDB store keep the same contract test. */
export type Store = {
  /** One consistent read. */
  readonly load: (kind: string, id: string) => Promise<Loaded | undefined>;
  /** One transaction. */
  readonly commit: (commit: Commit) => Promise<Committed>;
  /** The kept reply of a request, if it was carried out before. */
  readonly reply: (client: string, key: string) => Promise<KeptReply | undefined>;
  /** The records on one worklist in order of `when`, up to and including `until` where given. */
  readonly list: (who: string, page: PageRequest, range?: { from?: string; until?: string }) => Promise<Page<Loaded>>;
  /** The records for which time demands something at `at` or before, with their kinds. */
  readonly due: (at: Instant) => Promise<readonly { readonly kind: string; readonly id: string }[]>;
  /** A person's data, item by item, in one read; what is erased or was never there is left out. */
  readonly vault: <Item extends string>(subject: SubjectRef, items: readonly Item[]) => Promise<Vaulted<Item>>;
  /** The figures of one name, all periods and areas. */
  readonly figures: (name: string) => Promise<readonly (Figure & { readonly count: number })[]>;
  /** Appends to the access log; throws when it cannot, and then nothing may be shown. With a quota it answers false, and logs nothing, when this person would be one too many. */
  readonly record: (entry: AccessEntry, quota?: Quota) => Promise<boolean>;
};

/** Others kept changing the record: nothing is wrong, and the same command may hold a moment later. */
export class Busy extends Error {}
