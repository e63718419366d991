import { isDeepStrictEqual } from "node:util";
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import type { SubjectRef } from "@trygt/contracts";
import { type AccessEntry, accessLogDays } from "../records/access-log.ts";
import type { Worklist } from "../records/record-index.ts";
import {
  type DueRecord,
  defaultPageSize,
  type IdempotencyRecord,
  type Listed,
  type PageRequest,
  type SortKeyRange,
  type Store,
  type Vaulted,
} from "../records/store.ts";
import { changed, letGoBy, staleCopies, textOf, vaultOf } from "./change-writes.ts";
import { erasures, isRemains } from "./erasure.ts";
import { dueShards, expiry, logKey, recordKey, vaultKey } from "./items.ts";
import { marshall, unmarshall } from "./marshalling.ts";
import { lookedUp, sideWrites } from "./side-writes.ts";
import { tableReads } from "./table-reads.ts";
import { conflict, deletion, maxTransactionItems, type Part, transact } from "./transaction.ts";

/** Where a service keeps its records: the client, its own table and its own access log. */
export type Tables = {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly accessLog: string;
  /** Waits a moment between tries, in milliseconds. */
  readonly pause?: (milliseconds: number) => Promise<void>;
};

/** The store on DynamoDB: one table for a service, one item shape for each kind of thing, and an append-only log. */
export const dynamoStore = ({ client, table, accessLog, pause = wait }: Tables): Store => {
  const { get, getAll, query } = tableReads({ client, table, pause });

  const write = (parts: readonly Part[]) => transact(parts, { client, pause });

  const writeAtOnce = (parts: readonly Part[]) => {
    if (parts.length > maxTransactionItems)
      throw new Error(`A command writes ${parts.length} items; a transaction has ${maxTransactionItems} at most`);
    return write(parts);
  };

  const { historyOf, eraseByParts, sweep } = erasures({ table, query, write: writeAtOnce });

  const logged = (entry: AccessEntry): Part => ({ write: { Put: logPut(entry) }, failed: conflict });

  const logPut = (entry: AccessEntry) => ({
    TableName: accessLog,
    Item: marshall({
      ...entry,
      ...(entry.actor.role === "system" ? {} : { staff: entry.actor.id }),
      ...logKey(entry),
      expiresAt: expiry(entry.at, accessLogDays),
    }),
    ConditionExpression: "attribute_not_exists(pk)",
  });

  return {
    load: async (kind, id) => {
      const item = await get(recordKey(kind, id));
      if (item !== undefined && isRemains(item)) {
        await sweep(kind, id, item);
        return undefined;
      }
      return item && { id, state: item["state"], version: Number(item["version"]) };
    },
    commit: async (commit) => {
      const kept = new Set(commit.changes.flatMap(vaultOf).map(textOf));
      const erased = commit.changes.filter(({ index }) => index === "erased");
      const beside = [...sideWrites(table, commit), ...(commit.log === undefined ? [] : [logged(commit.log)])];
      const rows = await historyOf(erased);
      const gone = erased.flatMap((change) => letGoBy(change, kept));
      const whole = [
        ...commit.changes.flatMap((change) => changed(table, change, kept)),
        ...beside,
        ...erased.flatMap((change) => staleCopies(table, change)),
        ...[...gone.map(vaultKey), ...rows].map((key) => deletion(table, key)),
      ];
      if (whole.length <= maxTransactionItems || erased.length === 0) return writeAtOnce(whole);
      return eraseByParts(commit, kept, beside);
    },
    reply: async (client, key, at) => {
      const item = await get({ pk: `IDEMPOTENCY#${client}#${key}`, sk: "REPLY" });
      return item === undefined || Number(item["expiresAt"]) <= expiry(at, 0)
        ? undefined
        : (item["reply"] as IdempotencyRecord);
    },
    list: async <Shows>(
      worklist: Worklist<Shows>,
      { limit = defaultPageSize, cursor: given }: PageRequest,
      { from = " ", until = "\uffff" }: SortKeyRange = {},
    ) => {
      // Outside of the range DynamoDB would refuse to go on: before it everything is still to come, after it nothing
      if (given !== undefined && given.sortKey > until) return { items: [] };
      const cursor = given !== undefined && given.sortKey < from ? undefined : given;
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: "worklist",
          KeyConditionExpression: "worklist = :worklist AND sortKey BETWEEN :from AND :until",
          ExpressionAttributeValues: marshall({ ":worklist": worklist, ":from": from, ":until": until }),
          Limit: limit,
          ...(cursor === undefined
            ? {}
            : { ExclusiveStartKey: marshall({ worklist, sortKey: cursor.sortKey, ...keyOf(cursor.key) }) }),
        }),
      );
      const items = Items.map((item) => unmarshall(item)).map(listed<Shows>);
      if (LastEvaluatedKey === undefined) return { items };
      const last = unmarshall(LastEvaluatedKey);
      return {
        items,
        next: { sortKey: String(last["sortKey"]), key: `${last["pk"]}|${last["sk"]}` },
      };
    },
    due: (at) =>
      mergedByDue(
        Array.from({ length: dueShards }, (_, shard) =>
          query({
            IndexName: "due",
            KeyConditionExpression: "dueShard = :shard AND due <= :at",
            ExpressionAttributeValues: marshall({ ":shard": `DUE#${shard}`, ":at": at }),
            Limit: duePage,
          }),
        ),
      ),
    vault: async <Item extends string>(subject: SubjectRef, items: readonly Item[]) => {
      const found = await getAll(items.map((item) => vaultKey({ subject, item })));
      return Object.fromEntries(found.map(({ sk, content }) => [sk, content])) as Vaulted<Item>;
    },
    counters: (name) =>
      Array.fromAsync(
        query({
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: marshall({ ":pk": `COUNTER#${name}` }),
        }),
        ({ sk, count }) => {
          const [period = "", areaCode = ""] = String(sk).split("#");
          return { name, period, areaCode, count: Number(count) };
        },
      ),
    record: async (entry, quota) => {
      if (quota === undefined) {
        const put = new PutItemCommand({ ...logPut(entry), ReturnValuesOnConditionCheckFailure: "ALL_OLD" });
        await client.send(put).catch((error: unknown) => {
          if (!isWritten(put, error)) throw error;
        });
        return true;
      }
      const { outcome } = await write([logged(entry), lookedUp(table, quota, entry.at)]);
      return outcome === "committed";
    },
  };
};

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

// The SDK puts again what had no answer: then it is its own entry that stands there
const isWritten = ({ input }: PutItemCommand, error: unknown): boolean =>
  error instanceof ConditionalCheckFailedException && isDeepStrictEqual(error.Item, input.Item);

/** How many due records are read at once from each shard. */
const duePage = 50;

type Keys = Record<string, unknown>;

// Each shard is in order; of their heads the oldest goes first, and only then is more of its shard read
const mergedByDue = async function* (shards: readonly AsyncGenerator<Keys>[]): AsyncGenerator<DueRecord> {
  const headOf = async (shard: AsyncGenerator<Keys>) => {
    const next = await shard.next();
    return next.done === true ? [] : [{ shard, keys: next.value }];
  };
  let heads = (await Promise.all(shards.map(headOf))).flat();
  for (;;) {
    const [first, ...rest] = heads.sort((one, other) => (String(one.keys["due"]) < String(other.keys["due"]) ? -1 : 1));
    if (first === undefined) return;
    const [kind = "", id = ""] = String(first.keys["pk"]).split("#");
    yield { kind, id };
    heads = [...rest, ...(await headOf(first.shard))];
  }
};

const listed = <Shows>(item: Record<string, unknown>): Listed<Shows> => ({
  id: String(item["pk"]).split("#")[1] ?? "",
  shows: item["shows"] as Shows,
  version: Number(item["version"]),
});

const keyOf = (cursor: string) => {
  const [pk = "", sk = ""] = cursor.split("|");
  return { pk, sk };
};
