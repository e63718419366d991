import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { FunctionSpec } from "../assembly/plan.ts";
import { freshFolder } from "../testing/assembly.ts";
import { createClock } from "../time/clock.ts";
import { type FunctionInstance, startInstance } from "./worker.ts";

const instances: FunctionInstance[] = [];
afterAll(() => Promise.all(instances.map((instance) => instance.end())));

const { offset } = createClock(Date.parse("2030-01-01T00:00:00Z"), "UTC");

/** Starts an instance of a function with this code, and answers what its first invocation comes to. */
const invoke = (code: string, { handler = "index.handler", ...more }: Partial<FunctionSpec> = {}) => {
  const folder = join(freshFolder(), "bundle");
  mkdirSync(folder);
  writeFileSync(join(folder, "index.js"), code);
  const spec = { name: "f", arn: "arn:f", folder, handler, timeoutMs: 10_000, memoryMb: 128, logsAsJson: false };
  const instance = startInstance(
    { ...spec, environment: {}, aliases: [], ...more },
    { COLOUR: "red" },
    offset,
    () => undefined,
  );
  instances.push(instance);
  return instance.run({ requestId: "r-1", event: '{"a":1}', invokedArn: "arn:f", timeoutMs: more.timeoutMs ?? 10_000 });
};

test("a function gets event, context, environment and the runner's time, and answers JSON", async () => {
  const result = await invoke(
    `exports.handler = async (event, context) => ({
      event, id: context.awsRequestId, colour: process.env.COLOUR, year: new Date().getUTCFullYear(),
      hasTime: context.getRemainingTimeInMillis() > 9000,
    });`,
  );
  if (!result.ok) throw new Error(result.error.errorMessage);
  expect(JSON.parse(result.payload ?? "")).toEqual({
    event: { a: 1 },
    id: "r-1",
    colour: "red",
    year: 2030,
    hasTime: true,
  });
});

test.each<[string, string, Partial<FunctionSpec>, string]>([
  ["throws", "exports.handler = async () => { throw new RangeError('no'); };", {}, "RangeError"],
  ["exits", "exports.handler = async () => process.exit(1);", {}, "Runtime.ExitError"],
  ["runs for too long", "exports.handler = async () => { for (;;) {} };", { timeoutMs: 200 }, "Sandbox.Timedout"],
  [
    "needs more memory than it has",
    "const kept = []; exports.handler = async () => { for (;;) kept.push(new Array(10_000).fill({})); };",
    { memoryMb: 16 },
    "Runtime.OutOfMemory",
  ],
  ["throws while it loads", "throw new SyntaxError('bad');", {}, "SyntaxError"],
  ["has no such module", "", { handler: "other.handler" }, "Runtime.ImportModuleError"],
  ["has no such handler", "exports.handle = async () => 1;", {}, "Runtime.HandlerNotFound"],
  ["expects a callback", "exports.handler = (a, b, done) => done();", {}, "Runtime.CallbackHandlerDeprecated"],
])("a function that %s fails as on Lambda", async (_, code, more, errorType) => {
  expect(await invoke(code, more)).toMatchObject({ ok: false, error: { errorType } });
});
