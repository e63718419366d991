import { setTimeout as sleep } from "node:timers/promises";
import type { Activity } from "./activity.ts";
import type { RunningFunction } from "./functions/pool.ts";
import type { Consumer } from "./queues/consumer.ts";
import type { StreamFeed } from "./streams/relay.ts";

/** What has to come to rest. */
export type Moving = {
  readonly functions: readonly RunningFunction[];
  readonly feeds: readonly StreamFeed[];
  readonly consumers: readonly Consumer[];
  readonly activity: Activity;
};

/** Names what still moves, for the error of a wait that took too long. */
const unrest = ({ functions, consumers }: Moving): string =>
  [
    ...functions.filter((one) => one.busy() > 0).map((one) => `the function ${one.spec.name}`),
    ...consumers.filter((one) => !one.isQuiet()).map((one) => `the queue ${one.queueArn.replace(/^.*:/, "")}`),
  ].join(", ") || "a stream";

/**
 * Waits until every stream and queue is empty and no function runs. Waits for retries are skipped, so what fails for good ends in
 * the dead letters. Throws after `limitMs`.
 */
export const settle = async (moving: Moving, limitMs = 60_000): Promise<void> => {
  const until = performance.now() + limitMs;
  for (;;) {
    const before = moving.activity.steps();
    await Promise.race([
      Promise.all(moving.feeds.map((feed) => feed.quiet())),
      sleep(Math.max(1, until - performance.now()), undefined, { ref: false }),
    ]);
    const isQuiet = moving.consumers.every((one) => one.isQuiet()) && moving.functions.every((one) => one.busy() === 0);
    if (isQuiet && moving.activity.steps() === before) return;
    if (performance.now() > until) {
      throw new Error(
        `the cloud did not settle within ${limitMs / 1000} seconds: ${unrest(moving)} does not come to rest`,
      );
    }
    for (const consumer of moving.consumers) consumer.hurry();
    if (!isQuiet) await sleep(2);
  }
};
