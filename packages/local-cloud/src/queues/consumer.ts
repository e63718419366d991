import type { Queue, QueueMapping } from "../assembly/plan.ts";
import type { Outcome } from "../functions/worker.ts";
import { asList, asObject, asText, parseJson } from "../json.ts";
import type { Message, MessageAttributes, Queues } from "./queues.ts";
import { md5 } from "./queues.ts";

/** The reader between a queue and its function. */
export type Consumer = {
  readonly queueArn: string;
  /** Whether no batch is in hand and no message waits or hides. */
  readonly isQuiet: () => boolean;
  /** Makes messages that wait for their next try visible at once. */
  readonly hurry: () => void;
  readonly stop: () => void;
};

const lambdaAttributes = (attributes: MessageAttributes) =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue }]) => [
      name,
      { dataType: DataType, stringValue: StringValue, stringListValues: [], binaryListValues: [] },
    ]),
  );

const recordOf = (message: Message, region: string) => ({
  messageId: message.messageId,
  receiptHandle: message.receipt,
  body: message.body,
  attributes: {
    ApproximateReceiveCount: String(message.received),
    SentTimestamp: String(message.sentAt),
    SenderId: "local",
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
  },
  messageAttributes: lambdaAttributes(message.attributes),
  md5OfBody: md5(message.body),
  eventSource: "aws:sqs",
  eventSourceARN: message.queue,
  awsRegion: region,
});

/** The messages of a batch that failed: all of them on an error or a reply that cannot be read, else the named ones. */
const failedOf = (batch: readonly Message[], outcome: Outcome, partial: boolean): readonly Message[] => {
  if (!outcome.ok) return batch;
  if (!partial) return [];
  const failures = asList(
    asObject(outcome.result === undefined ? undefined : parseJson(outcome.result))?.["batchItemFailures"],
  );
  const ids = failures.map((failure) => asText(asObject(failure)?.["itemIdentifier"]));
  const unknown = ids.some((id) => id === undefined || !batch.some((message) => message.messageId === id));
  return unknown ? batch : batch.filter((message) => ids.includes(message.messageId));
};

/** Starts reading a queue for its function: batches, partial failures; what fails stays hidden until its visibility ends. */
export const startConsumer = (
  mapping: QueueMapping,
  queue: Queue,
  options: {
    readonly queues: Queues;
    readonly region: string;
    readonly now: () => number;
    readonly invoke: (functionArn: string, event: unknown) => Promise<Outcome>;
    readonly onFailure: (messages: number, reason: string) => void;
  },
): Consumer => {
  const { queues } = options;
  const inHand = new Set<number>();
  let active = 0;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const handle = async (batch: readonly Message[]): Promise<void> => {
    const outcome = await options.invoke(mapping.functionArn, {
      Records: batch.map((one) => recordOf(one, options.region)),
    });
    if (stopped) return;
    const failed = failedOf(batch, outcome, mapping.partialFailures);
    const reason = outcome.ok
      ? "reported as failed by the function"
      : `${outcome.error.errorType}: ${outcome.error.errorMessage}`;
    for (const message of batch) {
      if (failed.includes(message)) queues.explain(message, reason);
      else queues.remove(queue.arn, message.receipt ?? "");
    }
    if (failed.length > 0) options.onFailure(failed.length, reason);
  };
  const pump = (): void => {
    clearTimeout(timer);
    while (!stopped && active < mapping.maxConcurrency) {
      const batch = queues.receive(queue.arn, mapping.batchSize);
      if (batch.length === 0) break;
      active += 1;
      for (const message of batch) inHand.add(message.id);
      void handle(batch).finally(() => {
        active -= 1;
        for (const message of batch) inHand.delete(message.id);
        pump();
      });
    }
    if (stopped || active > 0) return;
    const next = queues.nextVisibleAt(queue.arn);
    if (next !== undefined) timer = setTimeout(pump, Math.min(Math.max(5, next - options.now()), 60_000));
  };
  queues.listen(queue.arn, pump);
  pump();
  return {
    queueArn: queue.arn,
    isQuiet: () => {
      if (active > 0) return false;
      const { waiting, hidden } = queues.count(queue.arn);
      return waiting + hidden === 0;
    },
    hurry: () => {
      if (queues.count(queue.arn).hidden > inHand.size) queues.unhide(queue.arn, inHand);
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
};
