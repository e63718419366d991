import { createActivity } from "./activity/activity.ts";
import { settle } from "./activity/settle.ts";
import type { Timeline } from "./activity/timeline.ts";
import type { Plan } from "./assembly/plan.ts";
import { eventBridgeApi } from "./aws/eventbridge.ts";
import { kmsApi } from "./aws/kms.ts";
import { lambdaApi } from "./aws/lambda.ts";
import { sqsApi } from "./aws/sqs.ts";
import { type JournalledEvent, openBus } from "./bus/bus.ts";
import { type EventSources, startEventSources } from "./event-sources.ts";
import { createFunctionRegistry } from "./functions/registry.ts";
import type { InvocationResult } from "./functions/worker.ts";
import { jwtAuthorizer } from "./http/authorizer.ts";
import type { HttpRequest } from "./http/event.ts";
import { httpApi } from "./http/gateway.ts";
import type { HttpAnswer } from "./http/server.ts";
import type { Intercept, PlatformOptions, RunnerOptions } from "./options.ts";
import { type Platform, startPlatform } from "./platform.ts";
import { createDeadLetters, type DeadLetter } from "./queues/dead-letters.ts";
import { openQueues } from "./queues/queues.ts";
import { openSchedules } from "./schedules/schedules.ts";
import { startRefusal } from "./start-refusal.ts";
import { readInstant } from "./time/clock.ts";
import type { ClockMove } from "./time/move.ts";
import { startTimeKeeper } from "./time/time-keeper.ts";

/** A running assembly. Times are ISO instants with the offset of the platform's time zone. */
export type Runner = {
  readonly url: string;
  readonly plan: Plan;
  readonly clock: () => string;
  /** Moves the clock forward and resolves when all that fell due has been done. Throws a `MoveRefusal` where it cannot be moved so. */
  readonly advance: (move: string | ClockMove) => Promise<string>;
  /** Resolves when every stream and queue is empty and no function runs. Throws when that takes longer than a minute. */
  readonly settle: () => Promise<void>;
  /** The events that the buses accepted, after a sequence number or from an ISO instant on. */
  readonly events: (since?: number | string) => readonly JournalledEvent[];
  readonly deadLetters: () => readonly DeadLetter[];
  /** Sends dead letters back to where they came from, out of all dead-letter queues or the named one. */
  readonly redrive: (queue?: string) => Promise<{ readonly moved: number; readonly left: number }>;
  /** How many messages wait in each queue, and how many are hidden. */
  readonly queues: () => readonly QueueCount[];
  readonly timeline: Timeline;
  /** Invokes a function directly, as a schedule would. */
  readonly invoke: (functionName: string, event: unknown) => Promise<InvocationResult>;
  readonly engineEndpoint: string;
  readonly awsEndpoint: string;
  /** Resolves when the DynamoDB engine has ended by itself, after which the runner is of no use. */
  readonly engineDied: Promise<void>;
  /** Lets the HTTP API answer; what `intercept` answers does not reach it. */
  readonly serve: (intercept?: Intercept) => void;
  readonly stop: () => Promise<void>;
};

/** What a queue holds. Hidden messages are in flight, delayed, or wait for another attempt. */
export type QueueCount = {
  readonly name: string;
  readonly isDeadLetters: boolean;
  readonly waiting: number;
  readonly hidden: number;
};

/** Runs one Stage of a synthesized cloud assembly on this machine. Throws a `StartRefusal` for what would not run as on AWS. */
export const runAssembly = async (options: PlatformOptions & RunnerOptions): Promise<Runner> => {
  const runner = await startRunner(await startPlatform(options), options);
  runner.serve();
  return runner;
};

/** Starts everything that a platform's plan describes; `serve` then opens the HTTP API. Stops the platform where it cannot start. */
export const startRunner = async (platform: Platform, options: RunnerOptions = {}): Promise<Runner> => {
  try {
    return start(platform, options);
  } catch (error) {
    await platform.stop();
    throw error;
  }
};

const start = (platform: Platform, options: RunnerOptions): Runner => {
  const { plan, storage, clock, timeline } = platform;
  const { now } = clock;
  if (options.tokenKeys === undefined && plan.api.routes.some((route) => route.authorizer !== undefined))
    throw startRefusal({ code: "token-keys-missing" });
  const activity = createActivity();
  const queues = openQueues(plan.queues, storage, now, activity, (queue, reason) =>
    timeline.add("dead letter", queue.name, reason ?? "received too often"),
  );
  const bus = openBus(plan, storage, {
    queues,
    now,
    activity,
    onEvent: (event, names) =>
      timeline.add("event", event["detail-type"], names.length === 0 ? "no subscriber" : `to ${names.join(", ")}`),
  });
  let sources: EventSources | undefined;
  const registry = createFunctionRegistry(plan, {
    environmentOf: (spec) => ({ ...endpointsOf(platform), ...spec.environment, ...options.environmentOf?.(spec) }),
    clockOffset: clock.offset,
    log: options.log ?? (() => undefined),
    activity,
    timeline,
    fault: options.fault ?? (() => undefined),
    // What a function has just written should not wait for the next look at the stream.
    onInvoked: (spec) => sources?.pollStreamsOf(spec),
  });
  const { invoke } = registry;
  platform.serveAws({
    named: { AWSEvents: eventBridgeApi(bus), AmazonSQS: sqsApi(queues), TrentService: kmsApi(plan.keys, storage) },
    lambda: lambdaApi(plan.functions, { invoke, timeline }),
  });
  const running = startEventSources(plan, { ...platform, queues, activity, now, invoke });
  sources = running;
  platform.onStop(async () => {
    for (const consumer of running.queueConsumers) consumer.stop();
    // A stream consumer that waits for its function stops only once the function has ended.
    const stopping = running.streamConsumers.map((consumer) => consumer.stop());
    await registry.end();
    await Promise.all(stopping);
  });
  const settled = () => settle({ ...running, functions: registry.functions, activity });
  const schedules = openSchedules(plan, now(), {
    invoke,
    onFailed: (schedule, input, reason) => {
      timeline.add("failure", schedule.name, reason);
      if (schedule.deadLetterArn === undefined) return;
      queues.send(schedule.deadLetterArn, JSON.stringify(input), { source: schedule.arn, reason });
    },
  });
  const timeKeeper = startTimeKeeper({
    clock,
    schedules,
    settings: storage,
    activity,
    timeline,
    settle: settled,
    onMoved: options.onClockMoved ?? (() => undefined),
  });
  platform.onStop(() => timeKeeper.stop());
  const deadLetters = createDeadLetters(plan, queues, running.streamConsumers);
  const authorize = jwtAuthorizer(options.tokenKeys ?? { keys: [] }, now);
  const api = httpApi(plan.api, { accountId: plan.account, now, authorize, invoke });
  const answer = async (request: HttpRequest): Promise<HttpAnswer> => {
    const started = performance.now();
    const { response, routeKey } = await api(request);
    const took = `${Math.round(performance.now() - started)} ms`;
    timeline.add("request", routeKey ?? `${request.method} (no route)`, `${response.status} in ${took}`);
    return response;
  };
  return {
    url: platform.url,
    plan,
    clock: clock.text,
    advance: (move) => timeKeeper.move(typeof move === "string" ? { advance: move } : move),
    settle: settled,
    events: (since) => {
      const at = typeof since === "string" && !/^\d+$/.test(since) ? readInstant(since) : undefined;
      return bus.events(at === undefined ? { sequence: Number(since ?? 0) || 0 } : { at });
    },
    deadLetters: deadLetters.list,
    redrive: deadLetters.redrive,
    queues: () =>
      plan.queues.map(({ name, arn }) => ({
        name,
        isDeadLetters: plan.deadLetterArns.has(arn),
        ...queues.count(arn),
      })),
    timeline,
    invoke: async (functionName, event) =>
      invoke(plan.functions.find((one) => one.name === functionName)?.arn ?? functionName, event),
    engineEndpoint: platform.engine.endpoint,
    awsEndpoint: platform.awsUrl,
    engineDied: platform.engine.died,
    serve: (intercept) => platform.serveHttp(async (request) => (await intercept?.(request)) ?? answer(request)),
    stop: platform.stop,
  };
};

/** Where the AWS SDK in a function finds its services. */
const endpointsOf = ({ awsUrl, engine }: Platform): Readonly<Record<string, string>> => ({
  AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
  AWS_ENDPOINT_URL_EVENTBRIDGE: awsUrl,
  AWS_ENDPOINT_URL_SQS: awsUrl,
  AWS_ENDPOINT_URL_KMS: awsUrl,
  AWS_ENDPOINT_URL_LAMBDA: awsUrl,
});
