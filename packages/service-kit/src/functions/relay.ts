import { type EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { log } from "../observability/log.ts";
import type { Count } from "../observability/metrics.ts";
import { inTime, type Remaining } from "../time-limits/in-time.ts";
import { type AnnouncingRow, type RowKey, readRow } from "./announcing-row.ts";
import { checkpointOf, chunks } from "./stream-batch.ts";

/** Most entries of one PutEvents request (AWS limit). */
const maxEntriesPerRequest = 10;
/** Requests under way at once. Events may arrive in any order, so that several requests at a time lose nothing. */
const maxConcurrency = 8;

/** What the relay of a service stands on. */
export type RelayRuntime = {
  readonly bus: string;
  /** The events that the service's contract declares, each with the source under which it is published: it says no others. */
  readonly sources: Readonly<Record<string, string>>;
  readonly count: Count;
  readonly client: Pick<EventBridgeClient, "send">;
  /** Notes where a row stands that announces what the contract does not say. */
  readonly setAside: (key: RowKey) => Promise<unknown>;
};

type Waiting = { readonly sequenceNumber: string; readonly entry: PutEventsRequestEntry };

/** The relay function: history rows on the table's stream become events on the bus, under the source that the contract says. Sets aside rows that say what the service's contract does not. Reports the first row whose events were not all taken, and the stream brings it again. */
export const createRelay =
  ({ bus, sources, count, client, setAside }: RelayRuntime) =>
  async ({ Records }: DynamoDBStreamEvent, context: Remaining): Promise<DynamoDBBatchResponse> => {
    const rows = Records.flatMap((record) => readRow(record, sources) ?? []);
    const waiting = rows.flatMap(({ sequenceNumber, entries }) =>
      entries.map((entry): Waiting => ({ sequenceNumber, entry: { EventBusName: bus, ...entry } })),
    );
    const failed: string[] = [];
    const requests = chunks(waiting, maxEntriesPerRequest);
    for (const batch of chunks(requests, maxConcurrency))
      failed.push(...(await Promise.all(batch.map((request) => put(request, client, context)))).flat());
    // After all that others wait for, and not what comes again with a failure before it
    const before = checkpointOf(failed);
    const foreign = rows.filter((row) => row.foreign.length > 0 && (before === undefined || isBefore(row, before)));
    for (const batch of chunks(foreign, maxConcurrency))
      failed.push(...(await Promise.all(batch.map((row) => leave(row, { count, setAside }, context)))).flat());
    const checkpoint = checkpointOf(failed);
    if (checkpoint === undefined) return { batchItemFailures: [] };
    log("warn", "not all events were taken", { failed: failed.length });
    return { batchItemFailures: [{ itemIdentifier: checkpoint }] };
  };

const isBefore = ({ sequenceNumber }: AnnouncingRow, other: string): boolean => BigInt(sequenceNumber) < BigInt(other);

const leave = async (
  { sequenceNumber, key, foreign }: AnnouncingRow,
  { count, setAside }: Pick<RelayRuntime, "count" | "setAside">,
  context: Remaining,
): Promise<string[]> => {
  try {
    count("ForeignEvent");
    log("error", "what the contract does not say was set aside", { names: foreign });
    await inTime(() => setAside(key), context);
    return [];
  } catch {
    return [sequenceNumber];
  }
};

const put = async (
  request: readonly Waiting[],
  client: Pick<EventBridgeClient, "send">,
  context: Remaining,
): Promise<string[]> => {
  try {
    const { FailedEntryCount = 0, Entries = [] } = await inTime(
      () => client.send(new PutEventsCommand({ Entries: request.map(({ entry }) => entry) })),
      context,
    );
    if (FailedEntryCount === 0) return [];
    // The order of the results is the order of the request
    return request.flatMap(({ sequenceNumber }, at) => (Entries[at]?.ErrorCode === undefined ? [] : [sequenceNumber]));
  } catch {
    return request.map(({ sequenceNumber }) => sequenceNumber);
  }
};
