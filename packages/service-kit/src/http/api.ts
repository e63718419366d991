import middy from "@middy/core";
import type {
  Input,
  Instant,
  Operation,
  Problem,
  ProblemCatalogue,
  ReplyGiven,
  ServiceContract,
} from "@trygt/contracts";
import type { APIGatewayProxyEventV2WithJWTAuthorizer as HttpRequest } from "aws-lambda";
import type { Revealed, Staff } from "../access-log.ts";
import type { Call, Outcome } from "../call.ts";
import type { Quota, Store } from "../store.ts";
import { answering } from "./answer.ts";
import { acceptance, body, identity, preconditions, route, validation } from "./checks.ts";
import type { HttpAnswer } from "./problem.ts";

/** What a handler gets: the parsed request, who acts, and the call to pass on to a ledger. */
export type Request<O extends Operation> = Input<O> & {
  readonly staff: Staff;
  readonly call: Call;
};

/** What a read shows: the body, the records it is about (for the log), and the version where it is one record. */
export type Shown<O extends Operation> = {
  readonly kind: "shown";
  readonly body: ReplyGiven<O>;
  readonly about: string;
  readonly version?: number;
  /** What it shows because it was asked for in a step of its own. */
  readonly revealed?: Revealed;
  /** The person it shows, where looking up too many different people in a day is refused (G7). */
  readonly quota?: Pick<Quota, "subject" | "most">;
};

/** What a handler answers: what a command came to, what a read shows, or that there is nothing here for the caller. */
export type Answer<O extends Operation> =
  | Outcome
  | Shown<O>
  | { readonly kind: "not-found" }
  | { readonly kind: "refused"; readonly reasons: readonly Problem[] };

/** One handler for each operation of a contract; a missing one does not compile. */
export type Handlers<C extends ServiceContract> = {
  readonly [Verb in keyof C["operations"]]: (
    request: Request<C["operations"][Verb]>,
  ) => Promise<Answer<C["operations"][Verb]>>;
};

/** What the shell itself needs: the log, the time, identifiers. */
export type Shell = {
  readonly store: Pick<Store, "record">;
  readonly now: () => Instant;
  readonly newId: () => string;
  /** The refusals of the service's rules. */
  readonly problems?: ProblemCatalogue;
};

/** An operation with its handler, as the route table holds it. */
export type Route = {
  readonly operation: Operation;
  readonly handler: (request: Request<Operation>) => Promise<Answer<Operation>>;
};

/** What the checks have found out about a request, piece by piece. */
export type Passing = {
  route: Route;
  staff: Staff;
  parsedBody: unknown;
  input: { readonly params: unknown; readonly query: unknown; readonly body: unknown };
  call: Call;
};

/** The API function of a service: gateway event in, answer out. Each check stands in its own middleware, in the order in which they tell the least. */
export const api = <C extends ServiceContract>(contract: C, handlers: Handlers<C>, shell: Shell) => {
  const routes = new Map<string, Route>(
    Object.entries(contract.operations).map(([verb, operation]) => [
      operation.route,
      { operation, handler: handlers[verb] as Route["handler"] },
    ]),
  );
  return middy<HttpRequest, HttpAnswer>()
    .use(answering({ ...shell, problems: contract.problems }))
    .use(route(routes))
    .use(identity(shell))
    .use(acceptance())
    .use(body())
    .use(validation())
    .use(preconditions(shell))
    .handler(dispatch as never);
};

// middy hands the event and context to a handler; what the checks found is put on the event by the last of them
const dispatch = (event: { readonly passing: Passing }) => {
  const { route, staff, input, call } = event.passing;
  return route.handler({ ...input, staff, call } as Request<Operation>);
};
