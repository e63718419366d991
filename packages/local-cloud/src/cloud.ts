import type { Server } from "node:http";
import { createActivity } from "./activity.ts";
import { planOf } from "./assembly/build.ts";
import type { FunctionSpec, Plan } from "./assembly/plan.ts";
import { readAssembly } from "./assembly/read.ts";
import { awsEndpoint, busApi } from "./aws-endpoint.ts";
import { type JournalledEvent, openBus } from "./bus/bus.ts";
import { type Clock, copenhagen, createClock, destination, type Move, readInstant, storyTime } from "./clock.ts";
import { controlSurface } from "./control.ts";
import { type DeadLetter, openDeadLetters } from "./dead-letters.ts";
import { type Engine, startEngine } from "./engine.ts";
import { createFlow, type Flow } from "./flow.ts";
import { type RunningFunction, runFunction } from "./functions/pool.ts";
import type { Log, Outcome } from "./functions/worker.ts";
import { jwtAuthorizer } from "./http/authorizer.ts";
import { httpApi } from "./http/gateway.ts";
import { close, listen, publicServer } from "./http/server.ts";
import { openIssuer, type SignedInPerson, signIn } from "./issuer.ts";
import { openKeys } from "./kms.ts";
import { cast, type Person } from "./people.ts";
import { queueApi } from "./queues/api.ts";
import { startConsumer } from "./queues/consumer.ts";
import { openQueues } from "./queues/queues.ts";
import { startRefusal } from "./refusal.ts";
import { openSchedules } from "./schedules/schedules.ts";
import { settle } from "./settle.ts";
import { digitalPost, type Letter, openLetterBox } from "./stand-ins/digital-post.ts";
import { personRegister } from "./stand-ins/person-register.ts";
import type { StandIn } from "./stand-ins/stand-in.ts";
import { openStorage, type Storage } from "./storage.ts";
import { startFeed } from "./streams/relay.ts";
import { ensureTables } from "./tables.ts";
import { travel } from "./time-travel.ts";

/** How a local cloud is started. */
export type CloudOptions = {
  /** The folder of one Stage's cloud assembly. */
  readonly assembly: string;
  /** A folder that keeps everything, or `memory`. */
  readonly data: string;
  /** ISO instant to set the clock to; without it the clock goes on from the data folder, or from the story's beginning. */
  readonly now?: string;
  /** Port of the public server on 127.0.0.1; 0, the default, takes a free one. */
  readonly port?: number;
  readonly people?: readonly Person[];
  /** Outside parties by the environment variable that holds their URL; added to the person register and Digital Post. */
  readonly standIns?: Readonly<Record<string, StandIn>>;
  /** Documents served as JSON by path, made on request. */
  readonly documents?: Readonly<Record<string, () => unknown>>;
  /** Variables that every function gets besides its own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Hears the console output of functions, line by line. */
  readonly log?: Log;
  /** Endpoint of another DynamoDB engine; then none is started. */
  readonly engineEndpoint?: string;
  /** Makes invocations fail for tests: answers the error message, or `undefined` to let the function run. */
  readonly fault?: (functionName: string, event: unknown) => string | undefined;
};

/** A running local cloud. Times are ISO instants with Copenhagen's offset. */
export type Cloud = {
  readonly url: string;
  readonly plan: Plan;
  readonly people: readonly SignedInPerson[];
  readonly clock: () => string;
  /** Moves the clock forward and resolves when all that fell due has been done. Throws where the move leads nowhere. */
  readonly advance: (move: string | Move) => Promise<string>;
  /** Resolves when every stream and queue is empty and no function runs. */
  readonly settle: () => Promise<void>;
  readonly events: (since?: number | string) => readonly JournalledEvent[];
  readonly deadLetters: () => readonly DeadLetter[];
  /** Sends dead letters back to where they died, from all dead-letter queues or the named one. */
  readonly redrive: (queue?: string) => Promise<{ readonly moved: number; readonly left: number }>;
  readonly letters: () => readonly Letter[];
  readonly flow: Flow;
  /** Invokes a function directly, as a schedule would. */
  readonly invoke: (functionName: string, event: unknown) => Promise<Outcome>;
  readonly engineEndpoint: string;
  readonly awsEndpoint: string;
  /** Resolves when the engine has died under the cloud, after which it is of no use. */
  readonly engineDied: Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Instances at a time: functions behind the API answer several requests at once; the others work through a line. */
const mostInstances = (spec: FunctionSpec, plan: Plan): number => {
  if (plan.api.routes.some((route) => route.functionArn === spec.arn)) return 4;
  const mapping = plan.queueMappings.find((one) => one.functionArn === spec.arn);
  return mapping === undefined ? 1 : Math.min(2, mapping.maxConcurrency);
};

const startInstant = (storage: Storage, now: string | undefined): number => {
  if (now !== undefined) {
    const instant = readInstant(now);
    if (instant === undefined)
      throw startRefusal(`--now "${now}" is no ISO instant with offset, such as ${storyTime}.`);
    return instant;
  }
  const saved = storage.setting("clock");
  // A second more than was last noted: after a kill the note is up to a second old, and the clock never goes back.
  return saved === undefined ? Date.parse(storyTime) : Number(saved) + 1000;
};

const listenOrRefuse = async (server: Server, port: number): Promise<string> => {
  try {
    return await listen(server, port);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw startRefusal(
      code === "EADDRINUSE"
        ? `port ${port} is busy. Stop what uses it, or name another with --port (0 takes a free one).`
        : `port ${port} cannot be used (${message}). Name another with --port.`,
    );
  }
};

/** Runs one Stage of a synthesized cloud assembly on this machine. Refuses, in one clear line, whatever it could not run truly. */
export const startCloud = async (options: CloudOptions): Promise<Cloud> => {
  const undo: (() => void | Promise<void>)[] = [];
  const unwind = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return await compose(options, undo, unwind);
  } catch (error) {
    await unwind();
    throw error;
  }
};

const compose = async (
  options: CloudOptions,
  undo: (() => void | Promise<void>)[],
  unwind: () => Promise<void>,
): Promise<Cloud> => {
  const stacks = readAssembly(options.assembly);
  // Refused before anything runs; the queue host is not known yet and does not matter here.
  planOf(stacks, "http://127.0.0.1");
  const handlers: { answer: Parameters<typeof publicServer>[1]; aws: Parameters<typeof awsEndpoint>[0] | undefined } = {
    answer: async () => ({ status: 503, headers: {}, body: "" }),
    aws: undefined,
  };
  let clock: Clock | undefined;
  const server = publicServer(
    () => clock?.now() ?? Date.now(),
    (request) => handlers.answer(request),
  );
  const url = await listenOrRefuse(server, options.port ?? 0);
  undo.push(() => close(server));
  const storage = openStorage(options.data);
  undo.push(() => storage.close());
  const engine: Engine = await startEngine(options.data, options.engineEndpoint);
  undo.push(() => engine.stop());

  const ticking = createClock(startInstant(storage, options.now));
  clock = ticking;
  const { now } = ticking;
  const flow = createFlow(() => copenhagen(now()));
  const activity = createActivity();

  const late = { AWSEvents: notYet, AmazonSQS: notYet, TrentService: notYet };
  const aws = awsEndpoint({
    AWSEvents: (operation, input) => (handlers.aws ?? late).AWSEvents(operation, input),
    AmazonSQS: (operation, input) => (handlers.aws ?? late).AmazonSQS(operation, input),
    TrentService: (operation, input) => (handlers.aws ?? late).TrentService(operation, input),
  });
  const awsUrl = await listen(aws, 0);
  undo.push(() => close(aws));
  const plan = planOf(stacks, awsUrl);
  const streams = await ensureTables(engine, plan.tables);

  const queues = openQueues(plan.queues, storage, now, activity, (queue, reason) =>
    flow.add("dead letter", queue.name, reason ?? "received too often"),
  );
  const bus = openBus(plan, storage, {
    queues,
    now,
    activity,
    onEvent: (event, names) =>
      flow.add("event", event["detail-type"], names.length === 0 ? "no subscriber" : `to ${names.join(", ")}`),
  });
  handlers.aws = {
    AWSEvents: busApi(bus),
    AmazonSQS: queueApi(queues, plan.queues),
    TrentService: openKeys(plan.keys, storage),
  };

  const letterBox = openLetterBox(options.data);
  const standIns: Readonly<Record<string, StandIn>> = {
    PERSON_REGISTER_URL: personRegister(),
    DIGITAL_POST_URL: digitalPost(
      letterBox,
      () => copenhagen(now()),
      (letter) => flow.add("letter", letter.title, letter.letterId),
    ),
    ...options.standIns,
  };
  const endpoints = {
    AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
    AWS_ENDPOINT_URL_EVENTBRIDGE: awsUrl,
    AWS_ENDPOINT_URL_SQS: awsUrl,
    AWS_ENDPOINT_URL_KMS: awsUrl,
  };
  const environmentOf = (spec: FunctionSpec): Record<string, string> => {
    const own = Object.entries(spec.environment).map(([name, value]): [string, string] => {
      const standIn = standIns[name];
      return [name, standIn === undefined ? value : `${url}/_stand-ins/${standIn.slug}`];
    });
    return { ...endpoints, ...Object.fromEntries(own), ...options.env };
  };
  const functions = new Map<string, RunningFunction>(
    plan.functions.map((spec) => [
      spec.arn,
      runFunction(spec, {
        region: plan.region,
        environment: environmentOf(spec),
        shift: ticking.shift,
        maxInstances: mostInstances(spec, plan),
        log: options.log ?? (() => undefined),
      }),
    ]),
  );
  undo.push(async () => {
    await Promise.all([...functions.values()].map((one) => one.end()));
  });

  const invoke = async (functionArn: string, event: unknown): Promise<Outcome> => {
    const running = functions.get(functionArn);
    if (running === undefined) throw new Error(`there is no function ${functionArn}`);
    activity.step();
    const fault = options.fault?.(running.spec.name, event);
    const outcome: Outcome =
      fault === undefined
        ? await running.invoke(event)
        : { ok: false, error: { errorType: "Fault", errorMessage: fault } };
    if (!outcome.ok)
      flow.add("failure", running.spec.name, `${outcome.error.errorType}: ${outcome.error.errorMessage}`);
    // What a function has just written should not wait for the next look at the stream.
    for (const feed of feedsOf(running.spec)) feed.poke();
    return outcome;
  };
  const feeds = plan.streamMappings.map((mapping) =>
    startFeed(mapping, {
      engine,
      engineStreamArn: streams.get(mapping.streamArn) ?? "",
      functionArn: mapping.functionArn,
      region: plan.region,
      storage,
      queues,
      activity,
      now,
      invoke,
      onFailure: (one, records, reason) =>
        flow.add("stream", one.id, `${records} records wait for another try: ${reason}`),
      onGivenUp: (one, records, reason) => flow.add("dead letter", one.id, `${records} records given up: ${reason}`),
    }),
  );
  const feedsByTable = new Map(
    plan.tables.map((table) => [table.name, feeds.filter((feed) => feed.mapping.streamArn === table.streamArn)]),
  );
  const feedsOf = (spec: FunctionSpec) =>
    Object.values(spec.environment).flatMap((value) => feedsByTable.get(value) ?? []);
  const consumers = plan.queueMappings.flatMap((mapping) => {
    const queue = plan.queues.find((one) => one.arn === mapping.queueArn);
    if (queue === undefined) return [];
    const onFailure = (one: { name: string }, messages: number, reason: string) =>
      flow.add("message", one.name, `${messages} messages wait for another try: ${reason}`);
    return [startConsumer(mapping, queue, { queues, region: plan.region, now, invoke, onFailure })];
  });
  undo.push(async () => {
    for (const consumer of consumers) consumer.stop();
    // A feed that waits for its function ends only once the function is ended.
    const stopping = feeds.map((feed) => feed.stop());
    await Promise.all([...functions.values()].map((one) => one.end()));
    await Promise.all(stopping);
  });
  const moving = { functions: [...functions.values()], feeds, consumers, activity };
  const rest = () => settle(moving);

  const schedules = openSchedules(plan, now(), {
    invoke: (functionArn, event) => invoke(functionArn, event),
    onFailed: (schedule, input, reason) => {
      flow.add("failure", schedule.name, reason);
      if (schedule.deadLetterArn !== undefined) {
        queues.send(schedule.deadLetterArn, JSON.stringify(input), { source: schedule.arn, reason });
      }
    },
  });

  const authorizers = plan.api.routes.flatMap((route) => (route.authorizer === undefined ? [] : [route.authorizer]));
  const issuer = await openIssuer(
    storage,
    authorizers[0]?.issuer ?? `${url}/oidc`,
    authorizers[0]?.audiences[0] ?? "trygt",
  );
  const staff = options.people ?? cast;
  let people = await signIn(issuer, staff, now());

  // One move at a time: two at once would wake the same schedules for different days.
  let lastMove: Promise<unknown> = Promise.resolve();
  let isMoving = false;
  const moveTo = (move: Move): Promise<string> => {
    const next = lastMove.then(async () => {
      const to = destination(now(), move);
      if (typeof to !== "number") throw Object.assign(new Error(to.refused), { name: "MoveRefused" });
      isMoving = true;
      try {
        await travel(to, { clock: ticking, schedules, activity, settle: rest });
      } finally {
        isMoving = false;
      }
      storage.saveSetting("clock", String(now()));
      people = await signIn(issuer, staff, now());
      flow.add("clock", `The clock stands at ${copenhagen(now())}`);
      return copenhagen(now());
    });
    lastMove = next.catch(() => undefined);
    return next;
  };
  const ticker = setInterval(() => {
    storage.saveSetting("clock", String(now()));
    if (isMoving) return;
    for (const schedule of schedules.takeDue(now())) {
      flow.add("schedule", schedule.name, schedule.expression);
      void schedules.wake(schedule, now());
    }
  }, 1000);
  undo.push(() => {
    clearInterval(ticker);
    storage.saveSetting("clock", String(now()));
  });

  const deadLetters = openDeadLetters(plan, queues, () => feeds);
  const cloud: Cloud = {
    url,
    plan,
    get people() {
      return people;
    },
    clock: () => copenhagen(now()),
    advance: (move) => moveTo(typeof move === "string" ? { advance: move } : move),
    settle: rest,
    events: (since) => {
      if (since === undefined) return bus.events();
      const at = typeof since === "string" && !/^\d+$/.test(since) ? readInstant(since) : undefined;
      return bus.events(at === undefined ? { sequence: Number(since) || 0 } : { at });
    },
    deadLetters: deadLetters.list,
    redrive: deadLetters.redrive,
    letters: letterBox.letters,
    flow,
    invoke: (functionName, event) => {
      const spec = plan.functions.find((one) => one.name === functionName);
      return spec === undefined
        ? Promise.reject(new Error(`there is no function ${functionName}`))
        : invoke(spec.arn, event);
    },
    engineEndpoint: engine.endpoint,
    awsEndpoint: awsUrl,
    engineDied: engine.died,
    stop: unwind,
  };
  const api = httpApi(plan.api, {
    accountId: plan.account,
    now,
    authorize: jwtAuthorizer(issuer.keys, now),
    invoke,
  });
  const control = controlSurface(cloud, {
    issuer,
    now,
    queues,
    standIns: Object.values(standIns),
    documents: options.documents ?? {},
  });
  handlers.answer = async (request) => {
    const own = await control(request);
    if (own !== undefined) return own;
    const started = performance.now();
    const { reply, routeKey } = await api(request);
    const took = `${Math.round(performance.now() - started)} ms`;
    flow.add("request", routeKey ?? `${request.method} (no route)`, `${reply.status} in ${took}`);
    return reply;
  };
  return cloud;
};

const notYet = (): never => {
  throw Object.assign(new Error("the local cloud is still starting"), { name: "ServiceUnavailableException" });
};
