import { createActivity } from "./activity.ts";
import type { FunctionSpec } from "./assembly/plan.ts";
import { busApi } from "./aws-endpoint.ts";
import { openBus } from "./bus/bus.ts";
import { type Circulation, startCirculation } from "./circulation.ts";
import { copenhagen, readInstant } from "./clock.ts";
import { controlSurface } from "./control.ts";
import { openDeadLetters } from "./dead-letters.ts";
import { createFlow } from "./flow.ts";
import { lambdaApi } from "./functions/api.ts";
import { openFleet } from "./functions/fleet.ts";
import { type Ground, layGround, type Undo } from "./ground.ts";
import { jwtAuthorizer } from "./http/authorizer.ts";
import { httpApi } from "./http/gateway.ts";
import { openIssuer, signIn } from "./issuer.ts";
import { openKeys } from "./kms.ts";
import type { Cloud, CloudOptions } from "./options.ts";
import { cast } from "./people.ts";
import { queueApi } from "./queues/api.ts";
import { openQueues } from "./queues/queues.ts";
import { openSchedules } from "./schedules/schedules.ts";
import { settle } from "./settle.ts";
import { digitalPost, openLetterBox } from "./stand-ins/digital-post.ts";
import { personRegister } from "./stand-ins/person-register.ts";
import type { StandIn } from "./stand-ins/stand-in.ts";
import { keepTime } from "./time-keeper.ts";

/** Runs one Stage of a synthesized cloud assembly on this machine. Refuses, in one clear line, whatever it could not run truly. */
export const startCloud = async (options: CloudOptions): Promise<Cloud> => {
  const undo: Undo = [];
  const unwind = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return await compose(options, await layGround(options, undo), undo, unwind);
  } catch (error) {
    await unwind();
    throw error;
  }
};

/** The environment of a function: the template's, with stand-ins for outside parties, and where the AWS SDK finds its services. */
const environments =
  ({ url, awsUrl, engine }: Ground, standIns: Readonly<Record<string, StandIn>>, more: CloudOptions["env"]) =>
  (spec: FunctionSpec): Record<string, string> => ({
    AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
    AWS_ENDPOINT_URL_EVENTBRIDGE: awsUrl,
    AWS_ENDPOINT_URL_SQS: awsUrl,
    AWS_ENDPOINT_URL_KMS: awsUrl,
    AWS_ENDPOINT_URL_LAMBDA: awsUrl,
    ...Object.fromEntries(
      Object.entries(spec.environment).map(([name, value]) => {
        const standIn = standIns[name];
        return [name, standIn === undefined ? value : `${url}/_stand-ins/${standIn.slug}`];
      }),
    ),
    ...more,
  });

const compose = async (
  options: CloudOptions,
  ground: Ground,
  undo: Undo,
  unwind: () => Promise<void>,
): Promise<Cloud> => {
  const { url, plan, storage, clock } = ground;
  const { now } = clock;
  const time = () => copenhagen(now());
  const flow = createFlow(time);
  const activity = createActivity();

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
  const letterBox = openLetterBox(options.data);
  const standIns: Readonly<Record<string, StandIn>> = {
    PERSON_REGISTER_URL: personRegister(),
    DIGITAL_POST_URL: digitalPost(letterBox, time, (letter) => flow.add("letter", "Digital Post", letter.letterId)),
    ...options.standIns,
  };
  let circulation: Circulation | undefined;
  const fleet = openFleet(plan, {
    environmentOf: environments(ground, standIns, options.env),
    shift: clock.shift,
    log: options.log ?? (() => undefined),
    activity,
    flow,
    fault: options.fault ?? (() => undefined),
    // What a function has just written should not wait for the next look at the stream.
    afterwards: (spec) => circulation?.poke(spec),
  });
  const { invoke } = fleet;
  ground.answerWith({
    named: {
      AWSEvents: busApi(bus),
      AmazonSQS: queueApi(queues, plan.queues),
      TrentService: openKeys(plan.keys, storage),
    },
    lambda: lambdaApi(plan.functions, { invoke, flow }),
  });
  const moving = startCirculation(plan, { ...ground, queues, activity, flow, now, invoke });
  circulation = moving;
  undo.push(async () => {
    for (const consumer of moving.consumers) consumer.stop();
    // A feed that waits for its function ends only once the function is ended.
    const stopping = moving.feeds.map((feed) => feed.stop());
    await fleet.end();
    await Promise.all(stopping);
  });
  const rest = () => settle({ ...moving, functions: fleet.functions, activity });

  const schedules = openSchedules(plan, now(), {
    invoke,
    onFailed: (schedule, input, reason) => {
      flow.add("failure", schedule.name, reason);
      if (schedule.deadLetterArn === undefined) return;
      queues.send(schedule.deadLetterArn, JSON.stringify(input), { source: schedule.arn, reason });
    },
  });
  const authorizer = plan.api.routes.find((route) => route.authorizer !== undefined)?.authorizer;
  const issuer = await openIssuer(storage, authorizer?.issuer ?? `${url}/oidc`, authorizer?.audiences[0] ?? "trygt");
  const signEverybodyIn = () => signIn(issuer, options.people ?? cast, now());
  let people = await signEverybodyIn();
  const timeKeeper = keepTime({
    clock,
    schedules,
    storage,
    activity,
    flow,
    settle: rest,
    onMoved: async () => {
      people = await signEverybodyIn();
    },
  });
  undo.push(() => timeKeeper.stop());

  const deadLetters = openDeadLetters(plan, queues, () => moving.feeds);
  const cloud: Cloud = {
    url,
    plan,
    get people() {
      return people;
    },
    clock: time,
    advance: (move) => timeKeeper.move(typeof move === "string" ? { advance: move } : move),
    settle: rest,
    events: (since) => {
      const at = typeof since === "string" && !/^\d+$/.test(since) ? readInstant(since) : undefined;
      return bus.events(at === undefined ? { sequence: Number(since ?? 0) || 0 } : { at });
    },
    deadLetters: deadLetters.list,
    redrive: deadLetters.redrive,
    letters: letterBox.letters,
    flow,
    invoke: async (functionName, event) =>
      invoke(plan.functions.find((one) => one.name === functionName)?.arn ?? functionName, event),
    engineEndpoint: ground.engine.endpoint,
    awsEndpoint: ground.awsUrl,
    engineDied: ground.engine.died,
    stop: unwind,
  };
  const authorize = jwtAuthorizer(issuer.keys, now);
  const api = httpApi(plan.api, { accountId: plan.account, now, authorize, invoke });
  const documents = options.documents ?? {};
  const control = controlSurface(cloud, { issuer, now, queues, standIns: Object.values(standIns), documents });
  ground.answerRequestsWith(async (request) => {
    const own = await control(request);
    if (own !== undefined) return own;
    const started = performance.now();
    const { reply, routeKey } = await api(request);
    const took = `${Math.round(performance.now() - started)} ms`;
    flow.add("request", routeKey ?? `${request.method} (no route)`, `${reply.status} in ${took}`);
    return reply;
  });
  return cloud;
};
