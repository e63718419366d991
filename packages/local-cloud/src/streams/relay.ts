import { randomUUID } from "node:crypto";
import { type Activity, createPause } from "../activity.ts";
import type { StreamMapping } from "../assembly/plan.ts";
import { matchesPattern } from "../bus/pattern.ts";
import type { Engine } from "../engine.ts";
import type { Outcome } from "../functions/worker.ts";
import type { Queues } from "../queues/queues.ts";
import type { Storage } from "../storage.ts";
import { handleBatch } from "./batch.ts";
import { openReader, readRange, type StreamRecord, sequenceOf } from "./reader.ts";

/** The reader between a table's stream and a function. */
export type StreamFeed = {
  readonly mapping: StreamMapping;
  /** Looks at the stream at once, since something may have been written. */
  readonly poke: () => void;
  /** Resolves after a look at the stream that began after this call and found nothing; waits for retries are skipped. */
  readonly quiet: () => Promise<void>;
  /** Hands records of the past to the function again; answers whether it took them. */
  readonly again: (first: string, last: string) => Promise<boolean>;
  readonly stop: () => Promise<void>;
};

const restMs = { least: 5, most: 40 };
const longestBackOffMs = 10_000;

/** Starts feeding a function from a stream. The checkpoint is kept only after a batch has ended: at least once, in order. */
export const startFeed = (
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
    readonly invoke: (functionArn: string, event: unknown) => Promise<Outcome>;
    readonly onFailure: (mapping: StreamMapping, records: number, reason: string) => void;
    readonly onGivenUp: (mapping: StreamMapping, records: number, reason: string) => void;
  },
): StreamFeed => {
  const { engine, storage, queues, activity } = options;
  const setting = `checkpoint/${mapping.id}`;
  const reader = openReader(engine, options.engineStreamArn, storage.setting(setting));
  const pause = createPause();
  let waiters: (() => void)[] = [];
  let stopped = false;

  const sleep = (ms: number) => (stopped || waiters.length > 0 ? Promise.resolve() : pause.sleep(ms));
  const forLambda = (record: StreamRecord) => ({
    ...record,
    awsRegion: options.region,
    eventSourceARN: mapping.streamArn,
  });
  const invoke = (records: readonly StreamRecord[]) =>
    options.invoke(mapping.functionArn, { Records: records.map(forLambda) });
  const matches = (record: StreamRecord) =>
    mapping.filters.length === 0 || mapping.filters.some((filter) => matchesPattern(filter, record));

  /** The message that Lambda sends to the on-failure destination: where the records are, not what they hold. */
  const giveUp = (records: readonly StreamRecord[], tries: number, reason: string): void => {
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
        approximateInvokeCount: tries,
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
  const shell = {
    invoke,
    giveUp,
    backOff: (tries: number) => sleep(Math.min(longestBackOffMs, 100 * 2 ** (tries - 1))),
    onFailure: (records: number, reason: string) => options.onFailure(mapping, records, reason),
    isStopped: () => stopped,
  };
  const gather = async (): Promise<readonly StreamRecord[]> => {
    const first = await reader.next(mapping.batchSize);
    if (first.length === 0 || first.length >= mapping.batchSize || mapping.windowMs === 0) return first;
    await sleep(mapping.windowMs);
    return [...first, ...(await reader.next(mapping.batchSize - first.length))];
  };
  const run = async (): Promise<void> => {
    let rest: number = restMs.least;
    while (!stopped) {
      const asking = waiters;
      let records: readonly StreamRecord[] = [];
      try {
        records = await gather();
      } catch {
        // The engine is going down or busy; the next look tells.
        await sleep(restMs.most);
        continue;
      }
      const last = records[records.length - 1];
      if (last === undefined) {
        waiters = waiters.filter((waiter) => !asking.includes(waiter));
        for (const resolve of asking) resolve();
        await sleep(rest);
        rest = Math.min(restMs.most, rest * 1.5);
        continue;
      }
      rest = restMs.least;
      activity.effect(records.length);
      const wanted = records.filter(matches);
      if (wanted.length > 0 && !(await handleBatch(mapping, wanted, shell))) return;
      if (!stopped) storage.saveSetting(setting, sequenceOf(last));
    }
  };
  const running = run();
  return {
    mapping,
    poke: pause.wake,
    quiet: () =>
      new Promise((resolve) => {
        if (stopped) return resolve();
        waiters = [...waiters, resolve];
        pause.wake();
      }),
    again: async (first, last) => {
      const records = (await readRange(engine, options.engineStreamArn, first, last)).filter(matches);
      let lost = false;
      const markLost = () => {
        lost = true;
      };
      const once = { ...mapping, maxRetries: 0 };
      const ended = await handleBatch(once, records, { ...shell, giveUp: markLost });
      return ended && !lost;
    },
    stop: async () => {
      stopped = true;
      pause.wake();
      for (const resolve of waiters.splice(0)) resolve();
      await running;
    },
  };
};
