import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { operation, service, text } from "@trygt/contracts";
import { catalogue } from "@trygt/contracts/catalogue";
import { afterEach, describe, expect, test } from "vitest";
import { createClient, partnership } from "./index.ts";

const concernId = "0b6a3c1e-6f0d-4c8e-9a51-3d5b7f9e2c11";
const caseId = "7d1f0a44-2b3c-4d5e-8f60-a1b2c3d4e5f6";
const caseBody = { concernId, status: "accepted", caseId };

type Seen = {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
};
type Reaction = (response: ServerResponse) => void;

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A service on this machine that reacts to each request in turn, the last reaction for all that follow. */
const listen = async (...reactions: readonly Reaction[]) => {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    seen.push({
      method: request.method,
      url: request.url,
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    });
    reactions[Math.min(seen.length, reactions.length) - 1]?.(response);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
};

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Reaction =>
  (response) =>
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));

const problem = (slug: string, status: number, more: object = {}): Reaction =>
  json(
    status,
    { type: `urn:trygt:problem:${slug}`, title: "Nej", status, detail: "Gør noget andet", ...more },
    { "content-type": "application/problem+json", "retry-after": "0" },
  );

const hangUp: Reaction = (response) => response.destroy();

const screening = {
  params: { concernId },
  body: { outcome: "accepted", kle: "27.24", youthCrimeBoard: "none" },
  ifMatch: '"1"',
} as const;

describe("a call", () => {
  test("is sent as the contract says, with token, version, reason and note", async () => {
    const { baseUrl, seen } = await listen(json(200, caseBody, { etag: '"2"' }));
    const client = createClient({ baseUrl: `${baseUrl}/`, token: "abc", language: "da" });
    const answer = await client.visits.screenConcern({ ...screening, reason: "screening", note: "møde på Blågård" });
    expect(answer).toEqual({ status: 200, body: caseBody, etag: '"2"' });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ method: "POST", url: `/visits/concerns/${concernId}/screening` });
    expect(JSON.parse(seen[0]?.body ?? "")).toEqual(screening.body);
    expect(seen[0]?.headers).toMatchObject({
      authorization: "Bearer abc",
      "content-type": "application/json",
      "if-match": '"1"',
      "access-reason": "screening",
      "access-note": "m%C3%B8de%20p%C3%A5%20Bl%C3%A5g%C3%A5rd",
      "accept-language": "da",
    });
    expect(seen[0]?.headers["idempotency-key"]).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("that reads sends its query, and neither body nor Idempotency-Key", async () => {
    const { baseUrl, seen } = await listen(json(200, { items: [] }));
    const answer = await createClient({ baseUrl, token: "abc" }).visits.listConcerns({
      query: { status: "received", limit: "10" },
    });
    expect(answer).toEqual({ status: 200, body: { items: [] }, etag: undefined });
    expect(seen[0]).toMatchObject({ method: "GET", url: "/visits/concerns?status=received&limit=10", body: "" });
    expect(seen[0]?.headers).not.toHaveProperty("idempotency-key");
    expect(seen[0]?.headers).not.toHaveProperty("content-type");
  });

  test("bears the caller's own Idempotency-Key, so that an act can be sent again after a crash", async () => {
    const { baseUrl, seen } = await listen(json(200, caseBody));
    await createClient({ baseUrl, token: "abc" }).visits.screenConcern({ ...screening, idempotencyKey: "act-00001" });
    expect(seen[0]?.headers["idempotency-key"]).toBe("act-00001");
  });

  test("each act has a key of its own", async () => {
    const { baseUrl, seen } = await listen(json(200, caseBody));
    const client = createClient({ baseUrl, token: "abc" });
    await client.visits.screenConcern(screening);
    await client.visits.screenConcern(screening);
    expect(seen[0]?.headers["idempotency-key"]).not.toBe(seen[1]?.headers["idempotency-key"]);
  });

  test("whose path would lead elsewhere is not sent", async () => {
    const { baseUrl, seen } = await listen(json(200, caseBody));
    const { visits } = createClient({ baseUrl, token: "abc" });
    await expect(visits.screenConcern({ ...screening, params: { concernId: ".." } })).rejects.toThrow(TypeError);
    expect(seen).toHaveLength(0);
  });
});

describe("a refusal", () => {
  test("is a value, with its slug and every reason", async () => {
    const errors = [{ reason: "subject-is-adult", detail: "18" }];
    const { baseUrl, seen } = await listen(
      problem("subject-is-adult", 422, { instance: "urn:trygt:request:1", errors }),
    );
    const answer = await createClient({ baseUrl, token: "abc" }).visits.screenConcern(screening);
    expect(answer).toEqual({
      problem: {
        slug: "subject-is-adult",
        status: 422,
        title: "Nej",
        detail: "Gør noget andet",
        instance: "urn:trygt:request:1",
        errors,
      },
    });
    expect(seen).toHaveLength(1);
  });

  test.each([
    [401, "unauthenticated"],
    [413, "content-too-large"],
    [504, "try-again"],
  ])("of the gateway, %i in its own form, is %s", async (status, slug) => {
    const { baseUrl } = await listen(json(status, { message: "Unauthorized" }, { "retry-after": "0" }));
    const answer = await createClient({ baseUrl, token: "abc" }).visits.screenConcern(screening);
    expect(answer.problem).toMatchObject({ slug, status });
    expect(answer.problem?.title).not.toBe("");
  });

  test("in no known form is thrown", async () => {
    const { baseUrl } = await listen(json(418, "teapot"));
    await expect(createClient({ baseUrl, token: "abc" }).visits.screenConcern(screening)).rejects.toThrow("418");
  });

  test("that is no slug of ours is not taken for one", async () => {
    const { baseUrl } = await listen(problem("constructor", 418));
    await expect(createClient({ baseUrl, token: "abc" }).visits.screenConcern(screening)).rejects.toThrow("418");
  });
});

describe("what passes is tried again", () => {
  test.each([
    ["a service that cannot answer just now", problem("try-again", 503)],
    ["a connection that breaks", hangUp],
    ["the same act still being carried out", problem("request-in-progress", 409)],
  ])("%s: the second attempt bears the same key", async (_, reaction) => {
    const { baseUrl, seen } = await listen(reaction, json(200, caseBody));
    const answer = await createClient({ baseUrl, token: "abc" }).visits.screenConcern(screening);
    expect(answer).toMatchObject({ status: 200 });
    expect(seen).toHaveLength(2);
    expect(seen[1]?.headers["idempotency-key"]).toBe(seen[0]?.headers["idempotency-key"]);
  });

  test("each attempt asks for a fresh token", async () => {
    const { baseUrl, seen } = await listen(problem("try-again", 503), json(200, caseBody));
    const tokens = ["first", "second"];
    await createClient({ baseUrl, token: async () => tokens.shift() ?? "" }).visits.screenConcern(screening);
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(["Bearer first", "Bearer second"]);
  });

  test("but not for ever: the last problem is the answer", async () => {
    const { baseUrl, seen } = await listen(problem("try-again", 503));
    const answer = await createClient({ baseUrl, token: "abc", attempts: 2 }).visits.screenConcern(screening);
    expect(answer.problem?.slug).toBe("try-again");
    expect(seen).toHaveLength(2);
  });

  test("and a network that fails every time is thrown", async () => {
    const { baseUrl, seen } = await listen(hangUp);
    const { visits } = createClient({ baseUrl, token: "abc", attempts: 2 });
    await expect(visits.screenConcern(screening)).rejects.toThrow();
    expect(seen).toHaveLength(2);
  });

  test("a service that does not answer in time counts as a failed network", async () => {
    const { baseUrl, seen } = await listen(() => undefined, json(200, caseBody));
    const answer = await createClient({ baseUrl, token: "abc", timeout: 100 }).visits.screenConcern(screening);
    expect(answer).toMatchObject({ status: 200 });
    expect(seen).toHaveLength(2);
  });
});

describe("a reply", () => {
  test("that breaks the contract is thrown, without what it said", async () => {
    const { baseUrl } = await listen(json(200, { ...caseBody, status: "Malik Testesen" }));
    const call = createClient({ baseUrl, token: "abc" }).visits.screenConcern(screening);
    await expect(call).rejects.toThrow("/status");
    await expect(call).rejects.not.toThrow("Malik");
  });

  test("in another form than JSON is text", async () => {
    const calendars = service({
      name: "calendars",
      purpose: "Dates",
      operations: {
        read: operation("calendars.read", {
          route: "GET /calendars",
          summary: "Dates",
          roles: ["resident"],
          produces: "text/calendar",
          reply: text(1, 100),
          problems: [],
        }),
      },
      events: {},
    });
    const { baseUrl, seen } = await listen((response) => response.end("BEGIN:VCALENDAR"));
    const answer = await createClient({ baseUrl, token: "abc", contracts: { calendars } }).calendars.read();
    expect(answer).toMatchObject({ body: "BEGIN:VCALENDAR" });
    expect(seen[0]?.headers.accept).toContain("text/calendar");
  });
});

test("the client speaks to every service of the catalogue", () => {
  expect(Object.values(partnership)).toEqual(catalogue);
  for (const [name, contract] of Object.entries(partnership)) expect(contract.name).toBe(name);
});
