import { type EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { log } from "../observability/log.ts";
import type { Envelope } from "../records/store.ts";
import { inTime, type Remaining } from "../time-limits/in-time.ts";

/** Most entries of one PutEvents request (AWS limit). */
const maxEntriesPerRequest = 10;
/** Requests under way at once. Events may arrive in any order, so that several requests at a time lose nothing. */
const maxConcurrency = 8;

type Waiting = { readonly sequenceNumber: string; readonly entry: PutEventsRequestEntry };

/** The relay function: history rows on the table's stream become events on the bus. Reports the first row whose events were not all taken, and the stream brings it again. */
export const createRelay =
  ({ bus, client }: { readonly bus: string; readonly client: Pick<EventBridgeClient, "send"> }) =>
  async ({ Records }: DynamoDBStreamEvent, context: Remaining): Promise<DynamoDBBatchResponse> => {
    const waiting = Records.flatMap(({ dynamodb }): Waiting[] => {
      const image = dynamodb?.NewImage;
      if (image === undefined) return [];
      const { announcements = [] } = unmarshall(image as never) as { announcements?: readonly Envelope[] };
      return announcements.map((one) => ({ sequenceNumber: dynamodb?.SequenceNumber ?? "", entry: entryOf(one, bus) }));
    });
    const requests = chunks(waiting, maxEntriesPerRequest);
    const failed: string[] = [];
    for (const batch of chunks(requests, maxConcurrency))
      failed.push(...(await Promise.all(batch.map((request) => put(request, client, context)))).flat());
    if (failed.length === 0) return { batchItemFailures: [] };
    log("warn", "not all events were taken", { failed: failed.length });
    // The lowest sequence number is the checkpoint: the stream resumes there (AWS: batchItemFailures for streams)
    const first = failed.reduce((lowest, number) => (BigInt(number) < BigInt(lowest) ? number : lowest));
    return { batchItemFailures: [{ itemIdentifier: first }] };
  };

const entryOf = ({ name, source, data, meta }: Envelope, bus: string): PutEventsRequestEntry => ({
  EventBusName: bus,
  Source: source,
  DetailType: name,
  Detail: JSON.stringify({ meta, data }),
  Time: new Date(meta.recordedAt),
});

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

const chunks = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
