import type { RecordIndex, VaultKey, WorklistEntry } from "../records/record-index.ts";
import type { Change } from "../records/store.ts";
import { recordKey, shardOf, vaultKey } from "./items.ts";
import { marshall } from "./marshalling.ts";
import { conflict, deletion, type Part } from "./transaction.ts";

/** The vault items that a change holds. One may pass from one record to another within a transaction: it is lost only when none of them holds it. */
export const vaultOf = ({ index }: Change): readonly VaultKey[] => (index === "erased" ? [] : (index.vault ?? []));
/** A vault key as text, to compare. */
export const textOf = ({ subject, item }: VaultKey): string => `${subject}/${item}`;

/** The condition that a record still has the version that its change rests on; 0 when it must not exist. */
export const onVersion = (expectedVersion: number) =>
  expectedVersion === 0
    ? { ConditionExpression: "attribute_not_exists(pk)" }
    : {
        ConditionExpression: "version = :expected",
        ExpressionAttributeValues: marshall({ ":expected": expectedVersion }),
      };

/** The writes of one change: the state on its expected version, its history, names and vault items that it lets go. Of an erased record its state and its names. */
export const changed = (table: string, change: Change, kept: ReadonlySet<string>): Part[] => {
  const { kind, id, expectedVersion, index } = change;
  const key = recordKey(kind, id);
  const condition = onVersion(expectedVersion);
  if (index === "erased")
    return [
      { write: { Delete: { TableName: table, Key: marshall(key), ...condition } }, failed: conflict },
      ...names(table, change),
    ];
  const put = { TableName: table, Item: marshall({ ...key, ...stateItem(change, index) }), ...condition };
  return [
    { write: { Put: put }, failed: conflict },
    ...worklistCopies(table, change, index),
    ...historyRows(table, change),
    ...names(table, change),
    ...staleCopies(table, change),
    ...letGoBy(change, kept).map((item) => deletion(table, vaultKey(item))),
  ];
};

/** The names that a change takes, which nobody else may hold, and those that it lets go. */
export const names = (table: string, { kind, id, index, before }: Change): Part[] => {
  const held = index === "erased" ? [] : (index.unique ?? []);
  const letGo = before?.unique?.filter((name) => !held.includes(name)) ?? [];
  const taken = held.filter((name) => !before?.unique?.includes(name));
  return [
    ...letGo.map((name) => deletion(table, { pk: `UNIQUE#${name}`, sk: "HOLDER" })),
    ...taken.map(
      (name): Part => ({
        write: {
          Put: {
            TableName: table,
            Item: marshall({ pk: `UNIQUE#${name}`, sk: "HOLDER", holder: recordKey(kind, id).pk }),
            ConditionExpression: "attribute_not_exists(pk)",
          },
        },
        failed: () => ({ outcome: "unique-violation", name }),
      }),
    ),
  ];
};

/** The vault items that a change lets go and no other of its transaction holds. */
export const letGoBy = (change: Change, kept: ReadonlySet<string>): readonly VaultKey[] =>
  change.before?.vault?.filter((item) => !kept.has(textOf(item))) ?? [];

/** The deletions of copies for worklists that a record has left. */
export const staleCopies = (table: string, { kind, id, index, before }: Change): Part[] => {
  const kept = index === "erased" ? 1 : Math.max(1, index.worklists?.length ?? 0);
  return Array.from({ length: Math.max(0, (before?.worklists?.length ?? 0) - kept) }, (_, n) =>
    deletion(table, { pk: recordKey(kind, id).pk, sk: `LISTED#${kept + n}` }),
  );
};

// The first worklist stands on the record itself; each further one is an item of its own
const worklistCopies = (table: string, { kind, id, expectedVersion }: Change, index: RecordIndex): Part[] =>
  (index.worklists ?? []).slice(1).map((entry, n) => ({
    write: {
      Put: {
        TableName: table,
        Item: marshall({
          pk: `${kind}#${id}`,
          sk: `LISTED#${n + 1}`,
          version: expectedVersion + 1,
          ...listed(entry),
        }),
      },
    },
    failed: conflict,
  }));

const listed = ({ list, sortKey, shows }: WorklistEntry) => ({ worklist: list, sortKey, shows });

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
        Item: marshall({
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
