import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SignJWT } from "jose";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startCloud } from "./cloud.ts";
import type { Cloud } from "./options.ts";
import { api, freshFolder, lambda, type Resources, route, writeAssembly } from "./testing/assembly.ts";
import { writeChain } from "./testing/chain.ts";

const cure = join(freshFolder(), "cure");
const clouds: Cloud[] = [];
const start = async (options: Partial<Parameters<typeof startCloud>[0]> = {}): Promise<Cloud> => {
  const cloud = await startCloud({ assembly: writeChain(cure), data: "memory", ...options });
  clouds.push(cloud);
  return cloud;
};
afterAll(() => Promise.all(clouds.map((cloud) => cloud.stop())));

const tokenOf = (cloud: Cloud, name = "Birk") => cloud.people.find((person) => person.name === name)?.token ?? "";
const call = (cloud: Cloud, method: string, path: string, more: RequestInit = {}, token = tokenOf(cloud)) =>
  fetch(`${cloud.url}${path}`, { method, ...more, headers: { authorization: `Bearer ${token}`, ...more.headers } });
const note = async (cloud: Cloud, id: string) =>
  expect((await call(cloud, "POST", `/notes/${id}`, { body: "hej" })).status).toBe(201);
const effects = async (cloud: Cloud, id: string) => {
  const response = await call(cloud, "GET", `/effects/${id}`);
  return response.status === 200 ? Number(await response.text()) : 0;
};
const post = (cloud: Cloud, path: string, body: unknown) =>
  fetch(`${cloud.url}${path}`, { method: "POST", body: JSON.stringify(body) });

describe("a running cloud", () => {
  let cloud: Cloud;
  beforeAll(async () => {
    cloud = await start();
  });
  afterEach(() => rmSync(cure, { force: true }));

  test("carries a request through table, stream, bus and queue to another function", async () => {
    await note(cloud, "first");
    await cloud.settle();
    expect(await effects(cloud, "first")).toBe(1);
    const event = cloud.events().at(-1);
    expect(event).toMatchObject({
      version: "0",
      source: "test",
      "detail-type": "note.written.v1",
      detail: { noteId: "first" },
    });
    expect(cloud.events(event?.sequence)).toEqual([]);
    expect(cloud.events(event?.time)).toContainEqual(event);
  });

  test("hands a function's reply on: status, headers, cookies, body", async () => {
    const response = await call(cloud, "POST", "/notes/reply", { body: "hej" });
    expect(response.status).toBe(201);
    expect(response.headers.get("etag")).toBe('"1"');
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(await response.json()).toEqual({ noteId: "reply", by: "Birk" });
  });

  test("calls functions with payload format 2.0", async () => {
    const response = await fetch(`${cloud.url}/echo/a%20b/c?x=1&x=2&y=%C3%B8`, {
      method: "PUT",
      headers: { cookie: "one=1; two=2", "X-Mixed": "Case", "content-type": "application/json" },
      body: '{"a":1}',
    });
    expect(await response.json()).toMatchObject({
      version: "2.0",
      routeKey: "ANY /echo/{proxy+}",
      rawPath: "/echo/a%20b/c",
      rawQueryString: "x=1&x=2&y=%C3%B8",
      cookies: ["one=1", "two=2"],
      headers: { "x-mixed": "Case" },
      queryStringParameters: { x: "1,2", y: "ø" },
      pathParameters: { proxy: "a b/c" },
      requestContext: {
        stage: "$default",
        routeKey: "ANY /echo/{proxy+}",
        http: { method: "PUT", path: "/echo/a%20b/c" },
      },
      body: '{"a":1}',
      isBase64Encoded: false,
    });
    const binary = await fetch(`${cloud.url}/echo/x`, {
      method: "POST",
      headers: { "content-type": "image/png" },
      body: "abc",
    });
    expect(await binary.json()).toMatchObject({ body: "YWJj", isBase64Encoded: true });
  });

  test("gives functions the claims of the token as text, lists in API Gateway's form", async () => {
    const response = await call(cloud, "POST", "/notes/claims", { body: "" });
    expect(await response.json()).toMatchObject({ by: "Birk" });
    const [head, claims = ""] = tokenOf(cloud).split(".");
    expect(JSON.parse(Buffer.from(head ?? "", "base64url").toString())).toMatchObject({ alg: "RS256" });
    expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({
      iss: "https://login.trygt.example",
      aud: "trygt",
      agency: "police",
      roles: ["police_ssp_officer"],
      nsis: "https://data.gov.dk/concept/core/nsis/loa/Substantial",
    });
  });

  test("refuses a request without a good token", async () => {
    const [head = "", claims = "", signature = ""] = tokenOf(cloud).split(".");
    const forgedClaims = Buffer.from(Buffer.from(claims, "base64url").toString().replace("Birk", "Runa")).toString(
      "base64url",
    );
    const none = Buffer.from('{"alg":"none"}').toString("base64url");
    const byKey = await new SignJWT({ name: "Birk" })
      .setProtectedHeader({ alg: "HS256" })
      .setIssuer("https://login.trygt.example")
      .setAudience("trygt")
      .setExpirationTime("1y")
      .sign(new TextEncoder().encode("any secret that is long enough to be one"));
    for (const token of ["", "garbled", `${head}.${forgedClaims}.${signature}`, `${none}.${claims}.`, byKey]) {
      const response = await call(cloud, "POST", "/notes/refused", { body: "" }, token);
      expect([response.status, response.headers.get("www-authenticate"), await response.json()]).toEqual([
        401,
        "Bearer",
        { message: "Unauthorized" },
      ]);
    }
    expect((await fetch(`${cloud.url}/notes/refused`, { method: "POST" })).status).toBe(401);
  });

  test("answers an unknown route as API Gateway does", async () => {
    const response = await fetch(`${cloud.url}/nowhere`);
    expect([response.status, await response.json()]).toEqual([404, { message: "Not Found" }]);
  });

  test("refuses what is over the gateway's limits", async () => {
    const large = await fetch(`${cloud.url}/echo/x`, { method: "POST", body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect(large.status).toBe(413);
    expect((await fetch(`${cloud.url}/echo/x`, { headers: { long: "x".repeat(11_000) } })).status).toBe(431);
  });

  test.each(["/throw", "/crash", "/exit", "/sleep"])("survives a function that ends badly: %s", async (path) => {
    const response = await fetch(`${cloud.url}${path}`);
    expect([response.status, await response.json()]).toEqual([500, { message: "Internal Server Error" }]);
    expect((await fetch(`${cloud.url}/time`)).status).toBe(200);
  });

  test("tells apart a function that took too long", async () => {
    const outcome = await cloud.invoke("Test-Slow", { routeKey: "GET /sleep" });
    expect(outcome).toMatchObject({
      ok: false,
      error: { errorMessage: expect.stringContaining("Task timed out after 1.00 seconds") },
    });
  });

  test("sends what keeps failing to the dead letters, and a redrive heals it", async () => {
    await note(cloud, "poison");
    await note(cloud, "healthy");
    await cloud.settle();
    expect(await effects(cloud, "healthy")).toBe(1);
    expect(await effects(cloud, "poison")).toBe(0);
    expect(cloud.deadLetters()).toMatchObject([
      { queue: "Test-Dead", source: "Test-Inbox", body: { detail: { noteId: "poison" } }, reason: expect.any(String) },
    ]);
    writeFileSync(cure, "");
    expect(await (await post(cloud, "/_local/dead-letters/redrive", { queue: "Test-Dead" })).json()).toEqual({
      moved: 1,
      left: 0,
    });
    await cloud.settle();
    expect(await effects(cloud, "poison")).toBe(1);
    expect(cloud.deadLetters()).toEqual([]);
  });

  test("gives up a stream record after its retries, without losing its neighbours", async () => {
    await Promise.all([note(cloud, "before"), note(cloud, "stubborn"), note(cloud, "after")]);
    await cloud.settle();
    expect(await effects(cloud, "before")).toBe(1);
    expect(await effects(cloud, "after")).toBe(1);
    expect(cloud.deadLetters()).toMatchObject([
      {
        queue: "Test-StreamDead",
        body: { requestContext: { condition: "RetryAttemptsExhausted" }, DDBStreamBatchInfo: { batchSize: 1 } },
      },
    ]);
    expect(await cloud.redrive()).toEqual({ moved: 0, left: 1 });
  });

  test("answers the control surface's questions, and refuses what it cannot do", async () => {
    const get = async (path: string) => (await fetch(`${cloud.url}${path}`)).json();
    expect(await get("/_local/health")).toMatchObject({ status: "ok" });
    expect(await get("/_local/people")).toContainEqual(
      expect.objectContaining({
        name: "Signe",
        role: "ssp_consultant",
        agency: "municipality",
        token: expect.any(String),
      }),
    );
    expect(await get("/_local/clock")).toEqual({ now: expect.stringMatching(/\+0[12]:00$/) });
    expect((await fetch(`${cloud.url}/_local/events?since=yesterday`)).status).toBe(400);
    expect((await post(cloud, "/_local/dead-letters/redrive", { queue: "nobody" })).status).toBe(404);
    expect((await post(cloud, "/_local/health", {})).status).toBe(405);
    expect((await fetch(`${cloud.url}/_local/nothing`)).status).toBe(404);
    expect((await post(cloud, "/_local/settle", {})).status).toBe(200);
    const page = await fetch(`${cloud.url}/`);
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  });

  test("serves the page's program as JavaScript that a browser can read", async () => {
    const response = await fetch(`${cloud.url}/_local/page.js`);
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/javascript; charset=utf-8"]);
    // Read to its end and begun: what it lacks here is the browser, not the grammar
    const program = `data:text/javascript,${encodeURIComponent(await response.text())}`;
    await expect(import(/* @vite-ignore */ program)).rejects.toThrow("document is not defined");
  });

  test("issues tokens that its own keys verify", async () => {
    const get = async (url: string) => (await (await fetch(url)).json()) as Record<string, string>;
    const { jwks_uri = "", token_endpoint = "" } = await get(`${cloud.url}/oidc/.well-known/openid-configuration`);
    const { keys } = (await (await fetch(jwks_uri)).json()) as { keys: Record<string, unknown>[] };
    expect(keys).toMatchObject([{ kty: "RSA", alg: "RS256" }]);
    expect(keys.flatMap(Object.keys)).not.toContain("d");
    const answer = await fetch(token_endpoint, { method: "POST", body: new URLSearchParams({ person: "Runa" }) });
    const { access_token = "" } = (await answer.json()) as Record<string, string>;
    expect(await (await call(cloud, "POST", "/notes/by-runa", { body: "" }, access_token)).json()).toMatchObject({
      by: "Runa",
    });
    expect(
      (await fetch(token_endpoint, { method: "POST", body: new URLSearchParams({ person: "Nobody" }) })).status,
    ).toBe(400);
  });
});

describe("the clock of a running cloud", () => {
  test("moves for functions too, and everything that falls due on the way falls due in its place", async () => {
    const cloud = await start({ now: "2026-03-02T09:00:00+01:00" });
    const timeOf = async () => (await (await fetch(`${cloud.url}/time`)).json()) as { now: string; isDate: boolean };
    expect(await timeOf()).toMatchObject({ now: expect.stringMatching(/^2026-03-02T08:00/), isDate: true });
    const moved = await post(cloud, "/_local/clock", { advance: "P14D" });
    expect(await moved.json()).toEqual({ now: expect.stringMatching(/^2026-03-16T09:00/) });
    expect((await timeOf()).now).toMatch(/^2026-03-16T08:00/);
    const diary = await scan(cloud, "Test-Diary");
    // The daily five o'clock is seen at the following midnight; the last one at the end of the move.
    expect(diary).toHaveLength(14);
    expect(diary.every((row) => row.wakes === 1)).toBe(true);
  });

  test("refuses to go back, and words it cannot read", async () => {
    const cloud = await start({ now: "2026-03-02T09:00:00+01:00" });
    for (const move of [{ to: "2026-03-01T00:00:00+01:00" }, { advance: "a while" }, {}, "x"]) {
      const response = await post(cloud, "/_local/clock", move);
      expect([response.status, response.headers.get("content-type")]).toEqual([400, "application/problem+json"]);
    }
    expect(cloud.clock()).toMatch(/^2026-03-02T09:00/);
  });

  test("outlives tokens after a year, and gives people new ones", async () => {
    const cloud = await start({ now: "2026-03-02T09:00:00+01:00" });
    const old = tokenOf(cloud);
    await cloud.advance({ to: "2027-03-01T09:00:00+01:00" });
    expect((await call(cloud, "POST", "/notes/a", { body: "" }, old)).status).toBe(201);
    await cloud.advance("P3D");
    expect((await call(cloud, "POST", "/notes/a", { body: "" }, old)).status).toBe(401);
    expect((await call(cloud, "POST", "/notes/a", { body: "" })).status).toBe(201);
  });
});

const scan = async (cloud: Cloud, table: string) => {
  const { DynamoDBClient, ScanCommand } = await import("@aws-sdk/client-dynamodb");
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new DynamoDBClient({ endpoint: cloud.engineEndpoint, region: "eu-north-1", credentials });
  const { Items = [] } = await client.send(new ScanCommand({ TableName: table }));
  return Items.map((item) => ({ day: item["pk"]?.S, wakes: Number(item["wakes"]?.N) }));
};

describe("a data folder", () => {
  test("keeps tables, events, keys and the clock over a restart", async () => {
    const data = freshFolder();
    const assembly = writeChain(cure);
    const first = await startCloud({ assembly, data });
    await note(first, "kept");
    await first.advance("P3D");
    const token = tokenOf(first);
    await first.stop();
    const second = await start({ assembly, data });
    expect(second.clock()).toMatch(/^2026-03-05T09:00/);
    expect(await effects(second, "kept")).toBe(1);
    expect(second.events()).toMatchObject([{ detail: { noteId: "kept" } }]);
    await second.settle();
    expect(await effects(second, "kept")).toBe(1);
    expect((await call(second, "POST", "/notes/again", { body: "" }, token)).status).toBe(201);
  });

  test("serves one cloud at a time", async () => {
    const data = freshFolder();
    const cloud = await start({ data });
    await expect(startCloud({ assembly: writeChain(cure), data })).rejects.toThrow(/is in use by another Trygt/);
    expect((await fetch(`${cloud.url}/_local/health`)).status).toBe(200);
  });
});

describe("stand-ins", () => {
  const asker = `exports.handler = async ({ variable, path, body }) => {
    const response = await fetch(process.env[variable] + path, { method: "POST", body: JSON.stringify(body) });
    return { status: response.status, body: await response.json() };
  };`;
  const resources: Resources = {
    ...api,
    ...route("Ask", "POST /ask", "Asker", false),
    Asker: lambda("asker", {
      PERSON_REGISTER_URL: "https://register.example",
      DIGITAL_POST_URL: "https://post.example",
    }),
  };
  const ask = async (cloud: Cloud, variable: string, path: string, body: unknown) => {
    const outcome = await cloud.invoke("Test-Asker", { variable, path, body });
    return outcome.ok ? JSON.parse(outcome.result ?? "null") : outcome;
  };

  test("the person register knows the cast, and tells a protected custody holder apart", async () => {
    const cloud = await start({ assembly: writeAssembly(resources, { asker }) });
    const ida = await ask(cloud, "PERSON_REGISTER_URL", "/lookup", { cpr: "7408124446" });
    expect(ida).toMatchObject({
      status: 200,
      body: { name: "Ida Kulisse", birthDate: "2012-08-14", sex: "female", status: "alive" },
    });
    expect(ida.body.custodyHolders.map((holder: { protectedAddress: boolean }) => holder.protectedAddress)).toEqual([
      false,
      true,
    ]);
    expect(await ask(cloud, "PERSON_REGISTER_URL", "/lookup", { cpr: "6101014999" })).toMatchObject({ status: 404 });
  });

  test("Digital Post delivers letters as files whose names tell nothing, and refuses those who are exempt", async () => {
    const data = freshFolder();
    const cloud = await start({ assembly: writeAssembly(resources, { asker }), data });
    const letter = {
      recipientCpr: "7503853118",
      title: "An <offer>",
      body: "Dear parent",
      language: "en",
      reference: "r-1",
    };
    const sent = await ask(cloud, "DIGITAL_POST_URL", "/letters", letter);
    expect(sent.status).toBe(202);
    expect(cloud.letters()).toMatchObject([{ ...letter, letterId: sent.body.letterId }]);
    const files = readdirSync(join(data, "letters"));
    expect(files.toSorted()).toEqual([`${sent.body.letterId}.html`, `${sent.body.letterId}.json`]);
    expect(readFileSync(join(data, "letters", `${sent.body.letterId}.html`), "utf8")).toContain("An &lt;offer&gt;");
    const exempt = await ask(cloud, "DIGITAL_POST_URL", "/letters", { ...letter, recipientCpr: "6807823111" });
    expect(exempt).toEqual({ status: 409, body: { message: "exempt" } });
  });
});

test("an injected fault is a failure that a later try heals", async () => {
  let faults = 2;
  const cloud = await start({
    fault: (name) => {
      if (name !== "Test-Subscriber" || faults === 0) return undefined;
      faults -= 1;
      return "struck by a test";
    },
  });
  await note(cloud, "struck");
  await cloud.settle();
  expect(faults).toBe(0);
  expect(await effects(cloud, "struck")).toBe(1);
  expect(existsSync(cure)).toBe(false);
});
