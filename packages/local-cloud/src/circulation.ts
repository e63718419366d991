import type { Activity } from "./activity.ts";
import type { FunctionSpec, Plan } from "./assembly/plan.ts";
import type { Engine } from "./engine.ts";
import type { Flow } from "./flow.ts";
import type { Fleet } from "./functions/fleet.ts";
import { type Consumer, startConsumer } from "./queues/consumer.ts";
import type { Queues } from "./queues/queues.ts";
import type { Storage } from "./storage.ts";
import { type StreamFeed, startFeed } from "./streams/relay.ts";

/** Everything that carries records and messages to functions. */
export type Circulation = {
  readonly feeds: readonly StreamFeed[];
  readonly consumers: readonly Consumer[];
  /** Looks at once at the streams of the tables that a function may have written. */
  readonly poke: (spec: FunctionSpec) => void;
};

/** Starts all stream and queue mappings of a plan. `streams` gives the engine's own stream ARN by the plan's. */
export const startCirculation = (
  plan: Plan,
  options: {
    readonly engine: Engine;
    readonly streams: ReadonlyMap<string, string>;
    readonly storage: Storage;
    readonly queues: Queues;
    readonly activity: Activity;
    readonly flow: Flow;
    readonly now: () => number;
    readonly invoke: Fleet["invoke"];
  },
): Circulation => {
  const { flow } = options;
  const feeds = plan.streamMappings.map((mapping) =>
    startFeed(mapping, {
      ...options,
      engineStreamArn: options.streams.get(mapping.streamArn) ?? "",
      region: plan.region,
      onFailure: ({ id }, records, reason) => flow.add("stream", id, `${records} wait for another try: ${reason}`),
      onGivenUp: ({ id }, records, reason) => flow.add("dead letter", id, `${records} given up: ${reason}`),
    }),
  );
  const consumers = plan.queueMappings.flatMap((mapping) => {
    const queue = plan.queues.find((one) => one.arn === mapping.queueArn);
    if (queue === undefined) return [];
    const onFailure = (messages: number, reason: string) =>
      flow.add("message", queue.name, `${messages} wait for another try: ${reason}`);
    return [startConsumer(mapping, queue, { ...options, region: plan.region, onFailure })];
  });
  const byTable = new Map(
    plan.tables.map((table) => [table.name, feeds.filter((feed) => feed.mapping.streamArn === table.streamArn)]),
  );
  return {
    feeds,
    consumers,
    poke: (spec) => {
      for (const value of Object.values(spec.environment)) for (const feed of byTable.get(value) ?? []) feed.poke();
    },
  };
};
