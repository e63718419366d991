import { randomUUID } from "node:crypto";
import type { APIGatewayProxyEventV2WithJWTAuthorizer as HttpRequest } from "aws-lambda";
import { concern, officer, type Staff } from "./people.ts";

/** A request to an operation, in few words. */
export type Asked = {
  /** Method and path as the gateway writes a route key. */
  readonly route: string;
  readonly by: Staff;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Drawn anew for every write unless given. */
  readonly key?: string;
};

/** The request as an HTTP API hands it to a function, payload format 2.0, its token verified. */
export const gatewayEvent = ({ route, by, params, query, headers, body, key = randomUUID() }: Asked): HttpRequest => {
  const [method = "GET", template = "/"] = route.split(" ");
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => params?.[name] ?? "");
  return {
    version: "2.0",
    routeKey: route,
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: {
      host: "api.trygt.example",
      accept: "application/json",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(method === "GET" ? {} : { "idempotency-key": key }),
      ...headers,
    },
    ...(params === undefined ? {} : { pathParameters: { ...params } }),
    ...(query === undefined ? {} : { queryStringParameters: { ...query } }),
    requestContext: {
      accountId: "111111111111",
      apiId: "bench",
      authorizer: { principalId: "", integrationLatency: 0, jwt: { claims: { ...by }, scopes: [] } },
      domainName: "api.trygt.example",
      domainPrefix: "api",
      http: { method, path, protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "bench" },
      requestId: randomUUID(),
      routeKey: route,
      stage: "$default",
      time: "01/Mar/2026:08:00:00 +0000",
      timeEpoch: Date.now(),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    isBase64Encoded: false,
  };
};

/** The request that cold and warm starts are measured by: the police register a concern. */
export const registration = (): HttpRequest =>
  gatewayEvent({ route: "POST /visits/concerns", by: officer, body: concern() });
