import type { Queue } from "../assembly/plan.ts";
import { asList, asNumber, asObject, asText, type JsonObject } from "../json.ts";
import { type Message, type MessageAttributes, md5, type Queues } from "../queues/queues.ts";
import { awsError, unsupportedOperation } from "./error.ts";

/** SQS's limit for one message, in bytes. */
const maxBodyBytes = 1024 * 1024;

const attributesOf = (value: unknown): MessageAttributes => (asObject(value) ?? {}) as MessageAttributes;

const sent = (queues: Queues, queue: Queue, input: JsonObject): JsonObject => {
  const body = asText(input["MessageBody"]) ?? "";
  if (body === "") throw awsError("MissingParameter", "The request must contain the parameter MessageBody.");
  if (Buffer.byteLength(body) > maxBodyBytes)
    throw awsError("InvalidParameterValue", "The message is longer than 1 MiB.");
  const delay = input["DelaySeconds"] === undefined ? {} : { delay: asNumber(input["DelaySeconds"], 0) };
  const messageId = queues.send(queue.arn, body, { attributes: attributesOf(input["MessageAttributes"]), ...delay });
  return { MessageId: messageId, MD5OfMessageBody: md5(body) };
};

const received = (message: Message): JsonObject => ({
  MessageId: message.messageId,
  ReceiptHandle: message.receipt,
  Body: message.body,
  MD5OfBody: md5(message.body),
  Attributes: {
    ApproximateReceiveCount: String(message.received),
    SentTimestamp: String(message.sentAt),
    ...(message.source === undefined ? {} : { DeadLetterQueueSourceArn: message.source }),
  },
  ...(Object.keys(message.attributes).length === 0 ? {} : { MessageAttributes: message.attributes }),
});

const longPoll = async (queues: Queues, queue: Queue, input: JsonObject): Promise<readonly Message[]> => {
  const max = Math.min(10, Math.max(1, asNumber(input["MaxNumberOfMessages"], 1)));
  const timeout = input["VisibilityTimeout"] === undefined ? undefined : asNumber(input["VisibilityTimeout"], 30);
  const until = performance.now() + asNumber(input["WaitTimeSeconds"], 0) * 1000;
  for (;;) {
    const messages = queues.receive(queue.arn, max, timeout);
    if (messages.length > 0 || performance.now() >= until) return messages;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const eachEntry = (input: JsonObject, work: (entry: JsonObject) => JsonObject): JsonObject => {
  const [ok, failed]: [JsonObject[], JsonObject[]] = [[], []];
  const entries = asList(input["Entries"]).map((entry) => asObject(entry) ?? {});
  if (entries.length === 0) throw awsError("EmptyBatchRequest", "There should be at least one entry in the request.");
  if (entries.length > 10) throw awsError("TooManyEntriesInBatchRequest", "At most 10 entries are allowed.");
  for (const entry of entries) {
    try {
      ok.push({ Id: entry["Id"], ...work(entry) });
    } catch (error) {
      failed.push({
        Id: entry["Id"],
        SenderFault: true,
        Code: (error as Error).name,
        Message: (error as Error).message,
      });
    }
  }
  return { Successful: ok, Failed: failed };
};

/** Makes the SQS endpoint: sending, receiving, deleting, visibility, and what a queue is. Refuses other operations. */
export const sqsApi = (queues: Queues) => {
  const queueIn = (input: JsonObject): Queue => {
    const queue = queues.find(asText(input["QueueUrl"]) ?? asText(input["QueueName"]) ?? "");
    if (queue === undefined) throw awsError("QueueDoesNotExist", "The specified queue does not exist.");
    return queue;
  };
  const operations: Readonly<Record<string, (input: JsonObject) => JsonObject | Promise<JsonObject>>> = {
    SendMessage: (input) => sent(queues, queueIn(input), input),
    SendMessageBatch: (input) => eachEntry(input, (entry) => sent(queues, queueIn(input), entry)),
    ReceiveMessage: async (input) => ({ Messages: (await longPoll(queues, queueIn(input), input)).map(received) }),
    DeleteMessage: (input) => {
      queues.remove(queueIn(input).arn, asText(input["ReceiptHandle"]) ?? "");
      return {};
    },
    DeleteMessageBatch: (input) =>
      eachEntry(input, (entry) => {
        queues.remove(queueIn(input).arn, asText(entry["ReceiptHandle"]) ?? "");
        return {};
      }),
    ChangeMessageVisibility: (input) => {
      queues.changeVisibility(
        queueIn(input).arn,
        asText(input["ReceiptHandle"]) ?? "",
        asNumber(input["VisibilityTimeout"], 0),
      );
      return {};
    },
    GetQueueUrl: (input) => ({ QueueUrl: queueIn(input).url }),
    GetQueueAttributes: (input) => {
      const queue = queueIn(input);
      const { waiting, hidden } = queues.count(queue.arn);
      return {
        Attributes: {
          QueueArn: queue.arn,
          VisibilityTimeout: String(queue.visibilityTimeout),
          ApproximateNumberOfMessages: String(waiting),
          ApproximateNumberOfMessagesNotVisible: String(hidden),
          ...(queue.redrive === undefined
            ? {}
            : {
                RedrivePolicy: JSON.stringify({
                  deadLetterTargetArn: queue.redrive.deadLetterArn,
                  maxReceiveCount: queue.redrive.maxReceiveCount,
                }),
              }),
        },
      };
    },
  };
  return async (operation: string, input: JsonObject): Promise<JsonObject> => {
    const run = operations[operation];
    if (run === undefined) throw unsupportedOperation("SQS", operation, Object.keys(operations).join(", "));
    return run(input);
  };
};
