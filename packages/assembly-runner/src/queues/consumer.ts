import type { Queue, QueueMapping } from "../assembly/plan.ts";
import type { InvocationResult } from "../functions/worker.ts";
import { asList, asObject, asText, parseJson } from "../json.ts";
import type { Message, MessageAttributes, Queues } from "./queues.ts";
import { md5 } from "./queues.ts";

/** The reader between a queue and its function. */
export type QueueConsumer = {
  readonly queueArn: string;
  /** Whether no batch is in flight and no message waits or is hidden. */
  readonly isIdle: () => boolean;
  /** Makes messages that wait for their next attempt visible at once. */
  readonly retryNow: () => void;
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
const failedOf = (batch: readonly Message[], result: InvocationResult, partial: boolean): readonly Message[] => {
  if (!result.ok) return batch;
  if (!partial) return [];
  const failures = asList(
    asObject(result.payload === undefined ? undefined : parseJson(result.payload))?.["batchItemFailures"],
  );
  const ids = failures.map((failure) => asText(asObject(failure)?.["itemIdentifier"]));
  const hasUnknown = ids.some((id) => id === undefined || !batch.some((message) => message.messageId === id));
  return hasUnknown ? batch : batch.filter((message) => ids.includes(message.messageId));
};

/** Starts reading a queue for its function: batches, partial failures; what fails stays hidden until its visibility ends. */
export const startQueueConsumer = (
  mapping: QueueMapping,
  queue: Queue,
  options: {
    readonly queues: Queues;
    readonly region: string;
    readonly now: () => number;
    readonly invoke: (functionArn: string, event: unknown) => Promise<InvocationResult>;
    readonly onFailure: (messages: number, reason: string) => void;
  },
): QueueConsumer => {
  const { queues } = options;
  const inFlight = new Set<number>();
  let active = 0;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  const handle = async (batch: readonly Message[]): Promise<void> => {
    const result = await options.invoke(mapping.functionArn, {
      Records: batch.map((one) => recordOf(one, options.region)),
    });
    if (isStopped) return;
    const failed = failedOf(batch, result, mapping.partialFailures);
    const reason = result.ok
      ? "reported as failed by the function"
      : `${result.error.errorType}: ${result.error.errorMessage}`;
    for (const message of batch) {
      if (failed.includes(message)) queues.setFailureReason(message, reason);
      else queues.remove(queue.arn, message.receipt ?? "");
    }
    if (failed.length > 0) options.onFailure(failed.length, reason);
  };
  const pump = (): void => {
    clearTimeout(timer);
    while (!isStopped && active < mapping.maxConcurrency) {
      const batch = queues.receive(queue.arn, mapping.batchSize);
      if (batch.length === 0) break;
      active += 1;
      for (const message of batch) inFlight.add(message.id);
      void handle(batch).finally(() => {
        active -= 1;
        for (const message of batch) inFlight.delete(message.id);
        pump();
      });
    }
    if (isStopped || active > 0) return;
    const next = queues.nextVisibleAt(queue.arn);
    if (next !== undefined) timer = setTimeout(pump, Math.min(Math.max(5, next - options.now()), 60_000));
  };
  queues.onAvailable(queue.arn, pump);
  pump();
  return {
    queueArn: queue.arn,
    isIdle: () => {
      if (active > 0) return false;
      const { waiting, hidden } = queues.count(queue.arn);
      return waiting + hidden === 0;
    },
    retryNow: () => {
      if (queues.count(queue.arn).hidden > inFlight.size) queues.showHidden(queue.arn, inFlight);
    },
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
};
