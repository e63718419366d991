import { randomUUID } from "node:crypto";
import { type Announcement, type EventMeta, type Instant, instantOf, type Operation, sourceOf } from "@trygt/contracts";
import { type DeskCallerName, type DeskReply, DeskRequest } from "@trygt/contracts/desk";
import * as z from "zod/mini";
import { createClock } from "../functions/clock.ts";
import { wakeOn } from "../functions/clock-function.ts";
import { type Dependencies, type Reads, type ServiceDefinition, subscriptions } from "../functions/definitions.ts";
import { dependenciesOn, kindsByParameter } from "../functions/dependencies.ts";
import { policyFrom } from "../functions/policy.ts";
import { createSubscriber } from "../functions/subscriber.ts";
import { createApi } from "../http/api.ts";
import { recordRef } from "../http/record-ref.ts";
import type { LivePorts, Ports } from "../ports/port.ts";
import type { Staff } from "../records/actor.ts";
import type { Commit, Envelope, Store } from "../records/store.ts";
import { memoryStore } from "./memory-store.ts";
import { type Answered, answered, lambdaContext, request, type Sent } from "./requests.ts";

/** Monday morning, when the stories begin (docs/domain.md § 6). */
export const monday = instantOf("2026-03-02T09:00:00+01:00");

type Tested = ServiceDefinition;
type PortsOf<Definition> = Definition extends { readonly ports: infer P extends Ports } ? LivePorts<P> : unknown;

/** All ports of a service's functions, as the test gives them. */
export type TestPorts<S extends Tested> = PortsOf<S["api"]> &
  PortsOf<NonNullable<S["subscriber"]>> &
  PortsOf<NonNullable<S["desk"]>>;

/** An operation of a service by its verb. */
export type VerbOf<S extends Tested> = keyof S["api"]["contract"]["operations"] & string;

const announced = ({ changes }: Commit): readonly Envelope[] =>
  changes.flatMap(({ history }) => history.flatMap(({ announcements }) => announcements));

/** A whole service on a store, as it is deployed but for its ports: its API, its subscriber, its desk and its clock, with a time that the test moves. */
export const testService = <S extends Tested, Kept extends Store>(
  service: S,
  {
    ports,
    store: kept,
    policy = {},
  }: { readonly ports: TestPorts<S>; readonly store: Kept; readonly policy?: unknown },
) => {
  let now: Instant = monday;
  let delivered = 0;
  const commits: Commit[] = [];
  const metrics: string[] = [];
  const store: Kept = {
    ...kept,
    commit: async (commit: Commit) => {
      const committed = await kept.commit(commit);
      if (committed.outcome === "committed") commits.push(structuredClone(commit));
      return committed;
    },
  };
  const runtime = {
    store,
    policy: policyFrom(service.records.policy, policy),
    now: () => now,
    newId: () => randomUUID() as string,
    count: (name: string) => {
      metrics.push(name);
    },
  };
  const deps = dependenciesOn(service.records, runtime, ports as never) as unknown as Dependencies<
    S["records"],
    Reads,
    S["api"]["ports"]
  >;
  const kinds = kindsByParameter(service.records.types);
  const operations: Readonly<Record<string, Operation>> = service.api.contract.operations;
  const handleRequest = createApi(service.api.contract, service.api.operations(deps as never) as never, {
    ...runtime,
    kinds,
    problems: service.api.contract.problems,
  });
  const subscriber = service.subscriber;
  const subscribed = new Set(
    (subscriber === undefined ? [] : subscriptions(subscriber)).map(({ event }) => event.name),
  );
  const setAside: string[] = [];
  const handleEvents = createSubscriber(subscriber?.reactions ?? [], deps as never, {
    ...runtime,
    deadLetters: "https://sqs.example/dead",
    client: {
      send: async (command: { input: { MessageBody: string } }) => setAside.push(command.input.MessageBody),
    } as never,
  });
  const answerDesk = service.desk?.handle(deps as never);

  const operationOf = (verb: VerbOf<S>): Operation => {
    const operation = operations[verb];
    if (operation === undefined) throw new Error(`There is no operation ${verb}`);
    return operation;
  };
  const call = async (who: Staff, verb: VerbOf<S>, sent: Sent = {}): Promise<Answered> => {
    return answered(await handleRequest(request(operationOf(verb), who, sent), lambdaContext()));
  };
  const versionOf = async (kind: string, id: string) => (await kept.load(kind, id))?.version ?? 0;
  /** The version that stands of what a request changes: the record that its path names. */
  const versionFor = async (verb: VerbOf<S>, { params = {} }: Sent): Promise<Pick<Sent, "version">> => {
    const operation = operationOf(verb);
    if (operation.requiresVersionOf === undefined) return {};
    const [kind = "", id = ""] = recordRef(kinds, operation, params)?.split("#") ?? [];
    return { version: await versionOf(kind, id) };
  };
  /** Hands the service events; answers the identifiers of those that it could not handle. */
  const deliver = async (...events: readonly Delivered[]): Promise<readonly string[]> => {
    const Records = events.map(({ name, meta, data, by = saidBy(name) ?? service.records.service }) => ({
      messageId: meta.eventId,
      body: JSON.stringify({ source: sourceOf(by), "detail-type": name, detail: { meta, data } }),
    }));
    const { batchItemFailures } = await handleEvents({ Records } as never, lambdaContext());
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  };

  return {
    store,
    deps,
    commits,
    /** What the records have counted for operations to watch. */
    metrics,
    /** Messages that no contract fits. */
    setAside,
    handleRequest,
    call,
    /** A change, on the version that stands. */
    change: async (who: Staff, verb: VerbOf<S>, sent: Sent = {}): Promise<Answered> =>
      call(who, verb, { ...(await versionFor(verb, sent)), ...sent }),
    /** A change that a story rests on. Throws when it is refused: then the test is about something else than it says. */
    step: async (who: Staff, verb: VerbOf<S>, sent: Sent = {}): Promise<Answered["body"]> => {
      const { status, text, body } = await call(who, verb, { ...(await versionFor(verb, sent)), ...sent });
      if (status >= 400) throw new Error(`The story stops at ${verb}: ${text}`);
      return body;
    },
    versionFor,
    versionOf,
    deliver,
    /** A service at the desk, by its own door. Throws for a message that is none, as the desk function does. */
    askDesk: async (caller: DeskCallerName, message: DeskRequest["message"]): Promise<DeskReply> => {
      if (answerDesk === undefined) throw new Error("This service has no desk");
      return answerDesk(z.parse(DeskRequest(), { correlationId: randomUUID(), message }), caller);
    },
    /** What has left for the bus so far. */
    bus: () => commits.flatMap(announced),
    /** Hands the service the events of its own that it has not had yet, and those that they lead to. Throws when one cannot be handled. */
    settle: async () => {
      for (;;) {
        const all = commits.flatMap(announced);
        const own = all.slice(delivered).filter(({ name }) => subscribed.has(name));
        delivered = all.length;
        if (own.length === 0) return;
        if ((await deliver(...own)).length > 0) throw new Error("An event could not be handled");
      }
    },
    now: () => now,
    /** Time moves on to a moment; nothing happens by itself. */
    passTo: (time: string) => {
      now = instantOf(time);
    },
    /** Time moves on to a moment, and what falls due falls due. */
    wakeAt: async (time: string) => {
      now = instantOf(time);
      if (service.clock === undefined) throw new Error(`${service.records.service} has no clock`);
      await createClock(wakeOn(service.clock as never, runtime), runtime)(lambdaContext(60_000));
    },
  };
};

/** The same on an empty store in memory, which tests look into. */
export const testServiceInMemory = <S extends Tested>(service: S, ports: TestPorts<S>) =>
  testService(service, { ports, store: memoryStore() });

/** An event as it is delivered: of the service whose name it bears, or where several may say it, of the one under test unless said. */
type Delivered = Envelope & { readonly by?: string };

const saidBy = (name: string): string | undefined => /^(?!partnership\.)([a-z]+)\./.exec(name)?.[1];

/** An event of another service, as it comes over the bus. */
export const eventFrom = ({ name, data }: Announcement, more: Partial<EventMeta> = {}): Envelope => ({
  name,
  data,
  meta: {
    eventId: randomUUID(),
    recordedAt: monday,
    effectiveAt: monday,
    correlationId: "request-1",
    ownerAuthority: "police",
    version: 1,
    ...more,
  },
});
