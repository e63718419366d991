import type {
  Input,
  Instant,
  Operation,
  Problem,
  ProblemCatalogue,
  ReplyGiven,
  ServiceContract,
} from "@trygt/contracts";
import type { AccessFlag } from "@trygt/contracts/audit";
import type { APIGatewayProxyEventV2WithJWTAuthorizer } from "aws-lambda";
import type { Count } from "../observability/metrics.ts";
import type { Revealed } from "../records/access-log.ts";
import type { Staff } from "../records/actor.ts";
import type { CommandContext, Outcome } from "../records/command.ts";
import type { Quota, Store } from "../records/store.ts";
import type { ValidationIssue } from "./validation-issue.ts";

/** A request as API Gateway hands it over, its token checked (payload format 2.0). */
export type HttpRequest = APIGatewayProxyEventV2WithJWTAuthorizer;

/** An answer of the HTTP API, payload format 2.0. */
export type HttpResponse = {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: string;
};

/** What a handler gets: the parsed request, who acts, and the context to pass on with a command. */
export type Request<O extends Operation> = Input<O> & {
  readonly staff: Staff;
  readonly context: CommandContext;
};

/** What a read answers: the body, what it is about (for the log), and the version where it is one record. */
export type ReadResult<O extends Operation> = {
  readonly kind: "read";
  readonly body: ReplyGiven<O>;
  readonly about: string;
  readonly version?: number;
  /** What it shows because it was asked for in a step of its own. */
  readonly revealed?: Revealed;
  /** How the reader stands to the person whom it shows; none where they have nothing in common (E8). */
  readonly flags?: readonly AccessFlag[];
  /** The person it shows, where looking up too many different people in a day is refused (G7). */
  readonly quota?: Pick<Quota, "subject" | "limit">;
};

/** What a handler answers: what a command came to, what a read found, or that there is nothing here for the caller. */
export type HandlerResult<O extends Operation> =
  | Outcome
  | ReadResult<O>
  | { readonly kind: "not-found" }
  | {
      readonly kind: "refused";
      readonly reasons: readonly Problem[];
      /** Where in the request a reason lies, when it can be said without the words. */
      readonly issues?: readonly ValidationIssue[];
    };

/** One handler for each operation of a contract; a missing one does not compile. */
export type Handlers<C extends ServiceContract> = {
  readonly [Verb in keyof C["operations"]]: (
    request: Request<C["operations"][Verb]>,
  ) => Promise<HandlerResult<C["operations"][Verb]>>;
};

/** What the API itself needs: the access log, the time, identifiers, and which record a path names. */
export type ApiRuntime = {
  readonly store: Pick<Store, "record">;
  readonly now: () => Instant;
  readonly newId: () => string;
  readonly count: Count;
  /** The kinds of record by the path parameter that names them. */
  readonly kinds: ReadonlyMap<string, string>;
  /** The refusals of the service's rules. */
  readonly problems: ProblemCatalogue;
};

/** An operation with its handler, as the route table holds it. */
export type Route = {
  readonly operation: Operation;
  readonly handler: (request: Request<Operation>) => Promise<HandlerResult<Operation>>;
};

/** What the checks have found out about a request, piece by piece. */
export type RequestContext = {
  route: Route;
  /** Who acts, in the role in which they do. */
  staff: Staff;
  /** The same person in every role that may do this, best first. */
  actors: readonly Staff[];
  parsedBody: unknown;
  input: { readonly params: unknown; readonly query: unknown; readonly body: unknown };
  command: CommandContext;
};

/** A request on its way through the middlewares. */
export type Checked = { readonly event: HttpRequest; readonly internal: Partial<RequestContext> };

/** A middleware before the handler. */
export type Check = { readonly before: (request: Checked) => void | Promise<void> };

/** What an earlier check has found. Throws when it has not run: a bug in the order of the checks. */
export const required = <Key extends keyof RequestContext>(
  internal: Partial<RequestContext>,
  key: Key,
): RequestContext[Key] => {
  const value = internal[key];
  if (value === undefined) throw new Error(`The check that finds out "${key}" has not run`);
  return value;
};
