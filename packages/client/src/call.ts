import type { AccessReason, Operation, Problem, RefusalOf, Reply, Sent, ServiceContract } from "@trygt/contracts";

/** Contracts by the name under which the client offers them. */
export type Contracts = Readonly<Record<string, ServiceContract>>;

/** A function for each operation of each service. */
export type Client<C extends Contracts> = {
  readonly [Service in keyof C]: {
    readonly [Verb in keyof C[Service]["operations"]]: Call<C[Service]["operations"][Verb]>;
  };
};

/** Sends one operation; throws when the network fails or the reply breaks the contract, never for a refusal. */
export type Call<O extends Operation> = (
  ...given: Record<never, never> extends Request<O> ? [request?: Request<O>] : [request: Request<O>]
) => Promise<Answer<O>>;

/** What a call sends: the parts that the contract names, and no others. */
export type Request<O extends Operation> = Part<"params", Sent<O>["params"]> &
  Part<"query", Sent<O>["query"]> &
  Part<"body", Sent<O>["body"]> &
  Stated<"ifMatch", O["requiresVersionOf"], string> &
  Stated<"reason", O["reason"], AccessReason> & {
    /** A remark to the reason, at most 200 characters; only the access log keeps it. */
    readonly note?: string;
    /** The key of this act; a new one is made unless given. Give it to send an act again after a crash. */
    readonly idempotencyKey?: string;
  };

type Part<Name extends string, Value> = [Exclude<Value, undefined>] extends [never]
  ? { readonly [N in Name]?: never }
  : Record<never, never> extends Exclude<Value, undefined>
    ? { readonly [N in Name]?: Exclude<Value, undefined> }
    : { readonly [N in Name]: Exclude<Value, undefined> };

type Stated<Name extends string, Declared, Value> = undefined extends Declared
  ? { readonly [N in Name]?: Value }
  : { readonly [N in Name]: Value };

/** What a call comes to: the reply, or the problem that stands in its way. */
export type Answer<O extends Operation> = Success<O> | Refused<O>;

/** The reply, parsed by the contract. `etag` is the version to send as `ifMatch`, where the reply has one. */
export type Success<O extends Operation> = {
  readonly status: number;
  readonly body: Reply<O>;
  readonly etag: string | undefined;
  readonly problem?: never;
};

/** The operation was not carried out. */
export type Refused<O extends Operation> = { readonly problem: ProblemDetails<RefusalOf<O> | ShellProblem> };

/** A problem (RFC 9457) as the service told it, in the language of the client. */
export type ProblemDetails<Slug extends Problem = Problem> = {
  readonly slug: Slug;
  readonly status: number;
  readonly title: string;
  /** What to do about it. */
  readonly detail: string;
  /** Names the request to support. */
  readonly instance: string | undefined;
  /** Each reason, and each place in the request that is wrong. */
  readonly errors: readonly Fault[];
};

/** One reason why not; `in` and `pointer` (RFC 6901) where a place in the request is to blame. */
export type Fault = {
  readonly reason: Problem;
  readonly detail: string;
  readonly in?: "body" | "header" | "query" | "path";
  readonly pointer?: string;
};

/** What any operation may be told before its rules are asked. */
export type ShellProblem = Extract<
  Problem,
  | "invalid-request"
  | "invalid-cpr"
  | "unexpected-field"
  | "idempotency-key-missing"
  | "access-reason-missing"
  | "unauthenticated"
  | "assurance-too-low"
  | "role-not-permitted"
  | "not-found"
  | "method-not-allowed"
  | "not-acceptable"
  | "request-in-progress"
  | "version-conflict"
  | "content-too-large"
  | "unsupported-media-type"
  | "idempotency-key-reused"
  | "precondition-required"
  | "internal-error"
  | "try-again"
>;
