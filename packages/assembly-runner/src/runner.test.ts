import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { startCloud } from "./cloud.ts";
import type { Cloud } from "./options.ts";
import { api, freshFolder, lambda, type Resources, route, writeAssembly } from "./testing/assembly.ts";
import { writeChain } from "./testing/chain.ts";
import { call, cloudsOf, post, tokenOf } from "./testing/running.ts";

const cure = join(freshFolder(), "cure");
const start = cloudsOf(cure);
const note = async (cloud: Cloud, id: string) =>
  expect((await call(cloud, "POST", `/notes/${id}`, { body: "hej" })).status).toBe(201);
const effects = async (cloud: Cloud, id: string) => {
  const response = await call(cloud, "GET", `/effects/${id}`);
  return response.status === 200 ? Number(await response.text()) : 0;
};

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

  test.each(["/throw", "/crash", "/exit", "/sleep"])("survives a function that ends badly: %s", async (path) => {
    const response = await fetch(`${cloud.url}${path}`);
    expect([response.status, await response.json()]).toEqual([500, { message: "Internal Server Error" }]);
    expect((await fetch(`${cloud.url}/time`)).status).toBe(200);
  });

  test("tells apart a function that took too long", async () => {
    const result = await cloud.invoke("Test-Slow", { routeKey: "GET /sleep" });
    expect(result).toMatchObject({
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
});

describe("the clock of a running cloud", () => {
  test("moves for functions too, and everything that falls due on the way falls due in its context", async () => {
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
    const result = await cloud.invoke("Test-Asker", { variable, path, body });
    return result.ok ? JSON.parse(result.result ?? "null") : result;
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
