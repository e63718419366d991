import type { AccessReason, Operation, RefusalOf, Reply, Sent, ServiceContract } from "@trygt/contracts";
import type { ProblemDetails, ShellProblem } from "./problem.ts";

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

/** The reply, parsed by the contract; fields that came after this client are passed on as they are. `etag` is the version to send as `ifMatch`, where the reply has one. */
export type Success<O extends Operation> = {
  readonly status: number;
  readonly body: Reply<O>;
  readonly etag: string | undefined;
  readonly problem?: never;
};

/** The operation was not carried out. */
export type Refused<O extends Operation> = { readonly problem: ProblemDetails<RefusalOf<O> | ShellProblem> };
