import type { RecordIndex, VaultKey, WorklistEntry } from "../records/record-index.ts";
import type { Change } from "../records/store.ts";
import { recordKey, shardOf, vaultKey } from "./items.ts";
import { marshall } from "./marshalling.ts";
import { conflict, deletion, type Part } from "./transaction.ts";

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
  const shell: Part[] = [
    ...letGo.map((name) => deletion(table, { pk: `UNIQUE#${name}`, sk: "HOLDER" })),
    ...taken.map(
      (name): Part => ({
        write: {
          Put: {
            TableName: table,
            Item: marshall({ pk: `UNIQUE#${name}`, sk: "HOLDER", holder: key.pk }),
            ConditionExpression: "attribute_not_exists(pk)",
          },
        },
        failed: () => ({ outcome: "unique-violation", name }),
      }),
    ),
  ];
  if (index === "erased")
    return [{ write: { Delete: { TableName: table, Key: marshall(key), ...condition } }, failed: conflict }, ...shell];
  const put = { TableName: table, Item: marshall({ ...key, ...stateItem(change, index) }), ...condition };
  return [
    { write: { Put: put }, failed: conflict },
    ...worklistCopies(table, change, index),
    ...historyRows(table, change),
    ...shell,
    ...letGoBy(table, change, kept),
  ];
};

/** The deletions of what a record holds no longer: vault items, and copies for worklists that it has left. */
export const letGoBy = (table: string, change: Change, kept: ReadonlySet<string>): Part[] => [
  ...(change.before?.vault?.filter((item) => !kept.has(textOf(item))) ?? []).map((item) =>
    deletion(table, vaultKey(item)),
  ),
  ...staleCopies(change).map((sk) => deletion(table, { pk: recordKey(change.kind, change.id).pk, sk })),
];

// The first worklist stands on the record itself; each further one is a copy of the state under its own key
const worklistCopies = (table: string, { kind, id, state, expectedVersion }: Change, index: RecordIndex): Part[] =>
  (index.worklists ?? []).slice(1).map((entry, n) => ({
    write: {
      Put: {
        TableName: table,
        Item: marshall({
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
