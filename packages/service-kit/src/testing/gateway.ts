import { randomUUID } from "node:crypto";
import type { Role } from "@trygt/contracts";
import type { Context, APIGatewayProxyEventV2WithJWTAuthorizer as HttpRequest } from "aws-lambda";
import type { bicycleApi } from "./bicycle-service.ts";

/** What a test says of a request; the rest is what a well-behaved client sends. */
export type Sent = {
  readonly bicycleId?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** JSON unless it is text already. */
  readonly body?: unknown;
  readonly base64?: boolean;
  /** Headers by lower-case name; undefined leaves a usual one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly claims?: Readonly<Record<string, string | undefined>>;
  readonly roles?: readonly Role[];
};

/** The claims of a coordinator of a housing organisation, as the gateway passes them: all of them texts, lists as `[a b]`. */
export const claimsOf = (roles: readonly Role[]) => ({
  sub: "50000000-0000-4000-8000-000000000001",
  name: "Signe Testesen",
  agency: "housing",
  roles: `[${roles.join(" ")}]`,
  nsis: "https://data.gov.dk/concept/core/nsis/loa/Substantial",
});

const present = (values: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

const text = (body: unknown): string | undefined =>
  typeof body === "string" || body === undefined ? body : JSON.stringify(body);

/** A request as API Gateway hands it over (payload format 2.0). */
export const request = (route: string, sent: Sent = {}): HttpRequest => {
  const [method = "", path = ""] = route.split(" ");
  const rawPath = path.replace("{bicycleId}", sent.bicycleId ?? "");
  const body = text(sent.body);
  const writes = { "content-type": "application/json", "idempotency-key": randomUUID() };
  return {
    version: "2.0",
    routeKey: route,
    rawPath,
    rawQueryString: "",
    headers: present({ accept: "application/json", ...(method === "POST" ? writes : {}), ...sent.headers }),
    ...(sent.query === undefined ? {} : { queryStringParameters: { ...sent.query } }),
    ...(path.includes("{") ? { pathParameters: { bicycleId: sent.bicycleId ?? "" } } : {}),
    requestContext: {
      accountId: "000000000000",
      apiId: "bicycles",
      authorizer: {
        principalId: "",
        integrationLatency: 0,
        jwt: { claims: present({ ...claimsOf(sent.roles ?? ["housing_coordinator"]), ...sent.claims }), scopes: [] },
      },
      domainName: "bicycles.example",
      domainPrefix: "bicycles",
      http: { method, path: rawPath, protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "test" },
      // What the gateway gives looks like this, with the sign that no other identifier has
      requestId: "JKJaXmPLvHcESHA=",
      routeKey: route,
      stage: "$default",
      time: "02/Mar/2026:08:00:00 +0000",
      timeEpoch: 0,
    },
    ...(body === undefined ? {} : { body: sent.base64 ? Buffer.from(body).toString("base64") : body }),
    isBase64Encoded: sent.base64 ?? false,
  };
};

/** An answer with its body read. */
export type Answered = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly body: {
    readonly type?: string;
    readonly bicycleId?: string;
    readonly errors?: readonly { readonly in?: string; readonly pointer?: string; readonly reason: string }[];
  } & Readonly<Record<string, unknown>>;
};

/** Somebody who calls the invented service. */
export const callerOf = ({ handler }: Pick<ReturnType<typeof bicycleApi>, "handler">, millisecondsLeft = 10_000) => ({
  call: async (route: string, sent: Sent = {}): Promise<Answered> => {
    const context = { getRemainingTimeInMillis: () => millisecondsLeft } as Context;
    const { statusCode, headers, body } = await handler(request(route, sent), context);
    const isJson = headers["content-type"]?.includes("json");
    return { status: statusCode, headers, text: body, body: isJson ? JSON.parse(body) : {} };
  },
});

/** The slug of a problem answer. */
export const slugOf = ({ body }: Answered): string | undefined => body.type?.replace("urn:trygt:problem:", "");

/** Where a problem answer points, `body/frame`. */
export const placesOf = ({ body }: Answered): readonly string[] =>
  (body.errors ?? []).map((fault) => `${fault.in ?? ""}${fault.pointer ?? ""}`);
