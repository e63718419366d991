import { beforeEach, describe, expect, test } from "vitest";
import { createActivity } from "../activity/activity.ts";
import type { Queue } from "../assembly/plan.ts";
import type { JsonObject } from "../json.ts";
import { openQueues } from "../queues/queues.ts";
import { openStorage } from "../storage.ts";
import { sqsApi } from "./sqs.ts";

const arn = "arn:aws:sqs:eu-north-1:0:orders";
const QueueUrl = "http://queues/0/orders";
const redrive = { deadLetterArn: "arn:aws:sqs:eu-north-1:0:dead", maxReceiveCount: 3 };
const orders: Queue = { name: "orders", arn, url: QueueUrl, visibilityTimeout: 60, delay: 0, redrive };

let sqs: (operation: string, input: JsonObject) => Promise<JsonObject>;
beforeEach(() => {
  sqs = sqsApi(openQueues([orders], openStorage("memory"), () => 1_000_000, createActivity()));
});
const receive = async (more: JsonObject = {}) =>
  (await sqs("ReceiveMessage", { QueueUrl, MaxNumberOfMessages: 10, ...more }))["Messages"] as JsonObject[];

describe("the SQS endpoint", () => {
  test("hands out what was sent, with attributes and checksum", async () => {
    const MessageAttributes = { kind: { DataType: "String", StringValue: "first" } };
    const { MessageId } = await sqs("SendMessage", { QueueUrl, MessageBody: "hej", MessageAttributes });
    expect(await receive()).toMatchObject([
      {
        MessageId,
        Body: "hej",
        MD5OfBody: "541c57960bb997942655d14e3b9607f9",
        Attributes: { ApproximateReceiveCount: "1" },
        MessageAttributes,
      },
    ]);
    expect(await receive()).toEqual([]);
  });

  test("lets a message be deleted, alone or in a batch", async () => {
    const Entries = ["a", "b", "c"].map((MessageBody) => ({ Id: MessageBody, MessageBody }));
    expect(await sqs("SendMessageBatch", { QueueUrl, Entries })).toMatchObject({ Successful: { length: 3 } });
    const [one, ...others] = await receive();
    await sqs("DeleteMessage", { QueueUrl, ReceiptHandle: one?.["ReceiptHandle"] });
    await sqs("DeleteMessageBatch", {
      QueueUrl,
      Entries: others.map(({ ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle })),
    });
    expect(await sqs("GetQueueAttributes", { QueueUrl })).toMatchObject({
      Attributes: { ApproximateNumberOfMessages: "0", ApproximateNumberOfMessagesNotVisible: "0" },
    });
  });

  test("shows a message again when its visibility is changed to nothing", async () => {
    await sqs("SendMessage", { QueueUrl, MessageBody: "hej" });
    const [message] = await receive();
    await sqs("ChangeMessageVisibility", {
      QueueUrl,
      ReceiptHandle: message?.["ReceiptHandle"],
      VisibilityTimeout: 0,
    });
    expect(await receive()).toMatchObject([{ Body: "hej", Attributes: { ApproximateReceiveCount: "2" } }]);
  });

  test("knows a queue by name, and tells its attributes", async () => {
    expect(await sqs("GetQueueUrl", { QueueName: "orders" })).toEqual({ QueueUrl });
    expect(await sqs("GetQueueAttributes", { QueueUrl })).toMatchObject({
      Attributes: {
        QueueArn: arn,
        VisibilityTimeout: "60",
        RedrivePolicy: expect.stringContaining('"maxReceiveCount":3'),
      },
    });
  });

  test("refuses each bad entry of a batch by itself", async () => {
    const Entries = [
      { Id: "good", MessageBody: "hej" },
      { Id: "empty", MessageBody: "" },
      { Id: "large", MessageBody: "x".repeat(1024 * 1024 + 1) },
    ];
    expect(await sqs("SendMessageBatch", { QueueUrl, Entries })).toMatchObject({
      Successful: [{ Id: "good" }],
      Failed: [
        { Id: "empty", Code: "MissingParameter" },
        { Id: "large", Code: "InvalidParameterValue" },
      ],
    });
  });

  test.each<[string, string, JsonObject]>([
    ["a queue that is not there", "QueueDoesNotExist", { QueueUrl: "http://queues/0/nobody", MessageBody: "hej" }],
    ["a message without a body", "MissingParameter", { QueueUrl }],
  ])("refuses %s", async (_, name, input) => {
    await expect(sqs("SendMessage", input)).rejects.toMatchObject({ name });
  });

  test("refuses batches of none and of more than ten, and operations that it does not have", async () => {
    const batch = (size: number) => sqs("SendMessageBatch", { QueueUrl, Entries: Array(size).fill({ Id: "a" }) });
    await expect(batch(0)).rejects.toMatchObject({ name: "EmptyBatchRequest" });
    await expect(batch(11)).rejects.toMatchObject({ name: "TooManyEntriesInBatchRequest" });
    await expect(sqs("PurgeQueue", { QueueUrl })).rejects.toThrow("does not support the SQS operation PurgeQueue");
  });
});
