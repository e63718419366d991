import {
  addHours,
  type Cursor,
  cursorText,
  type Instant,
  instantOf,
  LocalDate,
  PageQuery,
  type SubjectRef,
} from "@trygt/contracts";
import * as z from "zod/mini";
import { dynamoStore } from "../dynamodb/store.ts";
import type { AccessEntry } from "../records/access-log.ts";
import { system } from "../records/actor.ts";
import type { RecordIndex } from "../records/record-index.ts";
import type { Change, SortKeyRange, Store } from "../records/store.ts";
import { bundledStore } from "./bundled-store.ts";
import type { TestEngine } from "./engine.ts";
import { memoryStore } from "./memory-store.ts";

/** When everything is committed. */
export const at = instantOf("2026-03-02T08:00:00.000Z");
/** Whose vault it is, and an item in it. */
export const subject = "5b".repeat(16) as SubjectRef;
export const vaultItem = { subject, item: "BORROWER" };

/** How a record is filed, with what a test says of it. */
export const recordIndex = (more: Partial<RecordIndex> = {}): RecordIndex => ({
  ownerAuthority: "housing",
  regime: "gdpr",
  reviewOn: LocalDate.parse("2026-04-01"),
  eraseOn: LocalDate.parse("2026-05-01"),
  ...more,
});

/** The making of a record, or what a test says instead. */
export const change = (id: string, more: Partial<Change> = {}): Change => ({
  kind: "BICYCLE",
  id,
  expectedVersion: 0,
  state: { status: "free" },
  index: recordIndex(),
  before: undefined,
  history: [{ event: { type: "registered" }, announcements: [] }],
  ...more,
});

/** An entry of the access log. */
export const entry: AccessEntry = {
  entryId: "a0000000-0000-4000-8000-000000000001",
  at,
  act: "collection",
  operation: "bicycles.registerBicycle",
  actor: system,
  correlationId: "request-1",
};

/** The stores by name, each opened empty: both kinds, and the one on DynamoDB as functions carry it, with all that their bundles leave out. */
export const storesOn = (engine: TestEngine): Readonly<Record<string, () => Promise<Store>>> => ({
  "the store in memory": async () => memoryStore(),
  "the store on DynamoDB": async () => dynamoStore({ client: engine.client(), ...(await engine.tables()) }),
  "the store on DynamoDB, bundled": async () => bundledStore(engine),
});

/** The time so many hours after everything is committed. */
export const hour = (hours: number): Instant => addHours(at, hours);

const query = z.object(PageQuery);

/** The identifiers on a list, page by page, as a caller reads it who goes on with the cursor of each answer. */
export const pagesOf = async (store: Store, list: string, limit: number, range?: SortKeyRange): Promise<string[][]> => {
  const pages: string[][] = [];
  let cursor: Cursor | undefined;
  do {
    const page = await store.list(list, { limit, cursor }, range);
    cursor = page.next && query.parse({ cursor: cursorText(page.next) }).cursor;
    pages.push(page.items.map(({ id }) => id));
  } while (cursor !== undefined);
  return pages;
};
