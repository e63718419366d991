import { randomUUID } from "node:crypto";
import type { Api } from "../assembly/plan.ts";
import type { InvocationResult } from "../functions/worker.ts";
import type { jwtAuthorizer } from "./authorizer.ts";
import { type HttpRequest, proxyEvent } from "./event.ts";
import { routeMatcher } from "./match.ts";
import { functionResponse, gatewayResponse, type HttpResponse } from "./response.ts";

/** API Gateway's integration timeout for HTTP APIs. */
const integrationTimeoutMs = 30_000;

/** A response, and the key of the route that it came by. */
export type RoutedResponse = { readonly response: HttpResponse; readonly routeKey: string | undefined };

const unauthorized = gatewayResponse(401, "Unauthorized", { "www-authenticate": "Bearer" });
const internalError = gatewayResponse(500, "Internal Server Error");
const forbidden = gatewayResponse(403, "Forbidden", { "www-authenticate": 'Bearer error="insufficient_scope"' });

const withinTimeout = async (result: Promise<InvocationResult>): Promise<InvocationResult | "late"> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), integrationTimeoutMs);
  });
  const first = await Promise.race([result, late]);
  clearTimeout(timer);
  return first;
};

/** Makes the HTTP API: routes, JWT authorizer, payload format 2.0 both ways, and the gateway's own refusals. */
export const httpApi = (
  api: Api,
  options: {
    readonly accountId: string;
    readonly now: () => number;
    readonly authorize: ReturnType<typeof jwtAuthorizer>;
    readonly invoke: (functionArn: string, event: unknown) => Promise<InvocationResult>;
  },
) => {
  const match = routeMatcher(api.routes);
  return async (request: HttpRequest): Promise<RoutedResponse> => {
    const found = match(request.method, request.url.split("?", 1)[0] ?? "/");
    if (found === undefined) return { response: gatewayResponse(404, "Not Found"), routeKey: undefined };
    const { route, parameters } = found;
    const routed = (response: HttpResponse): RoutedResponse => ({ response, routeKey: route.key });
    const authorization =
      route.authorizer === undefined
        ? undefined
        : await options.authorize(route.authorizer, route.scopes, request.headers.authorization);
    if (authorization?.allowed === false) return routed(authorization.status === 401 ? unauthorized : forbidden);
    const requestId = randomUUID();
    const event = proxyEvent(request, {
      routeKey: route.key,
      pathParameters: parameters,
      requestId,
      apiId: api.id,
      accountId: options.accountId,
      now: options.now(),
      ...(authorization === undefined
        ? {}
        : { claims: authorization.claims, ...(route.scopes.length > 0 ? { scopes: authorization.scopes } : {}) }),
    });
    const result = await withinTimeout(options.invoke(route.functionArn, event));
    if (result === "late") return routed(gatewayResponse(503, "Service Unavailable"));
    const response = (result.ok ? functionResponse(result.payload) : undefined) ?? internalError;
    return routed({ ...response, headers: { "apigw-requestid": requestId, ...response.headers } });
  };
};
