import type { Activity } from "./activity/activity.ts";
import type { Timeline } from "./activity/timeline.ts";
import type { FunctionSpec, Plan } from "./assembly/plan.ts";
import type { Engine } from "./dynamodb/engine.ts";
import type { FunctionRegistry } from "./functions/registry.ts";
import { type QueueConsumer, startQueueConsumer } from "./queues/consumer.ts";
import type { Queues } from "./queues/queues.ts";
import type { Storage } from "./storage.ts";
import { type StreamConsumer, startStreamConsumer } from "./streams/consumer.ts";

/** The running event source mappings: what carries stream records and queue messages to functions. */
export type EventSources = {
  readonly streamConsumers: readonly StreamConsumer[];
  readonly queueConsumers: readonly QueueConsumer[];
  /** Looks at once at the streams of the tables that a function may have written. */
  readonly pollStreamsOf: (spec: FunctionSpec) => void;
};

/** Starts all stream and queue mappings of a plan. `streams` gives the engine's own stream ARN by the plan's. */
export const startEventSources = (
  plan: Plan,
  options: {
    readonly engine: Engine;
    readonly streams: ReadonlyMap<string, string>;
    readonly storage: Storage;
    readonly queues: Queues;
    readonly activity: Activity;
    readonly timeline: Timeline;
    readonly now: () => number;
    readonly invoke: FunctionRegistry["invoke"];
  },
): EventSources => {
  const { timeline } = options;
  const streamConsumers = plan.streamMappings.map((mapping) =>
    startStreamConsumer(mapping, {
      ...options,
      engineStreamArn: options.streams.get(mapping.streamArn) ?? "",
      region: plan.region,
      onFailure: ({ id }, records, reason) => timeline.add("stream", id, `${records} wait for another try: ${reason}`),
      onGivenUp: ({ id }, records, reason) => timeline.add("dead letter", id, `${records} given up: ${reason}`),
    }),
  );
  const queueConsumers = plan.queueMappings.flatMap((mapping) => {
    const queue = plan.queues.find((one) => one.arn === mapping.queueArn);
    if (queue === undefined) return [];
    const onFailure = (messages: number, reason: string) =>
      timeline.add("message", queue.name, `${messages} wait for another try: ${reason}`);
    return [startQueueConsumer(mapping, queue, { ...options, region: plan.region, onFailure })];
  });
  const byTable = new Map(
    plan.tables.map((table) => [
      table.name,
      streamConsumers.filter((consumer) => consumer.mapping.streamArn === table.streamArn),
    ]),
  );
  return {
    streamConsumers,
    queueConsumers,
    pollStreamsOf: (spec) => {
      for (const value of Object.values(spec.environment))
        for (const consumer of byTable.get(value) ?? []) consumer.pollNow();
    },
  };
};
