import { setTimeout as sleep } from "node:timers/promises";
import type { RunningFunction } from "../functions/pool.ts";
import type { QueueConsumer } from "../queues/consumer.ts";
import type { StreamConsumer } from "../streams/consumer.ts";
import type { Activity } from "./activity.ts";

/** Everything that has to come to rest. */
export type SettleTargets = {
  readonly functions: readonly RunningFunction[];
  readonly streamConsumers: readonly StreamConsumer[];
  readonly queueConsumers: readonly QueueConsumer[];
  readonly activity: Activity;
};

/** Names what is still busy, for the error of a wait that took too long. */
const busyParts = ({ functions, queueConsumers }: SettleTargets): string =>
  [
    ...functions.filter((one) => one.pending() > 0).map((one) => `the function ${one.spec.name}`),
    ...queueConsumers.filter((one) => !one.isIdle()).map((one) => `the queue ${one.queueArn.replace(/^.*:/, "")}`),
  ].join(", ") || "a stream";

/**
 * Waits until every stream and queue is empty and no function runs. Waits for retries are skipped, so what fails for good ends in
 * the dead letters. Throws after `timeoutMs`.
 */
export const settle = async (targets: SettleTargets, timeoutMs = 60_000): Promise<void> => {
  const until = performance.now() + timeoutMs;
  for (;;) {
    const before = targets.activity.steps();
    await Promise.race([
      Promise.all(targets.streamConsumers.map((one) => one.whenIdle())),
      sleep(Math.max(1, until - performance.now()), undefined, { ref: false }),
    ]);
    const isIdle =
      targets.queueConsumers.every((one) => one.isIdle()) && targets.functions.every((one) => one.pending() === 0);
    if (isIdle && targets.activity.steps() === before) return;
    if (performance.now() > until) {
      throw new Error(
        `the cloud did not settle within ${timeoutMs / 1000} seconds: ${busyParts(targets)} does not come to rest`,
      );
    }
    for (const consumer of targets.queueConsumers) consumer.retryNow();
    if (!isIdle) await sleep(2);
  }
};
