import { createTimeline, type Timeline } from "./activity/timeline.ts";
import { buildPlan } from "./assembly/build.ts";
import type { Plan } from "./assembly/plan.ts";
import { readAssembly } from "./assembly/read.ts";
import { type AwsServices, createAwsEndpoint } from "./aws/endpoint.ts";
import { type Engine, startEngine } from "./dynamodb/engine.ts";
import { ensureTables } from "./dynamodb/tables.ts";
import type { HttpRequest } from "./http/event.ts";
import { close, type HttpAnswer, listen, listenOrRefuse, publicServer } from "./http/server.ts";
import type { PlatformOptions } from "./options.ts";
import { startRefusal } from "./start-refusal.ts";
import { openStorage, type Storage } from "./storage.ts";
import { type Clock, createClock, readInstant } from "./time/clock.ts";

/** The platform under a runner: plan, ports, storage, engine and clock are there; no function runs and nothing is answered yet. */
export type Platform = {
  /** Origin of the HTTP API. */
  readonly url: string;
  /** Origin at which functions reach EventBridge, SQS, KMS and Lambda. */
  readonly awsUrl: string;
  readonly plan: Plan;
  readonly storage: Storage;
  readonly engine: Engine;
  /** The engine's own stream ARN by the plan's. */
  readonly streams: ReadonlyMap<string, string>;
  readonly clock: Clock;
  readonly timeline: Timeline;
  /** Lets the AWS endpoint answer with these services. */
  readonly serveAws: (services: AwsServices) => void;
  /** Lets the HTTP port answer with this handler; until then it answers 503. */
  readonly serveHttp: (handler: (request: HttpRequest) => Promise<HttpAnswer>) => void;
  /** Adds a step to what `stop` does; the last one added is done first. */
  readonly onStop: (step: () => void | Promise<void>) => void;
  readonly stop: () => Promise<void>;
};

const startInstant = (storage: Storage, { now, startsAt }: PlatformOptions): number => {
  const given = now ?? (storage.setting("clock") === undefined ? startsAt : undefined);
  if (given !== undefined) {
    const instant = readInstant(given);
    if (instant === undefined) throw startRefusal({ code: "invalid-instant", text: given });
    return instant;
  }
  const saved = storage.setting("clock");
  // A second more than was last saved: after a kill that is up to a second old, and the clock never goes back.
  return saved === undefined ? Date.now() : Number(saved) + 1000;
};

/** Starts the platform for an assembly. Throws a `StartRefusal`, and leaves nothing running, where it cannot. */
export const startPlatform = async (options: PlatformOptions): Promise<Platform> => {
  const steps: (() => void | Promise<void>)[] = [];
  const stop = async () => {
    for (const step of steps.splice(0).reverse()) await step();
  };
  try {
    return await start(options, (step) => void steps.push(step), stop);
  } catch (error) {
    await stop();
    throw error;
  }
};

const start = async (
  options: PlatformOptions,
  onStop: Platform["onStop"],
  stop: Platform["stop"],
): Promise<Platform> => {
  const stacks = readAssembly(options.assembly);
  // What cannot be run is refused before anything starts; where queues will be reached does not matter for that.
  buildPlan(stacks, "http://127.0.0.1");
  let handler = async (_: HttpRequest): Promise<HttpAnswer> => ({ status: 503, headers: {}, body: "" });
  let services: AwsServices | undefined;
  let clock: Clock | undefined;
  const server = publicServer(
    () => clock?.now() ?? Date.now(),
    (request) => handler(request),
  );
  const url = await listenOrRefuse(server, options.port ?? 0);
  onStop(() => close(server));
  const storage = openStorage(options.data);
  onStop(() => storage.close());
  clock = createClock(startInstant(storage, options), options.timeZone ?? "UTC");
  const engine = await startEngine(options.data, options.engineEndpoint);
  onStop(() => engine.stop());
  const endpoint = createAwsEndpoint(() => services);
  const awsUrl = await listen(endpoint, 0);
  onStop(() => close(endpoint));
  const plan = buildPlan(stacks, awsUrl);
  return {
    url,
    awsUrl,
    plan,
    storage,
    engine,
    streams: await ensureTables(engine, plan.tables),
    clock,
    timeline: createTimeline(clock.text),
    serveAws: (given) => {
      services = given;
    },
    serveHttp: (given) => {
      handler = given;
    },
    onStop,
    stop,
  };
};
