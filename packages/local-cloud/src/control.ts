import type { ServerResponse } from "node:http";
import {
  asObject,
  asText,
  type ClockMove,
  gatewayResponse,
  type HttpAnswer,
  type HttpRequest,
  type HttpResponse,
  type Intercept,
  isMoveRefusal,
  jsonResponse,
  parseJson,
  readInstant,
  type TimelineEntry,
} from "@trygt/assembly-runner";
import type { Issuer } from "./issuer.ts";
import type { Cloud } from "./options.ts";
import { pageFile, pageFiles } from "./page/files.ts";
import type { StandIn } from "./stand-ins/stand-in.ts";

type Handler = (request: HttpRequest, url: URL) => HttpAnswer | Promise<HttpAnswer>;

const bodyOf = (request: HttpRequest): unknown =>
  request.body.length === 0 ? undefined : parseJson(request.body.toString("utf8"));

/** A problem of the control surface (RFC 9457). */
const problemResponse = (status: number, title: string, detail: string): HttpResponse => ({
  status,
  headers: { "content-type": "application/problem+json" },
  body: JSON.stringify({ type: "about:blank", title, status, detail }),
});

/** Streams the timeline as server-sent events: the last entries, then new ones as they come. */
const timelineStream = (cloud: Cloud): HttpAnswer => ({
  stream: (response: ServerResponse) => {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    const write = (entry: TimelineEntry) => response.write(`data: ${JSON.stringify(entry)}\n\n`);
    for (const entry of cloud.timeline.recent()) write(entry);
    response.write(": caught up\n\n");
    response.on("close", cloud.timeline.follow(write));
  },
});

const token = async (request: HttpRequest, cloud: Cloud, issuer: Issuer, now: () => number): Promise<HttpResponse> => {
  const form = new URLSearchParams(request.body.toString("utf8"));
  const name = form.get("person") ?? asText(asObject(bodyOf(request))?.["person"]);
  const person = cloud.people.find((one) => one.name === name);
  if (person === undefined) {
    return jsonResponse(400, {
      error: "invalid_grant",
      error_description: "Name one of the people of /_local/people as `person`.",
    });
  }
  return jsonResponse(200, {
    access_token: await issuer.tokenFor(person, now()),
    token_type: "Bearer",
    expires_in: 31_622_400,
  });
};

const onlyForward = "The clock only goes forward. Start with --now and a fresh data folder to go back.";

/** What runs, for the page: counts and names, and what waits in each queue. */
export type Overview = ReturnType<typeof overview>;

const overview = (cloud: Cloud) => ({
  url: cloud.url,
  engine: cloud.engineEndpoint,
  aws: cloud.awsEndpoint,
  tables: cloud.plan.tables.map((one) => one.name),
  functions: cloud.plan.functions.map((one) => one.name),
  routes: cloud.plan.api.routes.map((one) => one.key),
  rules: cloud.plan.rules.map((one) => one.name),
  schedules: cloud.plan.schedules.map(({ name, expression }) => ({ name, expression })),
  queues: cloud.queues(),
});

/**
 * The control surface: everything under `/_local`, the issuer, the stand-ins, the documents and the page. Answers `undefined` for a
 * path that belongs to the product. Nothing of this exists in what is deployed.
 */
export const controlSurface = (
  cloud: Cloud,
  options: {
    readonly issuer: Issuer;
    readonly now: () => number;
    readonly standIns: readonly StandIn[];
    readonly documents: Readonly<Record<string, () => unknown>>;
  },
): Intercept => {
  const { issuer, now } = options;
  const move = async (request: HttpRequest): Promise<HttpAnswer> => {
    try {
      return jsonResponse(200, { now: await cloud.advance(bodyOf(request) as ClockMove) });
    } catch (error) {
      const { message } = error as Error;
      if (!isMoveRefusal(error)) return problemResponse(503, "The clock was moved only part of the way", message);
      const isBackward = error.problem === "backward";
      return problemResponse(400, "The clock was not moved", isBackward ? onlyForward : message);
    }
  };
  const rest = async (): Promise<HttpAnswer> => {
    try {
      await cloud.settle();
      return jsonResponse(200, { settled: true, now: cloud.clock() });
    } catch (error) {
      return problemResponse(503, "The cloud did not settle", (error as Error).message);
    }
  };
  const events: Handler = (_, url) => {
    const since = url.searchParams.get("since") ?? undefined;
    // A plus sign in a query means a space; an ISO offset is often sent unescaped.
    const instant = since?.replace(" ", "+");
    if (instant !== undefined && !/^\d+$/.test(instant) && readInstant(instant) === undefined) {
      return problemResponse(
        400,
        "since cannot be read",
        "Send an event's sequence number or an ISO instant with offset.",
      );
    }
    return jsonResponse(200, cloud.events(instant));
  };
  const redrive: Handler = async (request) => {
    const queue = asText(asObject(bodyOf(request))?.["queue"]);
    if (queue !== undefined && !cloud.plan.queues.some((one) => one.name === queue)) {
      return problemResponse(404, "There is no such queue", "Name a queue as GET /_local/dead-letters does.");
    }
    return jsonResponse(200, await cloud.redrive(queue));
  };
  const handlers: Readonly<Record<string, Handler>> = {
    "GET /": () => pageFile("page.html"),
    ...Object.fromEntries(pageFiles.map((name) => [`GET /_local/page/${name}`, () => pageFile(name)])),
    "GET /_local/health": () => jsonResponse(200, { status: "ok", now: cloud.clock() }),
    "GET /_local/overview": () => jsonResponse(200, overview(cloud)),
    "GET /_local/people": () => jsonResponse(200, cloud.people),
    "GET /_local/clock": () => jsonResponse(200, { now: cloud.clock() }),
    "POST /_local/clock": move,
    "GET /_local/events": events,
    "GET /_local/dead-letters": () => jsonResponse(200, cloud.deadLetters()),
    "POST /_local/dead-letters/redrive": redrive,
    "POST /_local/settle": rest,
    "GET /_local/letters": () => jsonResponse(200, cloud.letters()),
    "GET /_local/flow": () => timelineStream(cloud),
    "GET /oidc/.well-known/openid-configuration": () =>
      jsonResponse(200, {
        issuer: issuer.url,
        jwks_uri: `${cloud.url}/oidc/jwks`,
        token_endpoint: `${cloud.url}/oidc/token`,
        id_token_signing_alg_values_supported: ["RS256"],
      }),
    "GET /oidc/jwks": () => jsonResponse(200, issuer.keys),
    "POST /oidc/token": (request) => token(request, cloud, issuer, now),
  };
  return async (request: HttpRequest): Promise<HttpAnswer | undefined> => {
    const url = new URL(request.url, cloud.url);
    const { pathname, searchParams: query } = url;
    const handler = handlers[`${request.method} ${pathname}`];
    if (handler !== undefined) return handler(request, url);
    const document = options.documents[pathname];
    if (document !== undefined && request.method === "GET") return jsonResponse(200, await document());
    const [, area, slug, ...rest] = pathname.split("/");
    if (area === "_stand-ins") {
      const standIn = options.standIns.find((one) => one.slug === slug);
      const body = bodyOf(request);
      if (standIn === undefined) return gatewayResponse(404, "Not Found");
      return standIn.answer({ method: request.method, path: `/${rest.join("/")}`, query, body });
    }
    if (area !== "_local" && area !== "oidc") return undefined;
    const isOtherMethod = Object.keys(handlers).some((key) => key.endsWith(` ${pathname}`));
    return isOtherMethod
      ? problemResponse(405, "Method not allowed", "This part of the control surface takes another method.")
      : problemResponse(
          404,
          "Not found",
          "The control surface has no such path; the README of packages/local-cloud lists them.",
        );
  };
};
