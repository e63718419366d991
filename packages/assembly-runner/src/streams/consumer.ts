import { randomUUID } from "node:crypto";
import type { Activity } from "../activity/activity.ts";
import type { StreamMapping } from "../assembly/plan.ts";
import { matchesPattern } from "../bus/pattern.ts";
import type { Engine } from "../dynamodb/engine.ts";
import type { InvocationResult } from "../functions/worker.ts";
import type { Queues } from "../queues/queues.ts";
import type { Storage } from "../storage.ts";
import { handleBatch } from "./batch.ts";
import { createInterruptibleSleep } from "./interruptible-sleep.ts";
import { openReader, readRange, type StreamRecord, sequenceOf } from "./reader.ts";

/** The reader between a table's stream and a function. */
export type StreamConsumer = {
  readonly mapping: StreamMapping;
  /** Looks at the stream at once, since something may have been written. */
  readonly pollNow: () => void;
  /** Resolves after a look at the stream that began after this call and found nothing; waits for retries are skipped. */
  readonly whenIdle: () => Promise<void>;
  /** Hands past records, by their first and last sequence number, to the function again; answers whether it took them. */
  readonly replay: (first: string, last: string) => Promise<boolean>;
  readonly stop: () => Promise<void>;
};

const pollIntervalMs = { min: 5, max: 40 };
const maxBackoffMs = 10_000;

/** Starts handing the records of a stream to its function, in order. The checkpoint is saved after each batch: at least once. */
export const startStreamConsumer = (
  mapping: StreamMapping,
  options: {
    readonly engine: Engine;
    /** The ARN that the engine knows the stream by. */
    readonly engineStreamArn: string;
    readonly region: string;
    readonly storage: Storage;
    readonly queues: Queues;
    readonly activity: Activity;
    readonly now: () => number;
    readonly invoke: (functionArn: string, event: unknown) => Promise<InvocationResult>;
    readonly onFailure: (mapping: StreamMapping, records: number, reason: string) => void;
    readonly onGivenUp: (mapping: StreamMapping, records: number, reason: string) => void;
  },
): StreamConsumer => {
  const { engine, storage, queues, activity } = options;
  const setting = `checkpoint/${mapping.id}`;
  const reader = openReader(engine, options.engineStreamArn, storage.setting(setting));
  const pause = createInterruptibleSleep();
  let waiters: (() => void)[] = [];
  let isStopped = false;

  const sleep = (ms: number) => (isStopped || waiters.length > 0 ? Promise.resolve() : pause.sleep(ms));
  const forLambda = (record: StreamRecord) => ({
    ...record,
    awsRegion: options.region,
    eventSourceARN: mapping.streamArn,
  });
  const invoke = (records: readonly StreamRecord[]) =>
    options.invoke(mapping.functionArn, { Records: records.map(forLambda) });
  const matches = (record: StreamRecord) =>
    mapping.filters.length === 0 || mapping.filters.some((filter) => matchesPattern(filter, record));

  /** Sends what Lambda sends to the on-failure destination: where the records are in the stream, not the records. */
  const giveUp = (records: readonly StreamRecord[], attempts: number, reason: string): void => {
    const [first, last] = [records[0], records[records.length - 1]];
    options.onGivenUp(mapping, records.length, reason);
    if (mapping.onFailureArn === undefined || first === undefined || last === undefined) return;
    const arrival = (record: StreamRecord) =>
      new Date(Number(record.dynamodb["ApproximateCreationDateTime"] ?? 0) * 1000).toISOString();
    const body = {
      requestContext: {
        requestId: randomUUID(),
        functionArn: mapping.functionArn,
        condition: "RetryAttemptsExhausted",
        approximateInvokeCount: attempts,
      },
      responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
      version: "1.0",
      timestamp: new Date(options.now()).toISOString(),
      DDBStreamBatchInfo: {
        shardId: "shardId-00000001",
        startSequenceNumber: sequenceOf(first),
        endSequenceNumber: sequenceOf(last),
        approximateArrivalOfFirstRecord: arrival(first),
        approximateArrivalOfLastRecord: arrival(last),
        batchSize: records.length,
        streamArn: mapping.streamArn,
      },
    };
    queues.send(mapping.onFailureArn, JSON.stringify(body), { source: mapping.id, reason });
  };
  const context = {
    invoke,
    giveUp,
    backoff: (attempts: number) => sleep(Math.min(maxBackoffMs, 100 * 2 ** (attempts - 1))),
    onFailure: (records: number, reason: string) => options.onFailure(mapping, records, reason),
    isStopped: () => isStopped,
  };
  const run = async (): Promise<void> => {
    let interval: number = pollIntervalMs.min;
    while (!isStopped) {
      const waiting = waiters;
      let records: readonly StreamRecord[] = [];
      try {
        records = await reader.next(mapping.batchSize);
      } catch {
        // The engine is ending or busy; the next look at the stream will tell.
        await sleep(pollIntervalMs.max);
        continue;
      }
      const last = records[records.length - 1];
      if (last === undefined) {
        waiters = waiters.filter((waiter) => !waiting.includes(waiter));
        for (const resolve of waiting) resolve();
        await sleep(interval);
        interval = Math.min(pollIntervalMs.max, interval * 1.5);
        continue;
      }
      interval = pollIntervalMs.min;
      activity.effect(records.length);
      const wanted = records.filter(matches);
      if (wanted.length > 0 && !(await handleBatch(mapping, wanted, context))) return;
      if (!isStopped) storage.saveSetting(setting, sequenceOf(last));
    }
  };
  const running = run();
  return {
    mapping,
    pollNow: pause.wake,
    whenIdle: () =>
      new Promise((resolve) => {
        if (isStopped) return resolve();
        waiters = [...waiters, resolve];
        pause.wake();
      }),
    replay: async (first, last) => {
      const records = (await readRange(engine, options.engineStreamArn, first, last)).filter(matches);
      let isLost = false;
      const markLost = () => {
        isLost = true;
      };
      const once = { ...mapping, maxRetries: 0 };
      const ended = await handleBatch(once, records, { ...context, giveUp: markLost });
      return ended && !isLost;
    },
    stop: async () => {
      isStopped = true;
      pause.wake();
      for (const resolve of waiters.splice(0)) resolve();
      await running;
    },
  };
};
