import {
  BatchGetItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type QueryCommandInput,
} from "@aws-sdk/client-dynamodb";
import { ContentionError } from "../records/store.ts";
import type { Item } from "./items.ts";
import { marshall, unmarshall } from "./marshalling.ts";
import { maxAttempts } from "./transaction.ts";

/** Most keys of one BatchGetItem (AWS limit). */
const maxBatchKeys = 100;

type Readable = {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly pause: (milliseconds: number) => Promise<void>;
};

/** Reads of one table: an item, items by their keys however many, and all pages of a query. */
export const tableReads = ({ client, table, pause }: Readable) => {
  const get = async (key: Record<string, string>): Promise<Record<string, unknown> | undefined> => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: marshall(key), ConsistentRead: true }),
    );
    return Item && unmarshall(Item);
  };

  const getAll = async (keys: readonly Record<string, string>[]): Promise<Record<string, unknown>[]> => {
    const batches = Array.from({ length: Math.ceil(keys.length / maxBatchKeys) }, (_, at) =>
      getBatch(keys.slice(at * maxBatchKeys, (at + 1) * maxBatchKeys)),
    );
    return (await Promise.all(batches)).flat();
  };

  const getBatch = async (keys: readonly Record<string, string>[]): Promise<Record<string, unknown>[]> => {
    const found: Item[] = [];
    let waiting: Item[] = keys.map((key) => marshall(key));
    for (let tried = 1; waiting.length > 0; tried += 1) {
      const { Responses = {}, UnprocessedKeys = {} } = await client.send(
        new BatchGetItemCommand({ RequestItems: { [table]: { Keys: waiting, ConsistentRead: true } } }),
      );
      found.push(...(Responses[table] ?? []));
      waiting = UnprocessedKeys[table]?.Keys ?? [];
      if (waiting.length === 0) break;
      if (tried === maxAttempts) throw new ContentionError("The table gives only a part of what was asked for");
      await pause(Math.random() * 50 * 2 ** tried);
    }
    return found.map((item) => unmarshall(item));
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

  return { get, getAll, query };
};
