import { type EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { log } from "../observability/log.ts";
import type { Count } from "../observability/metrics.ts";
import type { Envelope } from "../records/store.ts";
import { inTime, type Remaining } from "../time-limits/in-time.ts";

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
  readonly setAside: (announcement: Envelope) => Promise<unknown>;
};

type Waiting = { readonly sequenceNumber: string; readonly entry: PutEventsRequestEntry };

/** The relay function: history rows on the table's stream become events on the bus, under the source that the contract says. Sets aside what the service's contract does not say. Reports the first row whose events were not all taken, and the stream brings it again. */
export const createRelay =
  ({ bus, sources, count, client, setAside }: RelayRuntime) =>
  async ({ Records }: DynamoDBStreamEvent, context: Remaining): Promise<DynamoDBBatchResponse> => {
    const announced = Records.flatMap(({ dynamodb }) => {
      const image = dynamodb?.NewImage;
      if (image === undefined) return [];
      const { announcements = [] } = unmarshall(image as never) as { announcements?: readonly Envelope[] };
      return announcements.map((announcement) => ({ sequenceNumber: dynamodb?.SequenceNumber ?? "", announcement }));
    });
    const [declared, foreign] = divide(announced, ({ announcement }) => Object.hasOwn(sources, announcement.name));
    const failed: string[] = [];
    for (const { sequenceNumber, announcement } of foreign) {
      count("ForeignEvent");
      log("error", "an event that the contract does not declare was set aside", { name: announcement.name });
      await inTime(() => setAside(announcement), context).catch(() => failed.push(sequenceNumber));
    }
    const waiting = declared.map(
      ({ sequenceNumber, announcement }): Waiting => ({
        sequenceNumber,
        entry: { EventBusName: bus, Source: sources[announcement.name], ...entryOf(announcement) },
      }),
    );
    const requests = chunks(waiting, maxEntriesPerRequest);
    for (const batch of chunks(requests, maxConcurrency))
      failed.push(...(await Promise.all(batch.map((request) => put(request, client, context)))).flat());
    if (failed.length === 0) return { batchItemFailures: [] };
    log("warn", "not all events were taken", { failed: failed.length });
    // The lowest sequence number is the checkpoint: the stream resumes there (AWS: batchItemFailures for streams)
    const first = failed.reduce((lowest, number) => (BigInt(number) < BigInt(lowest) ? number : lowest));
    return { batchItemFailures: [{ itemIdentifier: first }] };
  };

const entryOf = ({ name, data, meta }: Envelope): PutEventsRequestEntry => ({
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

const divide = <Item>(items: readonly Item[], is: (item: Item) => boolean): [Item[], Item[]] => [
  items.filter(is),
  items.filter((item) => !is(item)),
];

const chunks = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
