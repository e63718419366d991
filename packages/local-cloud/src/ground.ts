import { planOf } from "./assembly/build.ts";
import type { Plan } from "./assembly/plan.ts";
import { readAssembly } from "./assembly/read.ts";
import { type AwsServices, awsEndpoint } from "./aws-endpoint.ts";
import { type Clock, createClock, readInstant, storyTime } from "./clock.ts";
import { type Engine, startEngine } from "./engine.ts";
import type { HttpRequest } from "./http/event.ts";
import { type Answer, close, listen, listenOrRefuse, publicServer } from "./http/server.ts";
import type { CloudOptions } from "./options.ts";
import { startRefusal } from "./refusal.ts";
import { openStorage, type Storage } from "./storage.ts";
import { ensureTables } from "./tables.ts";

/** What the cloud stands on: ports, storage, engine and clock are there, and the plan is made; nothing answers or runs yet. */
export type Ground = {
  readonly url: string;
  readonly awsUrl: string;
  readonly plan: Plan;
  readonly storage: Storage;
  readonly engine: Engine;
  /** The engine's own stream ARN by the plan's. */
  readonly streams: ReadonlyMap<string, string>;
  readonly clock: Clock;
  /** Opens the doors: from now on requests are answered. */
  readonly answerWith: (services: AwsServices) => void;
  readonly answerRequestsWith: (answer: (request: HttpRequest) => Promise<Answer>) => void;
};

/** Steps that take back what has been started, to be done in reverse. */
export type Undo = (() => void | Promise<void>)[];

const startInstant = (storage: Storage, now: string | undefined): number => {
  if (now !== undefined) {
    const instant = readInstant(now);
    if (instant !== undefined) return instant;
    throw startRefusal(`--now "${now}" is no ISO instant with offset, such as ${storyTime}.`);
  }
  const saved = storage.setting("clock");
  // A second more than was last noted: after a kill the note is up to a second old, and the clock never goes back.
  return saved === undefined ? Date.parse(storyTime) : Number(saved) + 1000;
};

/** Lays the ground, and notes in `undo` how to take it up again. Refuses in one clear line what cannot be had. */
export const layGround = async (options: CloudOptions, undo: Undo): Promise<Ground> => {
  const stacks = readAssembly(options.assembly);
  // Unknown kinds are refused before anything starts; where queues will answer does not matter for that.
  planOf(stacks, "http://127.0.0.1");
  let answer = async (_: HttpRequest): Promise<Answer> => ({ status: 503, headers: {}, body: "" });
  let services: AwsServices | undefined;
  let clock: Clock | undefined;
  const server = publicServer(
    () => clock?.now() ?? Date.now(),
    (request) => answer(request),
  );
  const url = await listenOrRefuse(server, options.port ?? 0);
  undo.push(() => close(server));
  const storage = openStorage(options.data);
  undo.push(() => storage.close());
  clock = createClock(startInstant(storage, options.now));
  const engine = await startEngine(options.data, options.engineEndpoint);
  undo.push(() => engine.stop());
  const aws = awsEndpoint(() => services);
  const awsUrl = await listen(aws, 0);
  undo.push(() => close(aws));
  const plan = planOf(stacks, awsUrl);
  return {
    url,
    awsUrl,
    plan,
    storage,
    engine,
    streams: await ensureTables(engine, plan.tables),
    clock,
    answerWith: (given) => {
      services = given;
    },
    answerRequestsWith: (given) => {
      answer = given;
    },
  };
};
