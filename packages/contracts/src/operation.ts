import type * as z from "zod/mini";
import { once } from "./once.ts";
import type { Problem } from "./problems/slug.ts";
import type { Role } from "./values/role.ts";

type Schema = z.core.$ZodType;
type Method = "GET" | "POST";

/** One HTTP operation: everything that an agency, a gateway and a handler must agree on. */
export type Operation<
  Params extends Schema = Schema,
  Query extends Schema = Schema,
  Body extends Schema = Schema,
  Reply extends Schema = Schema,
> = Said & {
  /** Service and verb, `visits.screenConcern`. */
  readonly name: string;
  readonly method: Method;
  /** Path with placeholders, `/visits/concerns/{concernId}/screening`. */
  readonly path: string;
  readonly params?: Params | undefined;
  readonly query?: Query | undefined;
  readonly body?: Body | undefined;
  readonly reply: Reply;
};

/** An operation as it is written down: its schemas are built when they are first asked for (ADR 35). */
type Declared<Params extends Schema, Query extends Schema, Body extends Schema, Reply extends Schema> = Said & {
  readonly params?: () => Params;
  readonly query?: () => Query;
  readonly body?: () => Body;
  readonly reply: () => Reply;
};

/** What an operation says beside its schemas. */
type Said = {
  /** Method and path as API Gateway writes a route key. */
  readonly route: `${Method} /${string}`;
  readonly summary: string;
  /** A few sentences for whoever reads the reference: who does this when, and what happens next. */
  readonly description?: string;
  /** The roles that may call it; everybody else is told `not-found` (domain.md § 5.6). */
  readonly roles: readonly Role[];
  /** The kind of thing it changes: If-Match is then required, and the reply carries the new ETag. */
  readonly requiresVersionOf?: string;
  /** Whether the caller must state an Access-Reason, which the log keeps (E1, G12). */
  readonly reason?: true;
  /** Whether a wrong role is told `role-not-permitted` instead of `not-found`: only where existence is public. */
  readonly public?: true;
  /** What the body of the answer is; JSON unless said. */
  readonly produces?: "text/calendar" | "text/html";
  /** 201 where something comes to be, 202 where a duty is taken on, 200 otherwise. */
  readonly status?: 200 | 201 | 202;
  /** Where what came to be is found, with placeholders named as in the reply: `/visits/concerns/{concernId}`. Answered as `Location` with a 201 (RFC 9110 § 10.2.2). */
  readonly location?: `/${string}`;
  /** The refusals that its rules can answer; its service's `problems`, or the standing ones, give each its status. */
  readonly problems: readonly Problem[];
};

/** Declares an operation; see {@link Operation}. Its schemas are built at first use, since a function answers few of its operations before it ends. */
export const operation = <
  Params extends Schema = Nothing,
  Query extends Schema = Nothing,
  Body extends Schema = Nothing,
  const Reply extends Schema = Schema,
  const Kept extends Pick<Declared<Params, Query, Body, Reply>, "problems" | "requiresVersionOf" | "reason"> = {
    problems: [];
  },
>(
  name: string,
  declared: Declared<Params, Query, Body, Reply> & Kept,
): Operation<Params, Query, Body, Reply> & Pick<Kept, "problems" | (keyof Kept & ("requiresVersionOf" | "reason"))> => {
  const [method, path] = declared.route.split(" ") as [Method, string];
  const params = once(() => declared.params?.());
  const query = once(() => declared.query?.());
  const body = once(() => declared.body?.());
  const reply = once(declared.reply);
  return {
    ...declared,
    name,
    method,
    path,
    get params() {
      return params();
    },
    get query() {
      return query();
    },
    get body() {
      return body();
    },
    get reply() {
      return reply();
    },
  };
};

type Nothing = z.core.$ZodType<undefined, undefined>;

/** What a handler gets: parsed path, query and body. */
export type Input<O extends Operation> = {
  readonly params: Parsed<O["params"]>;
  readonly query: Parsed<O["query"]>;
  readonly body: Parsed<O["body"]>;
};

/** What a caller sends. */
export type Sent<O extends Operation> = {
  readonly params: Unparsed<O["params"]>;
  readonly query: Unparsed<O["query"]>;
  readonly body: Unparsed<O["body"]>;
};

/** What the operation answers. */
export type Reply<O extends Operation> = z.core.output<O["reply"]>;

/** What a handler gives for the reply: the same before the contract has parsed it. */
export type ReplyGiven<O extends Operation> = z.core.input<O["reply"]>;

/** The slugs that the operation's rules may answer. */
export type RefusalOf<O extends Operation> = O["problems"][number];

// Distributes over `S | undefined`, so that a part which may be left out of the declaration is what it was declared to be
type Parsed<S> = S extends Schema ? z.core.output<S> : never;
type Unparsed<S> = S extends Schema ? z.core.input<S> : never;

/** Whether the operation writes: everything but a GET does, and needs an Idempotency-Key. */
export const writes = (operation: Operation): boolean => operation.method !== "GET";
