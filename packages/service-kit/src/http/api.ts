import middy from "@middy/core";
import type { Operation, ServiceContract } from "@trygt/contracts";
import type { Context } from "aws-lambda";
import { inTime } from "../time-limits/in-time.ts";
import { authenticate } from "./checks/authenticate.ts";
import { findRoute } from "./checks/find-route.ts";
import { negotiateContent } from "./checks/negotiate-content.ts";
import { parseBody } from "./checks/parse-body.ts";
import { checkPreconditions } from "./checks/preconditions.ts";
import { validateInput } from "./checks/validate-input.ts";
import { failureResponse, responseMiddleware } from "./response.ts";
import type {
  ApiRuntime,
  HandlerResult,
  Handlers,
  HttpRequest,
  HttpResponse,
  Request,
  RequestContext,
  Route,
} from "./types.ts";

/** The API function of a service: gateway event in, answer out. Each check is a middleware of its own, in the order in which a refusal tells a stranger least. */
export const createApi = <C extends ServiceContract>(contract: C, handlers: Handlers<C>, runtime: ApiRuntime) => {
  const routes = new Map<string, Route>(
    Object.entries(contract.operations).map(([verb, operation]) => [
      operation.route,
      { operation, handler: handlers[verb] as Route["handler"] },
    ]),
  );
  const answer = middy<HttpRequest, HttpResponse>({ timeoutEarlyInMillis: 0 })
    .use(responseMiddleware(runtime))
    .use(findRoute(routes))
    .use(authenticate(runtime))
    .use(negotiateContent())
    .use(parseBody())
    .use(validateInput())
    .use(checkPreconditions(runtime))
    .handler(dispatch as never);
  return async (event: HttpRequest, context: Context): Promise<HttpResponse> => {
    try {
      const answered = await inTime(() => answer(event, context), context);
      // RFC 9110 § 9.3.2: what a GET would say, and nothing of what it would show
      return event.routeKey.startsWith("HEAD ") ? { ...answered, body: "" } : answered;
    } catch (error) {
      return failureResponse(event, error, runtime);
    }
  };
};

// middy hands only event and context to a handler: the last check puts on the event what all of them have found
const dispatch = async ({ checked }: { readonly checked: RequestContext }): Promise<HandlerResult<Operation>> => {
  const { route, actors, input, command } = checked;
  // What is not theirs in one of their roles may be in another; whoever finds nothing has written nothing
  for (const staff of actors) {
    const context = { ...command, actor: staff };
    const result = await route.handler({ ...input, staff, context } as Request<Operation>);
    if (result.kind === "not-found") continue;
    Object.assign(checked, { staff, command: context });
    return result;
  }
  return { kind: "not-found" };
};
