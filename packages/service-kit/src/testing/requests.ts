import { randomUUID } from "node:crypto";
import { agenciesOf, type Operation, type Role, writes } from "@trygt/contracts";
import type { Context } from "aws-lambda";
import type { HttpRequest, HttpResponse } from "../http/types.ts";
import type { Staff } from "../records/actor.ts";

/** What a test says of a request; the rest is what a well-behaved client sends. */
export type Sent = {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** JSON unless it is text already. */
  readonly body?: unknown;
  readonly base64?: boolean;
  /** If-Match. */
  readonly version?: number;
  /** Headers by lower-case name; undefined leaves a usual one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Roles in the token; the one of the member of staff unless said. */
  readonly roles?: readonly string[];
  /** Claims of the token that differ; undefined leaves one out. */
  readonly claims?: Readonly<Record<string, string | undefined>>;
};

/** The NSIS level that staff sign in at. */
export const substantial = "https://data.gov.dk/concept/core/nsis/loa/Substantial";

/** The claims of a member of staff, as the gateway passes them: all of them texts, lists as `[a b]`. With other roles than their own they are of an agency that gives the first of them. */
export const claimsOf = ({ id, agency, role }: Staff, roles: readonly string[] = [role]) => ({
  sub: id,
  agency: roles[0] === role ? agency : (agenciesOf[roles[0] as Role]?.[0] ?? agency),
  roles: `[${roles.join(" ")}]`,
  nsis: substantial,
});

const present = (values: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

const textOf = (body: unknown): string => (typeof body === "string" ? body : JSON.stringify(body));

/** A request as API Gateway hands it over (payload format 2.0), with the claims of a member of staff. */
export const request = (
  operation: Pick<Operation, "route" | "method" | "path"> & Partial<Operation>,
  who: Staff,
  sent: Sent = {},
): HttpRequest => {
  const { params = {}, query, body, version, headers, roles, claims, base64 = false } = sent;
  const rawPath = Object.entries(params).reduce(
    (path, [name, value]) => path.replace(`{${name}}`, value),
    operation.path,
  );
  return {
    version: "2.0",
    routeKey: operation.route,
    rawPath,
    rawQueryString: "",
    headers: present({
      accept: operation.produces ?? "application/json",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(writes(operation as Operation) ? { "idempotency-key": randomUUID() } : {}),
      ...(version === undefined ? {} : { "if-match": `"${version}"` }),
      ...(operation.reason === true ? { "access-reason": "case-work" } : {}),
      ...headers,
    }),
    ...(query === undefined ? {} : { queryStringParameters: { ...query } }),
    ...(Object.keys(params).length === 0 ? {} : { pathParameters: { ...params } }),
    requestContext: {
      accountId: "000000000000",
      apiId: "trygt",
      authorizer: {
        principalId: "",
        integrationLatency: 0,
        jwt: { claims: present({ ...claimsOf(who, roles), ...claims }), scopes: [] },
      },
      domainName: "trygt.example",
      domainPrefix: "trygt",
      http: { method: operation.method, path: rawPath, protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "test" },
      // As the gateway writes them: with a sign that no other identifier has
      requestId: `${randomUUID().slice(0, 11).replace("-", "_")}=`,
      routeKey: operation.route,
      stage: "$default",
      time: "02/Mar/2026:08:00:00 +0000",
      timeEpoch: 0,
    },
    ...(body === undefined ? {} : { body: base64 ? Buffer.from(textOf(body)).toString("base64") : textOf(body) }),
    isBase64Encoded: base64,
  };
};

/** What Lambda tells a function of its invocation, as far as ours ask: so many milliseconds are left. */
export const lambdaContext = (leftMs = 10_000): Context => ({ getRemainingTimeInMillis: () => leftMs }) as Context;

type Issue = { readonly in?: string; readonly reason: string; readonly pointer?: string };

/** An answer with its body read. */
export type Answered = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The slug of a problem. */
  readonly slug: string | undefined;
  /** Every reason of a problem. */
  readonly reasons: readonly string[];
  /** The JSON pointers of a problem. */
  readonly pointers: readonly string[];
  /** Where a problem points, part and pointer: `body/frame`. */
  readonly places: readonly string[];
};

/** Reads an answer of the API function. */
export const answered = ({ statusCode, headers, body: text }: HttpResponse): Answered => {
  const body = headers["content-type"]?.includes("json") === true ? JSON.parse(text) : {};
  const errors: readonly Issue[] = body.errors ?? [];
  return {
    status: statusCode,
    headers,
    text,
    body,
    slug: body.type?.replace("urn:trygt:problem:", ""),
    reasons: errors.map(({ reason }) => reason),
    pointers: errors.flatMap(({ pointer }) => pointer ?? []),
    places: errors.map(({ in: part = "", pointer = "" }) => `${part}${pointer}`),
  };
};
