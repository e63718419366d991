import { type DynamoDBClient, QueryCommand, type QueryCommandInput } from "@aws-sdk/client-dynamodb";
import { addDays, startOf } from "@trygt/contracts";
import type { AccessEntry } from "../records/access-log.ts";
import {
  type AccessLogPage,
  type AccessLogQuery,
  type LoggedEntry,
  positionOf,
  type WantedEntries,
} from "../records/access-log-query.ts";
import { type Item, logPartition, logShards } from "./items.ts";
import { marshall, unmarshall } from "./marshalling.ts";

/** The access logs of the stage: the names of their tables by those of their services. */
export type AccessLogTables = { readonly client: DynamoDBClient; readonly tables: Readonly<Record<string, string>> };

type Entries = AsyncGenerator<LoggedEntry>;

/** Reads the access logs of all services as one, the newest entry first. Each is read no further than the page needs. Throws when no entries are asked for. */
export const readAccessLogs =
  ({ client, tables }: AccessLogTables) =>
  async ({ wanted, limit, before = "\uffff" }: AccessLogQuery): Promise<AccessLogPage> => {
    const sources = Object.entries(tables).flatMap(([service, table]) =>
      queriesFor(wanted, before).map((query) =>
        among(wanted, before, pages(client, service, { ...query, TableName: table, Limit: limit + 1 })),
      ),
    );
    const found: LoggedEntry[] = [];
    for await (const entry of newestFirst(sources)) {
      found.push(entry);
      if (found.length > limit) break;
    }
    return { entries: found.slice(0, limit), more: found.length > limit };
  };

type Query = Omit<QueryCommandInput, "TableName" | "Limit">;

const queriesFor = ({ record, staff, day }: WantedEntries, before: string): readonly Query[] => {
  const [from, until] = day === undefined ? [" ", "\uffff"] : [startOf(day), startOf(addDays(day, 1))];
  const end = before < until ? before : until;
  // A cursor of another list may lie before all of it, and DynamoDB refuses a range that ends before it begins
  if (end < from) return [];
  if (record !== undefined) return [byIndex("about", record, from, end)];
  if (staff !== undefined) return [byIndex("staff", staff, from, end)];
  if (day === undefined) throw new Error("No entries are asked for");
  // A day in Copenhagen lies on two days of UTC, by which entries are kept; each of those on sixteen keys
  return [...new Set([from, until].map((time) => time.slice(0, 10)))].flatMap((date) =>
    logShards.map((digit) => ({
      KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :end",
      ExpressionAttributeValues: marshall({ ":pk": logPartition(date, digit), ":from": from, ":end": end }),
    })),
  );
};

const byIndex = (index: "about" | "staff", value: string, from: string, end: string): Query => ({
  IndexName: index,
  KeyConditionExpression: "#index = :value AND #at BETWEEN :from AND :end",
  ExpressionAttributeNames: { "#index": index, "#at": "at" },
  ExpressionAttributeValues: marshall({ ":value": value, ":from": from, ":end": end.split("#")[0] }),
});

const pages = async function* (client: DynamoDBClient, service: string, query: QueryCommandInput): Entries {
  let from: Item | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        ...query,
        ScanIndexForward: false,
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    // Of one moment an index knows no order
    yield* (page.Items ?? []).map((item) => ({ ...entryIn(unmarshall(item)), service })).sort(byPosition);
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
};

const byPosition = (one: LoggedEntry, other: LoggedEntry) => (positionOf(one) < positionOf(other) ? 1 : -1);

const entryIn = ({ pk: _, sk: __, expiresAt: ___, staff: ____, ...entry }: Record<string, unknown>) =>
  entry as unknown as AccessEntry;

const among = async function* ({ staff, day }: WantedEntries, before: string, entries: Entries): Entries {
  const end = day === undefined ? "\uffff" : startOf(addDays(day, 1));
  for await (const entry of entries)
    if (positionOf(entry) < before && entry.at < end && (staff === undefined || entry.actor.id === staff)) yield entry;
};

const newestFirst = async function* (sources: readonly Entries[]): Entries {
  const headOf = async (source: Entries) => {
    const next = await source.next();
    return next.done === true ? [] : [{ source, entry: next.value }];
  };
  let heads = (await Promise.all(sources.map(headOf))).flat();
  for (;;) {
    const [first, ...rest] = heads.sort((one, other) => byPosition(one.entry, other.entry));
    if (first === undefined) return;
    yield first.entry;
    heads = [...rest, ...(await headOf(first.source))];
  }
};
