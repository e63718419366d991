import { instantOf, LocalDate, type SubjectRef } from "@trygt/contracts";
import { dynamoStore } from "../dynamodb/store.ts";
import type { AccessEntry } from "../records/access-log.ts";
import { system } from "../records/actor.ts";
import type { RecordIndex } from "../records/record-index.ts";
import type { Change, Store } from "../records/store.ts";
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

/** The two stores by name, each opened empty. */
export const storesOn = (engine: TestEngine): Readonly<Record<string, () => Promise<Store>>> => ({
  "the store in memory": async () => memoryStore(),
  "the store on DynamoDB": async () => dynamoStore({ client: engine.client(), ...(await engine.tables()) }),
});
