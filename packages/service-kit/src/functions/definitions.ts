import type { EventContract, ServiceContract } from "@trygt/contracts";
import type { DeskCallerName, DeskReply, DeskRequest } from "@trygt/contracts/desk";
import type { Handlers } from "../http/types.ts";
import type { LivePorts, Ports } from "../ports/port.ts";
import type { AccessRecorder } from "../records/access-recorder.ts";
import type { CommandOptions } from "../records/command.ts";
import type { RecordType } from "../records/record-type.ts";
import type { Repository } from "../records/repository.ts";
import type { Store } from "../records/store.ts";
import type { Reaction, Wanted } from "./reaction.ts";
import type { AnyRecords, RecordsDefinition, RecordTypes } from "./records-definition.ts";
import type { Runtime } from "./runtime.ts";

export * from "./records-definition.ts";

/** What a function reads beside single records: lists of them, personal data, counters. It can do, and is granted, no more than it says. */
export type Reads = "worklists" | "vault" | "counters";

/** A repository for each record type; it lists only where the function reads worklists. */
export type Repositories<Types extends RecordTypes, R extends Reads = Reads> = {
  readonly [Name in keyof Types]: Types[Name] extends RecordType<
    infer State,
    infer Command,
    infer _Event,
    infer _Refusal,
    infer _Policy
  >
    ? "worklists" extends R
      ? Repository<State, Command>
      : Omit<Repository<State, Command>, "list">
    : never;
};

// A worklist on which records of several types stand is listed here; one of a single type by its repository
type Readers<R extends Reads> = ("worklists" extends R ? Pick<Store, "list"> : unknown) &
  ("vault" extends R ? Pick<Store, "vault"> : unknown) &
  ("counters" extends R ? Pick<Store, "counters"> : unknown);

/** What the use cases of a function stand on: policy, time and identifiers, its repositories, what it reads, and its ports. Never the store itself: it would let a function read more than it says. */
export type Dependencies<
  Records extends AnyRecords,
  R extends Reads = Reads,
  P extends Ports = Record<never, never>,
> = Omit<Runtime<PolicyOf<Records>>, "store" | "count"> &
  AccessRecorder &
  Repositories<Records["types"], R> &
  Readers<R> &
  LivePorts<P>;

type PolicyOf<Records> = Records extends RecordsDefinition<infer Policy, infer _Types> ? Policy : never;

/** The HTTP API of a service. */
export type ApiDefinition<
  C extends ServiceContract = ServiceContract,
  Records extends AnyRecords = AnyRecords,
  P extends Ports = Ports,
  R extends Reads = Reads,
> = {
  readonly contract: C;
  readonly records: Records;
  readonly ports: P;
  readonly reads: readonly R[];
  readonly operations: (deps: Dependencies<Records, R, P>) => Handlers<C>;
};

/** What a service does when others announce something. */
export type SubscriberDefinition<
  Records extends AnyRecords = AnyRecords,
  P extends Ports = Ports,
  R extends Reads = Reads,
> = {
  readonly records: Records;
  readonly ports: P;
  readonly reads: readonly R[];
  readonly reactions: readonly Reaction<Dependencies<Records, R, P>>[];
};

/** What a service does as time passes: by default every record that falls due is sent `time-passed`. */
export type ClockDefinition<Records extends AnyRecords = AnyRecords, R extends Reads = Reads> = {
  readonly records: Records;
  readonly reads: readonly R[];
  /** What else that command writes or asks, for the record types where there is more to it. */
  readonly options?: (deps: Dependencies<Records, R>) => TimePassedOptions<Records["types"]>;
};

/** Options of `time-passed` by the name of the record type. */
export type TimePassedOptions<Types extends RecordTypes> = {
  readonly [Name in keyof Types]?: Types[Name] extends RecordType<
    infer State,
    infer _Command,
    infer _Event,
    infer _Refusal,
    infer _Policy
  >
    ? (id: string) => CommandOptions<State>
    : never;
};

/** The disclosure desk, in the one service that has it: a private function that other services call with their own identity. */
export type DeskDefinition<
  Records extends AnyRecords = AnyRecords,
  P extends Ports = Ports,
  R extends Reads = Reads,
> = {
  readonly records: Records;
  readonly ports: P;
  readonly reads: readonly R[];
  readonly handle: (
    deps: Dependencies<Records, R, P>,
  ) => (request: DeskRequest, caller: DeskCallerName) => Promise<DeskReply>;
};

/** A metric of the service's own that must not count anything unseen: who is hurt when it does, and where it says what to do. */
export type Watch = { readonly metric: string; readonly impact: string; readonly runbook: string };

/** What rings in every service, beside its own watches. */
export const standingWatches: readonly Watch[] = [
  {
    metric: "Failed",
    impact: "Somebody who was told that something is wrong on our side: the same request will fail again.",
    runbook: "infra/README.md#watches",
  },
  {
    metric: "ForeignEvent",
    impact:
      "Everybody who would have believed it: the service announced what its contract does not say, and it was set aside.",
    runbook: "infra/README.md#watches",
  },
  {
    metric: "AccessLogChanged",
    impact: "Everybody whom the access log protects: an entry was written over, or taken away before its date.",
    runbook: "infra/README.md#watches",
  },
];

/** All that infrastructure and tests take of a service: what its `service.ts` exports. */
export type ServiceDefinition = {
  readonly records: AnyRecords;
  readonly api: Of<ApiDefinition, "operations"> & { readonly operations: (deps: never) => object };
  readonly clock?: Of<ClockDefinition, "options"> & { readonly options?: (deps: never) => object };
  readonly subscriber?: Of<SubscriberDefinition, "reactions"> & { readonly reactions: readonly Reaction<never>[] };
  readonly desk?: Of<DeskDefinition, "handle"> & {
    readonly handle: (deps: never) => (request: DeskRequest, caller: DeskCallerName) => Promise<DeskReply>;
  };
  readonly watches?: readonly Watch[];
  /** Whether it has the function that reads the access logs of all services: the only one that may. */
  readonly readsAccessLogs?: true;
};

// What takes dependencies is said anew, for dependencies of any kind
type Of<Definition, Handled extends keyof Definition> = Omit<Definition, Handled>;

/** What a subscriber hears of: each event once, and of it those with the values that its reaction wants. */
export const subscriptions = ({ reactions }: Subscribed): readonly Subscription[] => [
  ...new Map(reactions.map(({ event, wanted }) => [event, { event, wanted }])).values(),
];

type Subscribed = { readonly reactions: readonly Subscription[] };
/** An event that somebody hears of, and with which values. */
export type Subscription = { readonly event: EventContract; readonly wanted: Wanted };

// A bundle takes one definition of a service.ts and drops the others: there, each call says that it has no effect (/* @__PURE__ */), or nothing could be dropped

/** Declares what a service keeps. */
export const defineRecords = <Policy, const Types extends RecordTypes>(
  definition: RecordsDefinition<Policy, Types>,
): RecordsDefinition<Policy, Types> => definition;

/** Declares the HTTP API of a service: every operation of its contract with a handler. */
export const defineApi = <
  C extends ServiceContract,
  Records extends AnyRecords,
  const P extends Ports,
  const R extends Reads,
>(
  definition: ApiDefinition<C, Records, P, R>,
): ApiDefinition<C, Records, P, R> => definition;

/** Declares what a service does when others announce something. */
export const defineSubscriber = <Records extends AnyRecords, const P extends Ports, const R extends Reads>(
  definition: SubscriberDefinition<Records, P, R>,
): SubscriberDefinition<Records, P, R> => definition;

/** Declares what a service does as time passes. */
export const defineClock = <Records extends AnyRecords, const R extends Reads>(
  definition: ClockDefinition<Records, R>,
): ClockDefinition<Records, R> => definition;

/** Declares the disclosure desk. */
export const defineDesk = <Records extends AnyRecords, const P extends Ports, const R extends Reads>(
  definition: DeskDefinition<Records, P, R>,
): DeskDefinition<Records, P, R> => definition;
