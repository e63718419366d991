import { randomUUID } from "node:crypto";
import { type Operation, writes } from "@trygt/contracts";
import type { Staff } from "../access-log.ts";

/** What a test says of a request; the rest is what a well-behaved client sends. */
export type Sent = {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** If-Match; the current version of what is changed unless said. */
  readonly version?: number;
  /** Headers by lower-case name; undefined leaves a usual one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
};

/** An answer with its body read. */
export type Answered = {
  readonly status: number;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The slug of a problem. */
  readonly slug: string | undefined;
  /** Every reason of a problem. */
  readonly reasons: readonly string[];
  /** The JSON pointers of a problem. */
  readonly pointers: readonly string[];
};

const present = (values: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

/** A request as API Gateway hands it over (payload format 2.0), with the claims of a member of staff. */
export const request = (operation: Operation, { id, agency, role }: Staff, sent: Sent) => {
  const { params = {}, query, body, version, headers } = sent;
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
      ...(writes(operation) ? { "idempotency-key": randomUUID() } : {}),
      ...(version === undefined ? {} : { "if-match": `"${version}"` }),
      ...(operation.reason === true ? { "access-reason": "case-work" } : {}),
      ...headers,
    }),
    ...(query === undefined ? {} : { queryStringParameters: { ...query } }),
    pathParameters: { ...params },
    requestContext: {
      authorizer: {
        jwt: {
          claims: {
            sub: id,
            agency,
            roles: `[${role}]`,
            nsis: "https://data.gov.dk/concept/core/nsis/loa/Substantial",
          },
          scopes: [],
        },
      },
      requestId: randomUUID(),
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    isBase64Encoded: false,
  };
};

type Fault = { readonly reason: string; readonly pointer?: string };

/** Reads an answer of the API function. */
export const answered = (given: {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}): Answered => {
  const body = given.headers["content-type"]?.includes("json") === true ? JSON.parse(given.body) : {};
  const errors: readonly Fault[] = body.errors ?? [];
  return {
    status: given.statusCode,
    text: given.body,
    body,
    slug: body.type?.replace("urn:trygt:problem:", ""),
    reasons: errors.map(({ reason }) => reason),
    pointers: errors.flatMap(({ pointer }) => pointer ?? []),
  };
};
