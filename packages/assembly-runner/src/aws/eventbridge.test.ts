import { beforeEach, describe, expect, test } from "vitest";
import { createActivity } from "../activity/activity.ts";
import { type Bus, openBus } from "../bus/bus.ts";
import { readPattern } from "../bus/pattern.ts";
import type { JsonObject } from "../json.ts";
import { openQueues, type Queues } from "../queues/queues.ts";
import { openStorage } from "../storage.ts";
import { eventBridgeApi } from "./eventbridge.ts";

const arnOf = (name: string) => `arn:aws:sqs:eu-north-1:0:${name}`;
const queue = (name: string) => ({ name, arn: arnOf(name), url: name, visibilityTimeout: 30, delay: 0 });
const rule = (
  name: string,
  pattern: unknown,
  target: { readonly queueArn: string; readonly deadLetterArn?: string },
) => ({
  name,
  bus: "orders",
  pattern: readPattern(pattern),
  targets: [target],
});
const plan = {
  account: "0",
  region: "eu-north-1",
  buses: ["default", "orders"],
  rules: [
    rule("all", { source: ["shop"] }, { queueArn: arnOf("all") }),
    rule("gone", { "detail-type": ["order.lost"] }, { queueArn: arnOf("gone"), deadLetterArn: arnOf("dead") }),
  ],
};

let queues: Queues;
let bus: Bus;
let put: (...entries: readonly JsonObject[]) => JsonObject;
beforeEach(() => {
  const storage = openStorage("memory");
  const activity = createActivity();
  const now = () => Date.parse("2026-03-02T08:00:00Z");
  queues = openQueues([queue("all"), queue("dead")], storage, now, activity);
  bus = openBus(plan, storage, { queues, now, activity, onEvent: () => undefined });
  put = (...entries) => eventBridgeApi(bus)("PutEvents", { Entries: entries });
});
const placed = { EventBusName: "orders", Source: "shop", DetailType: "order.placed", Detail: '{"orderId":"1"}' };

describe("PutEvents", () => {
  test("delivers an event to the queues of the rules that match, and keeps it in the journal", () => {
    expect(put(placed)).toMatchObject({ FailedEntryCount: 0 });
    const [message] = queues.all(arnOf("all"));
    const event = {
      source: "shop",
      "detail-type": "order.placed",
      time: "2026-03-02T08:00:00Z",
      detail: { orderId: "1" },
    };
    expect(JSON.parse(message?.body ?? "")).toMatchObject(event);
    expect(bus.events()).toMatchObject([event]);
    expect(bus.events({ sequence: 1 })).toEqual([]);
  });

  test("finds a bus by its ARN, and delivers nothing of one bus by the rules of another", () => {
    put({ ...placed, EventBusName: "arn:aws:events:eu-north-1:0:event-bus/orders" });
    put({ ...placed, EventBusName: undefined });
    expect(queues.all(arnOf("all"))).toHaveLength(1);
    expect(bus.events()).toHaveLength(2);
  });

  test("sends an event for a queue that does not exist to the rule's dead letters", () => {
    put({ ...placed, DetailType: "order.lost" });
    expect(queues.all(arnOf("dead"))).toMatchObject([{ source: arnOf("gone"), reason: expect.any(String) }]);
  });

  test.each<[string, string, JsonObject]>([
    ["no source", "InvalidArgument", { Source: "" }],
    ["a source of AWS's own", "NotAuthorizedForSourceException", { Source: "aws.s3" }],
    ["a detail that is not an object", "MalformedDetail", { Detail: "[]" }],
    ["a bus that is not there", "ResourceNotFoundException", { EventBusName: "nobody" }],
  ])("refuses an entry with %s, and accepts the one beside it", (_, ErrorCode, change) => {
    expect(put({ ...placed, ...change }, placed)).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode }, { EventId: expect.any(String) }],
    });
  });

  test("refuses no entries, more than ten, and more than 256 KB", () => {
    const invalid = expect.objectContaining({ name: "ValidationException" });
    expect(() => put()).toThrow(invalid);
    expect(() => put(...Array<JsonObject>(11).fill(placed))).toThrow(invalid);
    expect(() => put({ ...placed, Detail: JSON.stringify({ text: "x".repeat(256 * 1024) }) })).toThrow(invalid);
    expect(bus.events()).toEqual([]);
  });
});

test("no other EventBridge operation is done", () => {
  expect(() => eventBridgeApi(bus)("PutRule", {})).toThrow("does not support the EventBridge operation PutRule");
});
