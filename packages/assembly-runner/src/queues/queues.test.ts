import { beforeEach, expect, test } from "vitest";
import { createActivity } from "../activity/activity.ts";
import type { Queue } from "../assembly/plan.ts";
import { openStorage, type Storage } from "../storage.ts";
import { openQueues, type Queues } from "./queues.ts";
import { redrive } from "./redrive.ts";

const queue = (name: string, more: Partial<Queue> = {}): Queue => ({
  name,
  arn: `arn:aws:sqs:eu-north-1:0:${name}`,
  url: `http://q/${name}`,
  visibilityTimeout: 60,
  delay: 0,
  ...more,
});
const dead = queue("dead");
const inbox = queue("inbox", { redrive: { deadLetterArn: dead.arn, maxReceiveCount: 2 } });
const slow = queue("slow", { delay: 30 });
const plan = [inbox, dead, slow];

let storage: Storage;
let queues: Queues;
let now = 0;
beforeEach(() => {
  now = 1_000_000;
  storage = openStorage("memory");
  queues = openQueues(plan, storage, () => now, createActivity());
});
const take = (from = inbox, max = 10) => queues.receive(from.arn, max);

test("a queue hands a message out again when its visibility ends", () => {
  queues.send(inbox.arn, "hej");
  expect(take()).toMatchObject([{ body: "hej", received: 1 }]);
  expect(take()).toEqual([]);
  now += 60_000;
  expect(take()).toMatchObject([{ body: "hej", received: 2 }]);
});

test("a message that was removed does not come back", () => {
  queues.send(inbox.arn, "hej");
  for (const message of take()) queues.remove(inbox.arn, message.receipt ?? "");
  now += 60_000;
  expect(take()).toEqual([]);
});

test("a receipt of an earlier hand-out no longer removes the message", () => {
  queues.send(inbox.arn, "hej");
  const [first] = take();
  now += 60_000;
  take();
  queues.remove(inbox.arn, first?.receipt ?? "");
  expect(queues.all(inbox.arn)).toHaveLength(1);
});

test("a message that was handed out too often moves to the dead letters with its reason", () => {
  queues.send(inbox.arn, "hej");
  for (let round = 0; round < 2; round += 1) {
    for (const message of take()) queues.setFailureReason(message, "it was broken");
    now += 60_000;
  }
  expect(take()).toEqual([]);
  expect(queues.all(dead.arn)).toMatchObject([
    { body: "hej", source: inbox.arn, reason: "it was broken", received: 0 },
  ]);
});

test("a redrive brings dead letters back to the queue they died in, with their count anew", () => {
  queues.send(inbox.arn, "hej");
  for (let round = 0; round < 3; round += 1) {
    take();
    now += 60_000;
  }
  expect(redrive(queues, plan, dead)).toMatchObject({ moved: 1, withoutTarget: [] });
  expect(take()).toMatchObject([{ body: "hej", received: 1 }]);
});

test("a message that a function put into the dead letters itself goes to the queue they belong to", () => {
  queues.send(dead.arn, "malformed");
  redrive(queues, plan, dead);
  expect(take()).toMatchObject([{ body: "malformed" }]);
});

test("a delayed message is not handed out before its time", () => {
  queues.send(slow.arn, "later");
  expect(take(slow)).toEqual([]);
  now += 30_000;
  expect(take(slow)).toMatchObject([{ body: "later" }]);
});

test("messages come out in order, no more than asked for", () => {
  for (const body of ["a", "b", "c"]) queues.send(inbox.arn, body);
  expect(take(inbox, 2).map((message) => message.body)).toEqual(["a", "b"]);
  expect(take(inbox, 2).map((message) => message.body)).toEqual(["c"]);
});

test("hidden messages are shown at once on demand, except those in flight", () => {
  queues.send(inbox.arn, "a");
  queues.send(inbox.arn, "b");
  const [first] = take();
  queues.showHidden(inbox.arn, new Set([first?.id ?? 0]));
  expect(take().map((message) => message.body)).toEqual(["b"]);
});

test("what was in flight when the runner ended is available after the next start", () => {
  queues.send(inbox.arn, "hej");
  take();
  const again = openQueues(plan, storage, () => now, createActivity());
  expect(again.receive(inbox.arn, 10)).toMatchObject([{ body: "hej", received: 2 }]);
});
