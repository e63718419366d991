import { createHash } from "node:crypto";
import {
  type AttributeValue,
  type CancellationReason,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { AccessEntry } from "./access-log.ts";
import { accessLogDays } from "./access-log.ts";
import type { Figure, Filing, VaultKey } from "./aggregate.ts";
import type { Change, Commit, Committed, KeptReply, Loaded, Page, Store } from "./store.ts";

/** Where a service keeps its records: the client, its own table and its own access log. */
export type Tables = {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly accessLog: string;
  /** Waits a moment between tries, in milliseconds. */
  readonly pause?: (milliseconds: number) => Promise<void>;
};

/** The due index is spread over this many keys: one partition takes 1,000 writes a second. */
const dueShards = 4;
/** Most writes of one transaction (AWS limit). */
const largestTransaction = 100;
/** Kept replies outlive any sensible retry; handled events outlive archive and dead letters (T11: 35 days). */
const replyDays = 2;
const inboxDays = 36;

type Item = Record<string, AttributeValue>;
type Part = { readonly write: TransactWriteItem; readonly failed: (reason: CancellationReason) => Committed };

const day = 24 * 60 * 60;
const expiry = (at: string, days: number) => Math.floor(Date.parse(at) / 1000) + days * day;
const write = (value: Record<string, unknown>): Item => marshall(value, { removeUndefinedValues: true });
const recordKey = (kind: string, id: string) => ({ pk: `${kind}#${id}`, sk: "STATE" });
const vaultKey = ({ subject, item }: VaultKey) => ({ pk: `SUBJECT#${subject}`, sk: item });
const shardOf = (id: string) => `DUE#${createHash("sha256").update(id).digest().readUInt8(0) % dueShards}`;
const conflict = (): Committed => ({ outcome: "conflict" });

/** The store on DynamoDB: one table for a service, one item shape for each kind of thing (DESIGN § 6), and an append-only log. */
export const dynamoStore = ({ client, table, accessLog, pause = wait }: Tables): Store => {
  const get = async (key: Record<string, string>): Promise<Record<string, unknown> | undefined> => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: marshall(key), ConsistentRead: true }),
    );
    return Item && unmarshall(Item);
  };

  const query = async function* (input: Omit<QueryCommandInput, "TableName">) {
    let from: Item | undefined;
    do {
      const page = await client.send(
        new QueryCommand({ ...input, TableName: table, ...(from === undefined ? {} : { ExclusiveStartKey: from }) }),
      );
      yield* (page.Items ?? []).map((item) => unmarshall(item));
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
  };

  const historyKeys = async (change: Change): Promise<Record<string, unknown>[]> =>
    Array.fromAsync(
      query({
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :event)",
        ExpressionAttributeValues: marshall({ ":pk": `${change.kind}#${change.id}`, ":event": "EVENT#" }),
        ProjectionExpression: "pk, sk",
        ConsistentRead: true,
      }),
    );

  const transact = async (parts: readonly Part[]): Promise<Committed> => {
    for (let tried = 1; ; tried += 1) {
      try {
        await client.send(new TransactWriteItemsCommand({ TransactItems: parts.map((part) => part.write) }));
        return { outcome: "committed" };
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error;
        const verdict = judge(parts, error.CancellationReasons ?? []);
        if (verdict === "broken" || (verdict === "contended" && tried === 4)) throw error;
        if (verdict !== "contended") return verdict;
        // Full jitter, and never on top of a failed condition: that one is an answer
        await pause(Math.random() * 50 * 2 ** tried);
      }
    }
  };

  const logPut = (entry: AccessEntry) => ({
    TableName: accessLog,
    Item: write({
      ...entry,
      pk: `LOG#${entry.at.slice(0, 10)}#${entry.entryId.slice(0, 1)}`,
      sk: `${entry.at}#${entry.entryId}`,
      expiresAt: expiry(entry.at, accessLogDays),
    }),
    ConditionExpression: "attribute_not_exists(pk)",
  });

  return {
    load: async (kind, id) => {
      const item = await get(recordKey(kind, id));
      return item && { id, state: item["state"], version: Number(item["version"]) };
    },
    commit: async (commit) => {
      const erased = await Promise.all(
        commit.changes.filter(({ filing }) => filing === "gone").map((change) => historyKeys(change)),
      );
      const deletions = erased.flat().map((key) => deletion(table, key));
      const kept = new Set(commit.changes.flatMap(vaultOf).map(textOf));
      const parts = [...commit.changes.flatMap((change) => changed(table, change, kept)), ...besides(table, commit)];
      if (commit.log !== undefined) parts.push({ write: { Put: logPut(commit.log) }, failed: conflict });
      // The rows of a long history go first; the record itself goes last, so that a stop in between is taken up again
      while (deletions.length + parts.length > largestTransaction) {
        const outcome = await transact(deletions.splice(0, largestTransaction));
        if (outcome.outcome !== "committed") return outcome;
      }
      return transact([...parts, ...deletions]);
    },
    reply: async (client, key) => {
      const item = await get({ pk: `IDEMPOTENCY#${client}#${key}`, sk: "REPLY" });
      return item && (item["reply"] as KeptReply);
    },
    list: async (who, { limit, cursor }, { from = " ", until = "\uffff" } = {}) => {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: "worklist",
          KeyConditionExpression: "who = :who AND #when BETWEEN :from AND :until",
          ExpressionAttributeNames: { "#when": "when" },
          ExpressionAttributeValues: marshall({ ":who": who, ":from": from, ":until": until }),
          Limit: limit,
          ...(cursor === undefined
            ? {}
            : { ExclusiveStartKey: marshall({ who, when: cursor.when, pk: cursor.key, sk: "STATE" }) }),
        }),
      );
      const items = Items.map((item) => unmarshall(item)).map(loaded);
      if (LastEvaluatedKey === undefined) return { items };
      const last = unmarshall(LastEvaluatedKey);
      return { items, next: { when: String(last["when"]), key: String(last["pk"]) } } satisfies Page<Loaded>;
    },
    due: async (at) => {
      const shards = Array.from({ length: dueShards }, (_, shard) =>
        Array.fromAsync(
          query({
            IndexName: "due",
            KeyConditionExpression: "dueShard = :shard AND due <= :at",
            ExpressionAttributeValues: marshall({ ":shard": `DUE#${shard}`, ":at": at }),
          }),
        ),
      );
      return (await Promise.all(shards))
        .flat()
        .sort((one, other) => (String(one["due"]) < String(other["due"]) ? -1 : 1))
        .map(({ pk }) => {
          const [kind = "", id = ""] = String(pk).split("#");
          return { kind, id };
        });
    },
    vault: async (key) => (await get(vaultKey(key)))?.["content"] as Record<string, unknown> | undefined,
    figures: (name) =>
      Array.fromAsync(
        query({
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: marshall({ ":pk": `FIGURE#${name}` }),
        }),
        ({ sk, count }) => {
          const [period = "", areaCode = ""] = String(sk).split("#");
          return { name, period, areaCode, count: Number(count) };
        },
      ),
    record: async (entry) => {
      await client.send(new PutItemCommand(logPut(entry)));
    },
  };
};

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

const loaded = (item: Record<string, unknown>): Loaded => ({
  id: String(item["pk"]).split("#")[1] ?? "",
  state: item["state"],
  version: Number(item["version"]),
});

const deletion = (table: string, key: Record<string, unknown>): Part => ({
  write: { Delete: { TableName: table, Key: marshall(key) } },
  failed: conflict,
});

// A vault item may pass from one record to another within a transaction: it is lost only when none of them holds it
const vaultOf = ({ filing }: Change): readonly VaultKey[] => (filing === "gone" ? [] : (filing.vault ?? []));
const textOf = ({ subject, item }: VaultKey): string => `${subject}/${item}`;

/** The writes of one change: the state on its expected version, its history, names and vault items that it lets go. */
const changed = (table: string, change: Change, kept: ReadonlySet<string>): Part[] => {
  const { kind, id, expected, filing, before } = change;
  const key = recordKey(kind, id);
  const condition =
    expected === 0
      ? { ConditionExpression: "attribute_not_exists(pk)" }
      : {
          ConditionExpression: "version = :expected",
          ExpressionAttributeValues: marshall({ ":expected": expected }),
        };
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
            Item: write({ pk: `UNIQUE#${name}`, sk: "HOLDER", holder: key.pk }),
            ConditionExpression: "attribute_not_exists(pk)",
          },
        },
        failed: () => ({ outcome: "taken", name }),
      }),
    ),
    ...lost.map((item) => deletion(table, vaultKey(item))),
  ];
  if (filing === "gone")
    return [{ write: { Delete: { TableName: table, Key: marshall(key), ...condition } }, failed: conflict }, ...shell];
  const put = { TableName: table, Item: write({ ...key, ...stateItem(change, filing) }), ...condition };
  return [{ write: { Put: put }, failed: conflict }, ...historyRows(table, change), ...shell];
};

const stateItem = ({ id, state, expected }: Change, filing: Filing) => {
  const { worklist, due, unique: _, vault: __, ...dates } = filing;
  return {
    ...dates,
    state,
    version: expected + 1,
    ...worklist,
    ...(due === undefined ? {} : { due, dueShard: shardOf(id) }),
  };
};

const historyRows = (table: string, { kind, id, expected, history }: Change): Part[] =>
  history.map(({ event, announcements }, n) => ({
    write: {
      Put: {
        TableName: table,
        Item: write({
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
const besides = (table: string, { at, vault = [], figures = [], once, inbox }: Commit): Part[] => {
  const parts: Part[] = vault.map((item) => ({
    write: { Put: { TableName: table, Item: write({ ...vaultKey(item), content: item.content }) } },
    failed: conflict,
  }));
  for (const figure of figures) parts.push({ write: { Update: counted(table, figure) }, failed: conflict });
  if (once !== undefined)
    parts.push({
      write: {
        Put: {
          TableName: table,
          Item: write({
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
          Item: write({
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

/** Cancellations that pass by themselves; the SDK does not try these again. */
const passing = new Set(["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"]);

// The most telling reason wins: a request or event that was carried out before also fails on the version it changed
const judge = (parts: readonly Part[], reasons: readonly CancellationReason[]): Committed | "contended" | "broken" => {
  const failed = reasons.flatMap((reason, at) => {
    const part = parts[at];
    return reason.Code === "ConditionalCheckFailed" && part !== undefined ? [part.failed(reason)] : [];
  });
  const order = ["replayed", "handled", "conflict", "taken"];
  failed.sort((one, other) => order.indexOf(one.outcome) - order.indexOf(other.outcome));
  return failed[0] ?? (reasons.some(({ Code = "" }) => passing.has(Code)) ? "contended" : "broken");
};
