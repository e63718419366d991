import type { CancellationReason, TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Figure, Filing, VaultKey } from "../aggregate.ts";
import type { Change, Commit, Committed, KeptReply, Quota } from "../store.ts";
import { expiry, itemOf, recordKey, shardOf, vaultKey } from "./items.ts";

/** One write of a transaction, and what its failed condition means. */
export type Part = { readonly write: TransactWriteItem; readonly failed: (reason: CancellationReason) => Committed };

/** Kept replies outlive any sensible retry; handled events outlive archive and dead letters (T11: 35 days). */
const replyDays = 2;
const inboxDays = 36;

/** Somebody else was first. */
export const conflict = (): Committed => ({ outcome: "conflict" });

/** A deletion without conditions. */
export const deletion = (table: string, key: Record<string, unknown>): Part => ({
  write: { Delete: { TableName: table, Key: marshall(key) } },
  failed: conflict,
});

/** The vault items that a change holds. One may pass from one record to another within a transaction: it is lost only when none of them holds it. */
export const vaultOf = ({ filing }: Change): readonly VaultKey[] => (filing === "gone" ? [] : (filing.vault ?? []));
/** A vault key as text, to compare. */
export const textOf = ({ subject, item }: VaultKey): string => `${subject}/${item}`;

const onVersion = (expected: number) =>
  expected === 0
    ? { ConditionExpression: "attribute_not_exists(pk)" }
    : { ConditionExpression: "version = :expected", ExpressionAttributeValues: marshall({ ":expected": expected }) };

/** A check that a record still has its version, where its change is written in several transactions. */
export const unchanged = (table: string, { kind, id, expected }: Change): Part => ({
  write: { ConditionCheck: { TableName: table, Key: marshall(recordKey(kind, id)), ...onVersion(expected) } },
  failed: conflict,
});

/** The writes of one change: the state on its expected version, its history, names and vault items that it lets go. */
export const changed = (table: string, change: Change, kept: ReadonlySet<string>): Part[] => {
  const { kind, id, expected, filing, before } = change;
  const key = recordKey(kind, id);
  const condition = onVersion(expected);
  const names = filing === "gone" ? [] : (filing.unique ?? []);
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
        failed: () => ({ outcome: "taken", name }),
      }),
    ),
    ...lost.map((item) => deletion(table, vaultKey(item))),
    ...unlisted(change).map((sk) => deletion(table, { pk: key.pk, sk })),
  ];
  if (filing === "gone")
    return [{ write: { Delete: { TableName: table, Key: marshall(key), ...condition } }, failed: conflict }, ...shell];
  const put = { TableName: table, Item: itemOf({ ...key, ...stateItem(change, filing) }), ...condition };
  return [
    { write: { Put: put }, failed: conflict },
    ...listings(table, change, filing),
    ...historyRows(table, change),
    ...shell,
  ];
};

// The first worklist stands on the record itself; each further one is a copy of the state under its own key
const listings = (table: string, { kind, id, state, expected }: Change, filing: Filing): Part[] =>
  (filing.worklists ?? []).slice(1).map((listing, n) => ({
    write: {
      Put: {
        TableName: table,
        Item: itemOf({ pk: `${kind}#${id}`, sk: `LISTED#${n + 1}`, state, version: expected + 1, ...listing }),
      },
    },
    failed: conflict,
  }));

const unlisted = ({ filing, before }: Change): string[] => {
  const listed = filing === "gone" ? 1 : Math.max(1, filing.worklists?.length ?? 0);
  return Array.from(
    { length: Math.max(0, (before?.worklists?.length ?? 0) - listed) },
    (_, n) => `LISTED#${listed + n}`,
  );
};

const stateItem = ({ id, state, expected }: Change, filing: Filing) => {
  const { worklists = [], due, unique: _, vault: __, ...dates } = filing;
  return {
    ...dates,
    state,
    version: expected + 1,
    ...worklists[0],
    ...(due === undefined ? {} : { due, dueShard: shardOf(id) }),
  };
};

const historyRows = (table: string, { kind, id, expected, history }: Change): Part[] =>
  history.map(({ event, announcements }, n) => ({
    write: {
      Put: {
        TableName: table,
        Item: itemOf({
          pk: `${kind}#${id}`,
          sk: `EVENT#${String(expected + 1).padStart(8, "0")}#${n}`,
          event,
          // The relay's stream filter looks for `outbox`: a row that announces nothing wakes nobody
          ...(announcements.length === 0 ? {} : { announcements, outbox: "v1" }),
        }),
      },
    },
    failed: conflict,
  }));

/** What a command writes besides its records: personal data, figures, the kept reply and the inbox row. */
export const besides = (table: string, { at, vault = [], figures = [], once, inbox }: Commit): Part[] => {
  const parts: Part[] = vault.map((item) => ({
    write: { Put: { TableName: table, Item: itemOf({ ...vaultKey(item), content: item.content }) } },
    failed: conflict,
  }));
  for (const figure of figures) parts.push({ write: { Update: counted(table, figure) }, failed: conflict });
  if (once !== undefined)
    parts.push({
      write: {
        Put: {
          TableName: table,
          Item: itemOf({
            pk: `IDEMPOTENCY#${once.client}#${once.key}`,
            sk: "REPLY",
            reply: once.reply,
            expiresAt: expiry(at, replyDays),
          }),
          ConditionExpression: "attribute_not_exists(pk)",
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        },
      },
      failed: ({ Item = {} }) => ({ outcome: "replayed", reply: unmarshall(Item)["reply"] as KeptReply }),
    });
  if (inbox !== undefined)
    parts.push({
      write: {
        Put: {
          TableName: table,
          Item: itemOf({
            pk: `INBOX#${inbox.eventId}`,
            sk: "HANDLED",
            at,
            ...(inbox.refused === undefined ? {} : { refused: inbox.refused }),
            expiresAt: expiry(at, inboxDays),
          }),
          ConditionExpression: "attribute_not_exists(pk)",
        },
      },
      failed: () => ({ outcome: "handled" }),
    });
  return parts;
};

const counted = (table: string, { name, period, areaCode }: Figure) => ({
  TableName: table,
  Key: marshall({ pk: `FIGURE#${name}`, sk: `${period}#${areaCode}` }),
  UpdateExpression: "ADD #count :one",
  ExpressionAttributeNames: { "#count": "count" },
  ExpressionAttributeValues: marshall({ ":one": 1 }),
});

/** Counts a person among those whom a member of staff has looked up today; fails when that is one too many (G7). */
export const lookedUp = (table: string, { staff, day, subject, most }: Quota, at: string): Part => ({
  write: {
    Update: {
      TableName: table,
      Key: marshall({ pk: `LOOKED-UP#${staff}`, sk: day }),
      UpdateExpression: "ADD subjects :one SET expiresAt = :expiry",
      ConditionExpression: "attribute_not_exists(subjects) OR contains(subjects, :subject) OR size(subjects) < :most",
      ExpressionAttributeValues: {
        ":one": { SS: [subject] },
        ...marshall({ ":subject": subject, ":most": most, ":expiry": expiry(at, 2) }),
      },
    },
  },
  failed: conflict,
});

/** Cancellations that pass by themselves; the SDK does not try these again. */
const passing = new Set(["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"]);

/** What a cancelled transaction tells. The most telling reason wins: a request or event that was carried out before also fails on the version it changed. */
export const judge = (
  parts: readonly Part[],
  reasons: readonly CancellationReason[],
): Committed | "contended" | "broken" => {
  const failed = reasons.flatMap((reason, at) => {
    const part = parts[at];
    return reason.Code === "ConditionalCheckFailed" && part !== undefined ? [part.failed(reason)] : [];
  });
  const order = ["replayed", "handled", "conflict", "taken"];
  failed.sort((one, other) => order.indexOf(one.outcome) - order.indexOf(other.outcome));
  return failed[0] ?? (reasons.some(({ Code = "" }) => passing.has(Code)) ? "contended" : "broken");
};
