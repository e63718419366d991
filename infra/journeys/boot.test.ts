import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, type TestContext, test } from "vitest";
import { end, groupOf, isAlive, start } from "./support/process.ts";

const folder = mkdtempSync(join(tmpdir(), "trygt-boot-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Finishing = Pick<TestContext, "onTestFinished">;

const started = async ({ onTestFinished }: Finishing, ...options: readonly string[]) => {
  const city = await start(...options);
  if (!("url" in city)) throw new Error(`It did not start: ${city.told}`);
  onTestFinished(() => end(city.process, "SIGKILL").then(() => undefined));
  return city;
};
/** The one line with which a start ends that cannot be; none may be left running. */
const refused = async (...options: readonly string[]): Promise<string> => {
  const city = await start(...options);
  if ("url" in city) {
    await end(city.process, "SIGKILL");
    throw new Error("It should not have started");
  }
  expect(city.code).toBe(1);
  const [line = "", ...more] = city.told.trim().split("\n");
  expect(more).toEqual([]);
  expect(line).toMatch(/^Trygt cannot start: /);
  return line;
};
/** Waits until the engine and every process of the group has ended; what never ends fails by the time that the test has. */
const gone = async (engine: number, group: number) => {
  while (isAlive(engine) || groupOf(group).length > 0) await sleep(10);
};

describe.concurrent("starting", () => {
  test("says in one line where it runs, and the line is true", async (context) => {
    const { url } = await started(context, "--port", "0", "--data", "memory", "--now", "2026-03-02T09:00:00+01:00");
    const health = await (await fetch(`${url}/_local/health`)).json();
    expect(health).toMatchObject({ status: "ok", now: expect.stringMatching(/^2026-03-02T09:00:\d\d\+01:00$/) });
    const documents = await Promise.all(["/openapi.json", "/asyncapi.json"].map((path) => fetch(`${url}${path}`)));
    expect(documents.map(({ status }) => status)).toEqual([200, 200]);
  });

  test("on a busy port ends with one clear line that says what to do", async (context) => {
    const { url } = await started(context, "--port", "0", "--data", "memory");
    const { port } = new URL(url);
    const line = await refused("--port", port, "--data", "memory");
    expect(line).toContain(`port ${port} is busy`);
    expect(line).toContain("--port");
  });

  const spoilt = (name: string, file: string): string => {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, file), "no database".repeat(1000));
    return join(folder, name);
  };
  const file = (name: string): string => {
    writeFileSync(join(folder, name), "");
    return join(folder, name);
  };
  test.each([
    ["a file", () => file("file")],
    ["below a file", () => join(file("other"), "data")],
    ["where nobody may write", () => "/sys/trygt"],
    ["full of what is no data of the cloud", () => spoilt("spoilt", "cloud.sqlite")],
    ["full of what is no table", () => spoilt("torn", "tables.sqlite")],
  ])("on a data folder that is %s ends with one clear line", async (_, make) => {
    const data = make();
    expect(await refused("--port", "0", "--data", data)).toContain(data);
  });

  test("on a folder that another Trygt holds ends with one clear line, and leaves the other alone", async (context) => {
    const data = join(folder, "held");
    const { url } = await started(context, "--port", "0", "--data", data);
    expect(await refused("--port", "0", "--data", data)).toContain("is in use by another Trygt");
    expect((await fetch(`${url}/_local/health`)).status).toBe(200);
  });

  test.each([
    ["a port that is none", ["--port", "many"]],
    ["a time that is none", ["--port", "0", "--data", "memory", "--now", "tomorrow"]],
    ["an option that there is not", ["--colour", "red"]],
    ["an assembly that is not there", ["--port", "0", "--data", "memory", "--assembly", "/nowhere"]],
  ])("with %s ends with one clear line", async (_, options) => {
    expect(await refused(...options)).toMatch(/\.$/);
  });
});

describe("ending", () => {
  const inFolder = async (context: Finishing, name: string) => {
    const data = join(folder, name);
    const { url, process } = await started(context, "--port", "0", "--data", data);
    const engine = Number(readFileSync(join(data, "engine.pid"), "utf8"));
    expect(isAlive(engine)).toBe(true);
    return { data, url, process, engine, group: process.pid ?? 0 };
  };

  test("Ctrl-C ends it in order and leaves no process behind", async (context) => {
    const { process, engine, group } = await inFolder(context, "interrupted");
    const code = new Promise((ended) => process.once("exit", ended));
    // The terminal signals the whole group
    globalThis.process.kill(-group, "SIGINT");
    expect(await code).toBe(0);
    await gone(engine, group);
  });

  test("a kill without warning leaves no process behind either, and it starts again on the same folder", async (context) => {
    const { data, process, engine, group } = await inFolder(context, "killed");
    await end(process, "SIGKILL");
    await gone(engine, group);
    const again = await started(context, "--port", "0", "--data", data);
    expect((await fetch(`${again.url}/_local/health`)).status).toBe(200);
  });

  test("without its engine it stops and says so, instead of answering errors for ever", async (context) => {
    const { process, engine } = await inFolder(context, "headless");
    const code = new Promise((ended) => process.once("exit", ended));
    globalThis.process.kill(engine, "SIGKILL");
    expect(await code).toBe(1);
  });
});
