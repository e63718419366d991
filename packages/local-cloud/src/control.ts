import type { ServerResponse } from "node:http";
import { type Move, readInstant } from "./clock.ts";
import type { FlowEntry } from "./flow.ts";
import type { HttpRequest } from "./http/event.ts";
import { gatewayReply, type HttpReply, jsonReply, problemReply } from "./http/reply.ts";
import type { Answer } from "./http/server.ts";
import type { Issuer } from "./issuer.ts";
import { asObject, asText, parseJson } from "./json.ts";
import type { Cloud } from "./options.ts";
import { pageFile } from "./page/files.ts";
import type { Queues } from "./queues/queues.ts";
import type { StandIn } from "./stand-ins/stand-in.ts";

type Handler = (request: HttpRequest, url: URL) => Answer | Promise<Answer>;

const bodyOf = (request: HttpRequest): unknown =>
  request.body.length === 0 ? undefined : parseJson(request.body.toString("utf8"));

/** Streams the flow as server-sent events: what there is, then what comes. */
const flowStream = (cloud: Cloud): Answer => ({
  stream: (response: ServerResponse) => {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    const write = (entry: FlowEntry) => response.write(`data: ${JSON.stringify(entry)}\n\n`);
    for (const entry of cloud.flow.recent()) write(entry);
    response.write(": caught up\n\n");
    response.on("close", cloud.flow.follow(write));
  },
});

const token = async (request: HttpRequest, cloud: Cloud, issuer: Issuer, now: () => number): Promise<HttpReply> => {
  const form = new URLSearchParams(request.body.toString("utf8"));
  const name = form.get("person") ?? asText(asObject(bodyOf(request))?.["person"]);
  const person = cloud.people.find((one) => one.name === name);
  if (person === undefined) {
    return jsonReply(400, {
      error: "invalid_grant",
      error_description: "Name one of the people of /_local/people as `person`.",
    });
  }
  return jsonReply(200, {
    access_token: await issuer.tokenFor(person, now()),
    token_type: "Bearer",
    expires_in: 31_622_400,
  });
};

/** What runs, for the page: counts and names, and what waits in each queue. */
export type Overview = ReturnType<typeof overview>;

const overview = (cloud: Cloud, queues: Queues) => ({
  url: cloud.url,
  engine: cloud.engineEndpoint,
  tables: cloud.plan.tables.map((one) => one.name),
  functions: cloud.plan.functions.map((one) => one.name),
  routes: cloud.plan.api.routes.map((one) => one.key),
  rules: cloud.plan.rules.map((one) => one.name),
  schedules: cloud.plan.schedules.map(({ name, expression }) => ({ name, expression })),
  queues: cloud.plan.queues.map((queue) => ({
    name: queue.name,
    isDeadLetters: cloud.plan.deadLetterArns.has(queue.arn),
    ...queues.count(queue.arn),
  })),
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
    readonly queues: Queues;
    readonly standIns: readonly StandIn[];
    readonly documents: Readonly<Record<string, () => unknown>>;
  },
) => {
  const { issuer, now } = options;
  const move = async (request: HttpRequest): Promise<Answer> => {
    try {
      return jsonReply(200, { now: await cloud.advance(bodyOf(request) as Move) });
    } catch (error) {
      const { name, message } = error as Error;
      if (name === "MoveRefused") return problemReply(400, "The clock was not moved", message);
      return problemReply(503, "The clock was moved only part of the way", message);
    }
  };
  const rest = async (): Promise<Answer> => {
    try {
      await cloud.settle();
      return jsonReply(200, { settled: true, now: cloud.clock() });
    } catch (error) {
      return problemReply(503, "The cloud did not settle", (error as Error).message);
    }
  };
  const events: Handler = (_, url) => {
    const since = url.searchParams.get("since") ?? undefined;
    // A plus sign in a query means a space; an ISO offset is often sent unescaped.
    const instant = since?.replace(" ", "+");
    if (instant !== undefined && !/^\d+$/.test(instant) && readInstant(instant) === undefined) {
      return problemReply(
        400,
        "since cannot be read",
        "Send an event's sequence number or an ISO instant with offset.",
      );
    }
    return jsonReply(200, cloud.events(instant));
  };
  const redrive: Handler = async (request) => {
    const queue = asText(asObject(bodyOf(request))?.["queue"]);
    if (queue !== undefined && !cloud.plan.queues.some((one) => one.name === queue)) {
      return problemReply(404, "There is no such queue", "Name a queue as GET /_local/dead-letters does.");
    }
    return jsonReply(200, await cloud.redrive(queue));
  };
  const handlers: Readonly<Record<string, Handler>> = {
    "GET /": () => pageFile("page.html"),
    "GET /_local/page.css": () => pageFile("page.css"),
    "GET /_local/page.js": () => pageFile("page.js"),
    "GET /_local/health": () => jsonReply(200, { status: "ok", now: cloud.clock() }),
    "GET /_local/overview": () => jsonReply(200, overview(cloud, options.queues)),
    "GET /_local/people": () => jsonReply(200, cloud.people),
    "GET /_local/clock": () => jsonReply(200, { now: cloud.clock() }),
    "POST /_local/clock": move,
    "GET /_local/events": events,
    "GET /_local/dead-letters": () => jsonReply(200, cloud.deadLetters()),
    "POST /_local/dead-letters/redrive": redrive,
    "POST /_local/settle": rest,
    "GET /_local/letters": () => jsonReply(200, cloud.letters()),
    "GET /_local/flow": () => flowStream(cloud),
    "GET /oidc/.well-known/openid-configuration": () =>
      jsonReply(200, {
        issuer: issuer.url,
        jwks_uri: `${cloud.url}/oidc/jwks`,
        token_endpoint: `${cloud.url}/oidc/token`,
        id_token_signing_alg_values_supported: ["RS256"],
      }),
    "GET /oidc/jwks": () => jsonReply(200, issuer.keys),
    "POST /oidc/token": (request) => token(request, cloud, issuer, now),
  };
  return async (request: HttpRequest): Promise<Answer | undefined> => {
    const { pathname } = new URL(request.url, cloud.url);
    const handler = handlers[`${request.method} ${pathname}`];
    if (handler !== undefined) return handler(request, new URL(request.url, cloud.url));
    const document = options.documents[pathname];
    if (document !== undefined && request.method === "GET") return jsonReply(200, await document());
    const [, area, slug, ...rest] = pathname.split("/");
    if (area === "_stand-ins") {
      const standIn = options.standIns.find((one) => one.slug === slug);
      const body = bodyOf(request);
      if (standIn === undefined) return gatewayReply(404, "Not Found");
      return standIn.answer({ method: request.method, path: `/${rest.join("/")}`, body });
    }
    if (area !== "_local" && area !== "oidc") return undefined;
    const isOtherMethod = Object.keys(handlers).some((key) => key.endsWith(` ${pathname}`));
    return isOtherMethod
      ? problemReply(405, "Method not allowed", "This part of the control surface takes another method.")
      : problemReply(
          404,
          "Not found",
          "The control surface has no such path; the README of packages/local-cloud lists them.",
        );
  };
};
