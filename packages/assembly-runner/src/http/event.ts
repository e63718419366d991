import type { IncomingHttpHeaders } from "node:http";

/** A request as it came over the wire, with its body whole. */
export type HttpRequest = {
  readonly method: string;
  readonly url: string;
  readonly httpVersion: string;
  readonly headers: IncomingHttpHeaders;
  readonly sourceIp: string;
  readonly body: Buffer;
};

/** What the gateway adds to the request when it calls the function. */
export type GatewayContext = {
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly claims?: Readonly<Record<string, string>>;
  readonly scopes?: readonly string[];
  readonly requestId: string;
  readonly apiId: string;
  readonly accountId: string;
  readonly now: number;
};

const isText = (headers: IncomingHttpHeaders): boolean => {
  if (headers["content-encoding"] !== undefined && headers["content-encoding"] !== "identity") return false;
  const type = headers["content-type"];
  return type === undefined || /^(text\/|application\/(json|javascript|xml|[^;]*\+(json|xml))\s*(;|$))/i.test(type);
};

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The time in Common Log Format, UTC, such as `02/Mar/2026:08:00:00 +0000`. */
const logTime = (now: number): string => {
  const [date = "", time = ""] = new Date(now).toISOString().split("T");
  const [year, month, day] = date.split("-");
  return `${day}/${months[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
};

const joined = (headers: IncomingHttpHeaders): Record<string, string> => {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (name !== "cookie" && value !== undefined) result[name] = Array.isArray(value) ? value.join(",") : value;
  }
  return result;
};

const queryOf = (query: string): Record<string, string> => {
  const result: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query))
    result[name] = name in result ? `${result[name]},${value}` : value;
  return result;
};

/** The request as a function receives it: API Gateway HTTP API payload format 2.0. */
export const proxyEvent = (request: HttpRequest, context: GatewayContext): Readonly<Record<string, unknown>> => {
  const mark = request.url.indexOf("?");
  const rawPath = mark < 0 ? request.url : request.url.slice(0, mark);
  const rawQueryString = mark < 0 ? "" : request.url.slice(mark + 1);
  const query = queryOf(rawQueryString);
  const cookies = request.headers.cookie?.split(/;\s*/).filter((cookie) => cookie !== "");
  const domainName = request.headers.host ?? "localhost";
  const asText = isText(request.headers);
  return {
    version: "2.0",
    routeKey: context.routeKey,
    rawPath,
    rawQueryString,
    ...(cookies === undefined || cookies.length === 0 ? {} : { cookies }),
    headers: joined(request.headers),
    ...(Object.keys(query).length === 0 ? {} : { queryStringParameters: query }),
    requestContext: {
      accountId: context.accountId,
      apiId: context.apiId,
      ...(context.claims === undefined
        ? {}
        : { authorizer: { jwt: { claims: context.claims, scopes: context.scopes ?? null } } }),
      domainName,
      domainPrefix: domainName.split(".")[0],
      http: {
        method: request.method,
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.sourceIp,
        userAgent: request.headers["user-agent"] ?? "",
      },
      requestId: context.requestId,
      routeKey: context.routeKey,
      stage: "$default",
      time: logTime(context.now),
      timeEpoch: context.now,
    },
    ...(Object.keys(context.pathParameters).length === 0 ? {} : { pathParameters: context.pathParameters }),
    ...(request.body.length === 0 ? {} : { body: request.body.toString(asText ? "utf8" : "base64") }),
    isBase64Encoded: request.body.length > 0 && !asText,
  };
};
