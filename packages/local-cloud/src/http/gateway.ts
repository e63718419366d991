import { randomUUID } from "node:crypto";
import type { Api } from "../assembly/plan.ts";
import type { Outcome } from "../functions/worker.ts";
import type { jwtAuthorizer } from "./authorizer.ts";
import { type HttpRequest, proxyEvent } from "./event.ts";
import { routeMatcher } from "./match.ts";
import { functionReply, gatewayReply, type HttpReply } from "./reply.ts";

/** API Gateway's integration timeout for HTTP APIs. */
const integrationLimitMs = 30_000;

/** A reply, and the route key that it came by. */
export type Routed = { readonly reply: HttpReply; readonly routeKey: string | undefined };

const unauthorized = gatewayReply(401, "Unauthorized", { "www-authenticate": "Bearer" });
const forbidden = gatewayReply(403, "Forbidden", { "www-authenticate": 'Bearer error="insufficient_scope"' });

const withinLimit = async (outcome: Promise<Outcome>): Promise<Outcome | "late"> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), integrationLimitMs);
  });
  const first = await Promise.race([outcome, late]);
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
    readonly invoke: (functionArn: string, event: unknown) => Promise<Outcome>;
  },
) => {
  const match = routeMatcher(api.routes);
  return async (request: HttpRequest): Promise<Routed> => {
    const found = match(request.method, request.url.split("?", 1)[0] ?? "/");
    if (found === undefined) return { reply: gatewayReply(404, "Not Found"), routeKey: undefined };
    const { route, parameters } = found;
    const routed = (reply: HttpReply): Routed => ({ reply, routeKey: route.key });
    const verdict =
      route.authorizer === undefined
        ? undefined
        : await options.authorize(route.authorizer, route.scopes, request.headers.authorization);
    if (verdict?.allowed === false) return routed(verdict.status === 401 ? unauthorized : forbidden);
    const requestId = randomUUID();
    const event = proxyEvent(request, {
      routeKey: route.key,
      pathParameters: parameters,
      requestId,
      apiId: api.id,
      accountId: options.accountId,
      now: options.now(),
      ...(verdict === undefined
        ? {}
        : { claims: verdict.claims, ...(route.scopes.length > 0 ? { scopes: verdict.scopes } : {}) }),
    });
    const outcome = await withinLimit(options.invoke(route.functionArn, event));
    if (outcome === "late") return routed(gatewayReply(503, "Service Unavailable"));
    const reply = outcome.ok ? functionReply(outcome.result) : undefined;
    return routed({
      ...(reply ?? gatewayReply(500, "Internal Server Error")),
      headers: { "apigw-requestid": requestId, ...(reply ?? gatewayReply(500, "Internal Server Error")).headers },
    });
  };
};
