import type { CancellationReason, TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Counter, RecordIndex, VaultKey, WorklistEntry } from "../records/record-index.ts";
import type { Change, Commit, Committed, IdempotencyRecord, Quota } from "../records/store.ts";
import { expiry, itemOf, recordKey, shardOf, vaultKey } from "./items.ts";

/** One write of a transaction, and what its failed condition means. */
export type Part = { readonly write: TransactWriteItem; readonly failed: (reason: CancellationReason) => Committed };

/** How long replies are kept for repetition, in days: longer than any sensible retry. */
const replyRetentionDays = 2;
/** How long handled events are remembered, in days: longer than archive and dead letters keep them (T11: 35 days). */
const eventRetentionDays = 36;

/** Somebody else was first. */
export const conflict = (): Committed => ({ outcome: "conflict" });

/** A deletion without conditions. */
export const deletion = (table: string, key: Record<string, unknown>): Part => ({
  write: { Delete: { TableName: table, Key: marshall(key) } },
  failed: conflict,
});

/** The vault items that a change holds. One may pass from one record to another within a transaction: it is lost only when none of them holds it. */
export const vaultOf = ({ index }: Change): readonly VaultKey[] => (index === "erased" ? [] : (index.vault ?? []));
/** A vault key as text, to compare. */
export const textOf = ({ subject, item }: VaultKey): string => `${subject}/${item}`;

const onVersion = (expectedVersion: number) =>
  expectedVersion === 0
    ? { ConditionExpression: "attribute_not_exists(pk)" }
    : {
        ConditionExpression: "version = :expected",
        ExpressionAttributeValues: marshall({ ":expected": expectedVersion }),
      };

/** A check that a record still has its version, where its change is written in several transactions. */
export const versionCheck = (table: string, { kind, id, expectedVersion }: Change): Part => ({
  write: { ConditionCheck: { TableName: table, Key: marshall(recordKey(kind, id)), ...onVersion(expectedVersion) } },
  failed: conflict,
});

/** The writes of one change: the state on its expected version, its history, names and vault items that it lets go. */
export const changed = (table: string, change: Change, kept: ReadonlySet<string>): Part[] => {
  const { kind, id, expectedVersion, index, before } = change;
  const key = recordKey(kind, id);
  const condition = onVersion(expectedVersion);
  const names = index === "erased" ? [] : (index.unique ?? []);
  const letGo = before?.unique?.filter((name) => !names.includes(name)) ?? [];
  const taken = names.filter((name) => !before?.unique?.includes(name));
  const lost = before?.vault?.filter((item) => !kept.has(textOf(item))) ?? [];
  const shell: Part[] = [
    ...letGo.map((name) => deletion(table, { pk: `UNIQUE#${name}`, sk: "HOLDER" })),
    ...taken.map(
      (name): Part => ({
        write: {
          Put: {
            TableName: table,
            Item: itemOf({ pk: `UNIQUE#${name}`, sk: "HOLDER", holder: key.pk }),
            ConditionExpression: "attribute_not_exists(pk)",
          },
        },
        failed: () => ({ outcome: "unique-violation", name }),
      }),
    ),
    ...lost.map((item) => deletion(table, vaultKey(item))),
    ...staleCopies(change).map((sk) => deletion(table, { pk: key.pk, sk })),
  ];
  if (index === "erased")
    return [{ write: { Delete: { TableName: table, Key: marshall(key), ...condition } }, failed: conflict }, ...shell];
  const put = { TableName: table, Item: itemOf({ ...key, ...stateItem(change, index) }), ...condition };
  return [
    { write: { Put: put }, failed: conflict },
    ...worklistCopies(table, change, index),
    ...historyRows(table, change),
    ...shell,
  ];
};

// The first worklist stands on the record itself; each further one is a copy of the state under its own key
const worklistCopies = (table: string, { kind, id, state, expectedVersion }: Change, index: RecordIndex): Part[] =>
  (index.worklists ?? []).slice(1).map((entry, n) => ({
    write: {
      Put: {
        TableName: table,
        Item: itemOf({
          pk: `${kind}#${id}`,
          sk: `LISTED#${n + 1}`,
          state,
          version: expectedVersion + 1,
          ...listed(entry),
        }),
      },
    },
    failed: conflict,
  }));

const listed = ({ list, sortKey }: WorklistEntry) => ({ worklist: list, sortKey });

const staleCopies = ({ index, before }: Change): string[] => {
  const kept = index === "erased" ? 1 : Math.max(1, index.worklists?.length ?? 0);
  return Array.from({ length: Math.max(0, (before?.worklists?.length ?? 0) - kept) }, (_, n) => `LISTED#${kept + n}`);
};

const stateItem = ({ id, state, expectedVersion }: Change, index: RecordIndex) => {
  const { worklists: [first] = [], due, unique: _, vault: __, ...dates } = index;
  return {
    ...dates,
    state,
    version: expectedVersion + 1,
    ...(first && listed(first)),
    ...(due === undefined ? {} : { due, dueShard: shardOf(id) }),
  };
};

const historyRows = (table: string, { kind, id, expectedVersion, history }: Change): Part[] =>
  history.map(({ event, announcements }, n) => ({
    write: {
      Put: {
        TableName: table,
        Item: itemOf({
          pk: `${kind}#${id}`,
          sk: `EVENT#${String(expectedVersion + 1).padStart(8, "0")}#${n}`,
          event,
          // The relay's stream filter looks for `outbox`: a row that announces nothing wakes nobody
          ...(announcements.length === 0 ? {} : { announcements, outbox: "v1" }),
        }),
      },
    },
    failed: conflict,
  }));

/** What a command writes besides its records: personal data, counters, the kept reply and the mark of the event. */
export const sideWrites = (table: string, { at, vault = [], counters = [], idempotency, event }: Commit): Part[] => {
  const parts: Part[] = vault.map((item) => ({
    write: { Put: { TableName: table, Item: itemOf({ ...vaultKey(item), content: item.content }) } },
    failed: conflict,
  }));
  for (const counter of counters) parts.push({ write: { Update: counted(table, counter) }, failed: conflict });
  if (idempotency !== undefined)
    parts.push({
      write: {
        Put: {
          TableName: table,
          Item: itemOf({
            pk: `IDEMPOTENCY#${idempotency.client}#${idempotency.key}`,
            sk: "REPLY",
            reply: idempotency.reply,
            expiresAt: expiry(at, replyRetentionDays),
          }),
          ConditionExpression: "attribute_not_exists(pk)",
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        },
      },
      failed: ({ Item = {} }) => ({ outcome: "replayed", reply: unmarshall(Item)["reply"] as IdempotencyRecord }),
    });
  if (event !== undefined)
    parts.push({
      write: {
        Put: {
          TableName: table,
          Item: itemOf({
            pk: `INBOX#${event.eventId}`,
            sk: "HANDLED",
            at,
            ...(event.refused === undefined ? {} : { refused: event.refused }),
            expiresAt: expiry(at, eventRetentionDays),
          }),
          ConditionExpression: "attribute_not_exists(pk)",
        },
      },
      failed: () => ({ outcome: "duplicate-event" }),
    });
  return parts;
};

const counted = (table: string, { name, period, areaCode }: Counter) => ({
  TableName: table,
  Key: marshall({ pk: `COUNTER#${name}`, sk: `${period}#${areaCode}` }),
  UpdateExpression: "ADD #count :one",
  ExpressionAttributeNames: { "#count": "count" },
  ExpressionAttributeValues: marshall({ ":one": 1 }),
});

/** Counts a person among those whom a member of staff has looked up today; fails when that is one too many (G7). */
export const lookedUp = (table: string, { staff, day, subject, limit }: Quota, at: string): Part => ({
  write: {
    Update: {
      TableName: table,
      Key: marshall({ pk: `LOOKED-UP#${staff}`, sk: day }),
      UpdateExpression: "ADD subjects :one SET expiresAt = :expiry",
      ConditionExpression: "attribute_not_exists(subjects) OR contains(subjects, :subject) OR size(subjects) < :limit",
      ExpressionAttributeValues: {
        ":one": { SS: [subject] },
        ...marshall({ ":subject": subject, ":limit": limit, ":expiry": expiry(at, 2) }),
      },
    },
  },
  failed: conflict,
});

/** Cancellations that pass by themselves; the SDK does not try these again. */
const transient = new Set(["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"]);

/** What a cancelled transaction tells. The most telling reason wins: a request or event that was carried out before also fails on the version it changed. */
export const interpretCancellation = (
  parts: readonly Part[],
  reasons: readonly CancellationReason[],
): Committed | "contended" | "broken" => {
  const failed = reasons.flatMap((reason, at) => {
    const part = parts[at];
    return reason.Code === "ConditionalCheckFailed" && part !== undefined ? [part.failed(reason)] : [];
  });
  const order = ["replayed", "duplicate-event", "conflict", "unique-violation"];
  failed.sort((one, other) => order.indexOf(one.outcome) - order.indexOf(other.outcome));
  return failed[0] ?? (reasons.some(({ Code = "" }) => transient.has(Code)) ? "contended" : "broken");
};
