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

  test("of the gateway is told in the language of the client, under the name that the gateway gave the request", async () => {
    const { baseUrl } = await listen(json(401, { message: "Unauthorized" }, { "apigw-requestid": "KdJf3hX2AMEEMCw=" }));
    const client = createClient({ baseUrl, token: "abc", language: "da" });
    expect((await client.visits.screenConcern(screening)).problem).toMatchObject({
      title: "Du er ikke logget ind",
      instance: "urn:trygt:request:KdJf3hX2AMEEMCw=",
      errors: [],
    });
  });

  test("that is later than the client is passed on as given, with its reasons", async () => {
    const errors = [{ reason: "moon-too-full", detail: "Full" }];
    const { baseUrl } = await listen(problem("moon-too-full", 422, { errors }));
    const answer = await createClient({ baseUrl, token: "abc" }).visits.screenConcern(screening);
    expect(answer.problem).toMatchObject({ slug: "moon-too-full", status: 422, title: "Nej", errors });
  });

  test("without words is told by its slug, also where the slug is a word of the language", async () => {
    const { baseUrl } = await listen(json(422, { type: "urn:trygt:problem:constructor" }));
    const answer = await createClient({ baseUrl, token: "abc" }).visits.screenConcern(screening);
    expect(answer.problem).toMatchObject({ slug: "constructor", title: "constructor", detail: "" });
  });

  test("in no known form is thrown, without what it said", async () => {
    const { baseUrl } = await listen(json(418, "Malik Testesen", { "apigw-requestid": "abc-1" }));
    const call = createClient({ baseUrl, token: "abc" }).visits.screenConcern(screening);
    await expect(call).rejects.toThrow("visits.screenConcern (status 418, request abc-1)");
    await expect(call).rejects.not.toThrow("Malik");
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
  test("that breaks the contract is thrown with operation, status and request, and without what it said", async () => {
    const { baseUrl } = await listen(
      json(200, { ...caseBody, status: "Malik Testesen" }, { "apigw-requestid": "abc-1" }),
    );
    const call = createClient({ baseUrl, token: "abc" }).visits.screenConcern(screening);
    await expect(call).rejects.toThrow("visits.screenConcern (status 200, request abc-1)");
    await expect(call).rejects.toThrow("/status");
    await expect(call).rejects.not.toThrow("Malik");
  });

  test.each([
    ["text", "Malik Testesen"],
    ["JSON that breaks off", '{"name":"Malik Testesen'],
    ["nothing", ""],
  ])("that is %s where JSON should be is thrown without what it said", async (_, text) => {
    const { baseUrl } = await listen((response) => response.writeHead(200, { "apigw-requestid": "abc-1" }).end(text));
    const call = createClient({ baseUrl, token: "abc" }).visits.screenConcern(screening);
    await expect(call).rejects.toThrow("visits.screenConcern (status 200, request abc-1) is not JSON");
    await expect(call).rejects.not.toThrow("Malik");
  });

  test("is passed on with the fields that came after the client, at every depth", async () => {
    const item = { concernId, areaCode: "101-3", registeredAt: "2026-03-02T08:00:00.000Z", screenBy: "2026-03-09" };
    const body = { items: [{ ...item, late: false, grounds: 2 }], total: 1 };
    const { baseUrl } = await listen(json(200, body));
    const answer = await createClient({ baseUrl, token: "abc" }).visits.listConcerns({ query: { status: "received" } });
    expect(answer).toMatchObject({ body });
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
          reply: () => text(1, 100),
          problems: [],
        }),
      },
      events: {},
      problems: {},
    });
    const { baseUrl, seen } = await listen((response) => response.end("BEGIN:VCALENDAR"));
    const answer = await createClient({ baseUrl, token: "abc", contracts: { calendars } }).calendars.read();
    expect(answer).toMatchObject({ body: "BEGIN:VCALENDAR" });
    expect(seen[0]?.headers.accept).toContain("text/calendar");
  });
});

test("the client speaks to every service of the catalogue", () => {
  expect(new Set(Object.values(partnership))).toEqual(new Set(catalogue));
  for (const [name, contract] of Object.entries(partnership)) expect(contract.name).toBe(name);
});
