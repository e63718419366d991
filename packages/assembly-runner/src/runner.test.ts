import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { startPlatform } from "./platform.ts";
import { type Runner, runAssembly, startRunner } from "./runner.ts";
import { freshFolder, lambda, writeAssembly } from "./testing/assembly.ts";
import { writeNotesAssembly } from "./testing/notes.ts";
import { call, runnersOf } from "./testing/running.ts";

const repairFile = join(freshFolder(), "repaired");
const run = runnersOf(repairFile);
const note = async (runner: Runner, id: string) =>
  expect((await call(runner, "POST", `/notes/${id}`, { body: "hej" })).status).toBe(201);
const effects = async (runner: Runner, id: string) => {
  const response = await call(runner, "GET", `/effects/${id}`);
  return response.status === 200 ? Number(await response.text()) : 0;
};

describe("a running assembly", () => {
  let runner: Runner;
  beforeAll(async () => {
    runner = await run();
  });
  afterEach(() => rmSync(repairFile, { force: true }));

  test("carries a request through table, stream, bus and queue to another function", async () => {
    await note(runner, "first");
    await runner.settle();
    expect(await effects(runner, "first")).toBe(1);
    const event = runner.events().at(-1);
    expect(event).toMatchObject({
      version: "0",
      source: "test",
      "detail-type": "note.written.v1",
      detail: { noteId: "first" },
    });
    expect(runner.events(event?.sequence)).toEqual([]);
    expect(runner.events(event?.time)).toContainEqual(event);
  });

  test.each(["/throw", "/crash", "/exit", "/sleep"])("survives a function that ends badly: %s", async (path) => {
    const response = await fetch(`${runner.url}${path}`);
    expect([response.status, await response.json()]).toEqual([500, { message: "Internal Server Error" }]);
    expect((await fetch(`${runner.url}/time`)).status).toBe(200);
  });

  test("tells apart a function that took too long", async () => {
    expect(await runner.invoke("Test-Slow", { routeKey: "GET /sleep" })).toMatchObject({
      ok: false,
      error: { errorMessage: expect.stringContaining("Task timed out after 1.00 seconds") },
    });
  });

  test("sends what keeps failing to the dead letters, and a redrive brings it back", async () => {
    await note(runner, "poison");
    await note(runner, "healthy");
    await runner.settle();
    expect(await effects(runner, "healthy")).toBe(1);
    expect(await effects(runner, "poison")).toBe(0);
    expect(runner.deadLetters()).toMatchObject([
      { queue: "Test-Dead", source: "Test-Inbox", body: { detail: { noteId: "poison" } }, reason: expect.any(String) },
    ]);
    expect(runner.queues()).toContainEqual({ name: "Test-Dead", isDeadLetters: true, waiting: 1, hidden: 0 });
    writeFileSync(repairFile, "");
    expect(await runner.redrive("Test-Dead")).toEqual({ moved: 1, left: 0 });
    await runner.settle();
    expect(await effects(runner, "poison")).toBe(1);
    expect(runner.deadLetters()).toEqual([]);
  });

  test("gives up a stream record after its retries, without losing its neighbours", async () => {
    await Promise.all([note(runner, "before"), note(runner, "stubborn"), note(runner, "after")]);
    await runner.settle();
    expect(await effects(runner, "before")).toBe(1);
    expect(await effects(runner, "after")).toBe(1);
    expect(runner.deadLetters()).toMatchObject([
      {
        queue: "Test-StreamDead",
        body: { requestContext: { condition: "RetryAttemptsExhausted" }, DDBStreamBatchInfo: { batchSize: 1 } },
      },
    ]);
    expect(await runner.redrive()).toEqual({ moved: 0, left: 1 });
  });
});

describe("the clock of a running assembly", () => {
  const timeOf = async (runner: Runner) =>
    (await (await fetch(`${runner.url}/time`)).json()) as { now: string; isDate: boolean };

  test("moves for functions too, and everything that falls due on the way is done in its place", async () => {
    let moves = 0;
    const runner = await run({
      now: "2026-03-02T09:00:00+01:00",
      timeZone: "Europe/Berlin",
      onClockMoved: () => {
        moves += 1;
      },
    });
    expect(await timeOf(runner)).toMatchObject({ now: expect.stringMatching(/^2026-03-02T08:00/), isDate: true });
    expect(await runner.advance("P14D")).toMatch(/^2026-03-16T09:00:\d\d\+01:00$/);
    expect(moves).toBe(1);
    expect((await timeOf(runner)).now).toMatch(/^2026-03-16T08:00/);
    const diary = await scan(runner, "Test-Diary");
    // The daily five o'clock is seen at the following midnight; the last one at the end of the move.
    expect(diary).toHaveLength(14);
    expect(diary.every((row) => row.wakes === 1)).toBe(true);
  });

  test("refuses to go back, and words it cannot read", async () => {
    const runner = await run({ now: "2026-03-02T09:00:00Z" });
    await expect(runner.advance({ to: "2026-03-01T00:00:00Z" })).rejects.toMatchObject({ problem: "backward" });
    await expect(runner.advance("a while")).rejects.toMatchObject({ problem: "unreadable" });
    expect(runner.clock()).toMatch(/^2026-03-02T09:00/);
  });

  test("starts at the given time on fresh data, else at the machine's, and shows UTC", async () => {
    expect((await run({ startsAt: "2030-01-01T00:00:00Z" })).clock()).toMatch(/^2030-01-01T00:00:\d\d\+00:00$/);
    const behind = Date.now() - Date.parse((await run()).clock());
    expect(Math.abs(behind)).toBeLessThan(60_000);
  });
});

const scan = async (runner: Runner, table: string) => {
  const { DynamoDBClient, ScanCommand } = await import("@aws-sdk/client-dynamodb");
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new DynamoDBClient({ endpoint: runner.engineEndpoint, region: "eu-north-1", credentials });
  const { Items = [] } = await client.send(new ScanCommand({ TableName: table }));
  return Items.map((item) => ({ day: item["pk"]?.S, wakes: Number(item["wakes"]?.N) }));
};

describe("a data folder", () => {
  test("keeps tables, events and the clock over a restart", async () => {
    const data = freshFolder();
    const assembly = writeNotesAssembly(repairFile);
    const first = await run({ assembly, data, startsAt: "2026-03-02T09:00:00Z" });
    await note(first, "kept");
    await first.advance("P3D");
    await first.stop();
    const second = await run({ assembly, data, startsAt: "2026-03-02T09:00:00Z" });
    expect(second.clock()).toMatch(/^2026-03-05T09:00/);
    expect(await effects(second, "kept")).toBe(1);
    expect(second.events()).toMatchObject([{ detail: { noteId: "kept" } }]);
    await second.settle();
    expect(await effects(second, "kept")).toBe(1);
  });

  test("serves one runner at a time", async () => {
    const data = freshFolder();
    const runner = await run({ data });
    await expect(run({ data })).rejects.toMatchObject({ problem: { code: "data-folder-in-use", folder: data } });
    expect((await fetch(`${runner.url}/time`)).status).toBe(200);
  });
});

test("a port that is in use, a time that cannot be read and missing token keys refuse the start", async () => {
  const runner = await run();
  const port = Number(new URL(runner.url).port);
  await expect(run({ port })).rejects.toMatchObject({ problem: { code: "port-in-use", port } });
  await expect(run({ now: "today" })).rejects.toMatchObject({ problem: { code: "invalid-instant", text: "today" } });
  const assembly = writeNotesAssembly(repairFile);
  await expect(runAssembly({ assembly, data: "memory" })).rejects.toThrow("Give the option tokenKeys.");
});

test("a host adds variables, answers requests before the API, and reads the timeline", async () => {
  const assembly = writeAssembly(
    { Tell: lambda("tell", { GREETING: "hej", PLACE: "there" }) },
    { tell: "exports.handler = async () => ({ greeting: process.env.GREETING, place: process.env.PLACE });" },
  );
  const platform = await startPlatform({ assembly, data: "memory" });
  expect((await fetch(platform.url)).status).toBe(503);
  const runner = await startRunner(platform, { environmentOf: ({ name }) => ({ PLACE: name }) });
  try {
    runner.serve(async ({ url }) => (url === "/own" ? { status: 200, headers: {}, body: "own" } : undefined));
    expect(await runner.invoke("Test-Tell", {})).toEqual({
      ok: true,
      payload: '{"greeting":"hej","place":"Test-Tell"}',
    });
    expect(await (await fetch(`${runner.url}/own`)).text()).toBe("own");
    expect((await fetch(`${runner.url}/other`)).status).toBe(404);
    const heard: string[] = [];
    runner.timeline.follow(({ title }) => heard.push(title));
    runner.timeline.add("visit", "somebody came by");
    expect(heard).toEqual(["somebody came by"]);
    expect(runner.timeline.recent().map(({ kind }) => kind)).toEqual(["request", "visit"]);
  } finally {
    await runner.stop();
  }
});

test("an injected fault is a failure that a later attempt mends", async () => {
  let faults = 2;
  const runner = await run({
    fault: (name) => {
      if (name !== "Test-Subscriber" || faults === 0) return undefined;
      faults -= 1;
      return "struck by a test";
    },
  });
  await note(runner, "struck");
  await runner.settle();
  expect(faults).toBe(0);
  expect(await effects(runner, "struck")).toBe(1);
});
