import { mkdtempSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Runner, runAssembly } from "../runner.ts";
import { api, lambda, route, writeAssembly } from "../testing/assembly.ts";

const sdk = JSON.stringify(createRequire(import.meta.url).resolve("@aws-sdk/client-lambda"));

/** Invokes another function with the SDK, as a service does; `size` makes an event of that many bytes more or less. */
const asker = `
const { LambdaClient, InvokeCommand } = require(${sdk});
const client = new LambdaClient({ maxAttempts: 1 });
exports.handler = async ({ to = process.env.DESK, event, text, size, type, qualifier }) => {
  const said = size === undefined ? event : { act: "weigh", weight: "x".repeat(size) };
  const Payload = text ?? (said === undefined ? undefined : JSON.stringify(said));
  try {
    const { StatusCode, FunctionError, ExecutedVersion, Payload: heard } = await client.send(
      new InvokeCommand({ FunctionName: to, Payload, InvocationType: type, Qualifier: qualifier }),
    );
    const answer = Buffer.from(heard ?? "").toString();
    return { StatusCode, FunctionError, ExecutedVersion, answer: answer === "" ? "" : JSON.parse(answer) };
  } catch ({ name, $metadata }) {
    return { name, status: $metadata.httpStatusCode };
  }
};`;

const desk = `
const { mkdirSync, readdirSync, writeFileSync } = require("node:fs");
const { setTimeout: sleep } = require("node:timers/promises");
exports.handler = async (event, { invokedFunctionArn }) => {
  switch (event.act) {
    case "refuse": throw new TypeError("the letter is not sealed");
    case "nothing": return undefined;
    case "door": return invokedFunctionArn.split(":").slice(6).join(":");
    case "weigh": return { weight: event.weight.length };
    case "fill": return "x".repeat(7_000_000);
    case "leave": writeFileSync(event.file, ""); await sleep(300); return;
    case "meet": {
      mkdirSync(event.folder, { recursive: true });
      writeFileSync(event.folder + "/" + event.who, "");
      while (readdirSync(event.folder).length < 2) await sleep(10);
      return "met";
    }
    default: return { heard: event };
  }
};`;

let runner: Runner;
beforeAll(async () => {
  const resources = {
    ...api,
    ...route("Ask", "POST /ask", "Asker", false),
    Asker: lambda("asker", {
      DESK: { Ref: "Desk" },
      DESK_ARN: { "Fn::GetAtt": ["Desk", "Arn"] },
      BACK_DOOR: { Ref: "BackDoor" },
    }),
    Desk: lambda("desk"),
    BackDoor: {
      Type: "AWS::Lambda::Alias",
      Properties: { FunctionName: { Ref: "Desk" }, FunctionVersion: "$LATEST", Name: "back" },
    },
  };
  runner = await runAssembly({ assembly: writeAssembly(resources, { asker, desk }), data: "memory" });
});
afterAll(() => runner.stop());

const ask = async (event: Readonly<Record<string, unknown>>) => {
  const result = await runner.invoke("Test-Asker", event);
  if (!result.ok) throw new Error(result.error.errorMessage);
  return JSON.parse(result.payload ?? "null");
};
const deskSpec = (name = "Test-Desk") => runner.plan.functions.find((one) => one.name === name);
const invocations = () => runner.timeline.recent().filter(({ kind }) => kind === "invocation");

describe("a function that invokes another", () => {
  test("gets its answer", async () => {
    expect(await ask({ event: { act: "claim", ticketId: "t-1" } })).toEqual({
      StatusCode: 200,
      ExecutedVersion: "$LATEST",
      answer: { heard: { act: "claim", ticketId: "t-1" } },
    });
  });

  test("is known by the alias that it invoked, and by none that is not there", async () => {
    const event = { act: "door" };
    const { BACK_DOOR: alias = "" } = (await deskSpec("Test-Asker"))?.environment ?? {};
    expect(await ask({ event })).toMatchObject({ answer: "Test-Desk" });
    for (const back of [{ to: alias }, { to: "Test-Desk:back" }, { to: "Test-Desk", qualifier: "back" }])
      expect(await ask({ ...back, event })).toMatchObject({ answer: "Test-Desk:back" });
    for (const none of [{ to: "Test-Desk:front" }, { to: "Test-Desk:back", qualifier: "front" }, { to: "Test-De" }])
      expect(await ask({ ...none, event })).toMatchObject({ name: "ResourceNotFoundException", status: 404 });
  });

  test("gets null where the other returns nothing, and an empty object arrives where it says nothing", async () => {
    expect(await ask({ event: { act: "nothing" } })).toMatchObject({ StatusCode: 200, answer: null });
    expect(await ask({})).toMatchObject({ answer: { heard: {} } });
  });

  test("is told when the other failed, with type and message", async () => {
    expect(await ask({ event: { act: "refuse" } })).toMatchObject({
      StatusCode: 200,
      FunctionError: "Unhandled",
      answer: { errorType: "TypeError", errorMessage: "the letter is not sealed" },
    });
  });

  test("may call it by name, by ARN, or by account and name, with or without its only version", async () => {
    const { name = "", arn = "" } = deskSpec() ?? {};
    const partial = arn.split(":").slice(4).join(":");
    for (const to of [name, arn, partial, `${name}:$LATEST`, `${arn}:$LATEST`])
      expect(await ask({ to, event: {} })).toMatchObject({ StatusCode: 200 });
    expect(await ask({ event: {}, qualifier: "$LATEST" })).toMatchObject({ StatusCode: 200 });
  });

  test("is refused where there is no such function or version", async () => {
    const nowhere = { name: "ResourceNotFoundException", status: 404 };
    expect(await ask({ to: "Test-Nobody", event: {} })).toEqual(nowhere);
    expect(await ask({ to: deskSpec()?.arn.replace(/\d{12}/, "999999999999"), event: {} })).toEqual(nowhere);
    expect(await ask({ event: {}, qualifier: "7" })).toEqual(nowhere);
  });

  test("is refused what Lambda would not take: more than 6 MB, more than 1 MB unwatched, or no JSON", async () => {
    expect(await ask({ size: 6_291_456 })).toEqual({ name: "RequestTooLargeException", status: 413 });
    expect(await ask({ size: 6_000_000 })).toMatchObject({ answer: { weight: 6_000_000 } });
    expect(await ask({ size: 1_048_576, type: "Event" })).toEqual({ name: "RequestTooLargeException", status: 413 });
    expect(await ask({ text: "{" })).toEqual({ name: "InvalidRequestContentException", status: 400 });
    expect(await ask({ event: {}, type: "Later" })).toEqual({ name: "InvalidParameterValueException", status: 400 });
  });

  test("is told of an answer over 6 MB as of a failure", async () => {
    expect(await ask({ event: { act: "fill" } })).toMatchObject({
      FunctionError: "Unhandled",
      answer: { errorType: "Function.ResponseSizeTooLarge" },
    });
  });

  test("can try whether it might", async () => {
    const before = invocations().length;
    expect(await ask({ event: {}, type: "DryRun" })).toMatchObject({ StatusCode: 204, answer: "" });
    expect(invocations()).toHaveLength(before);
  });

  test("does not wait in line behind another that asks", async () => {
    const folder = join(mkdtempSync(join(tmpdir(), "assembly-runner-")), "desk");
    const meet = (who: string) => ask({ event: { act: "meet", folder, who } });
    expect(await Promise.all([meet("one"), meet("other")])).toMatchObject([{ answer: "met" }, { answer: "met" }]);
  });
});

describe("an asynchronous invocation", () => {
  test("is taken at once, and the runner settles only when it has ended", async () => {
    const before = invocations().length;
    const file = join(mkdtempSync(join(tmpdir(), "assembly-runner-")), "letter");
    expect(await ask({ event: { act: "leave", file }, type: "Event" })).toMatchObject({ StatusCode: 202, answer: "" });
    expect(invocations()).toHaveLength(before);
    await runner.settle();
    expect(invocations()).toHaveLength(before + 1);
  });

  test("that fails is tried three times in all", async () => {
    const before = invocations().length;
    await ask({ event: { act: "refuse" }, type: "Event" });
    await runner.settle();
    expect(
      invocations()
        .slice(before)
        .map(({ detail }) => detail),
    ).toEqual(Array.from({ length: 3 }, () => expect.stringMatching(/^failed in \d+ ms$/)));
  });
});

test("the timeline shows who was invoked, and nothing of what was said", async () => {
  await ask({ event: { act: "deposit", letter: { name: "Ada", number: "7204104311" } } });
  expect(invocations().at(-1)).toMatchObject({
    title: "Test-Desk",
    detail: expect.stringMatching(/^answered in \d+ ms$/),
  });
  expect(JSON.stringify(runner.timeline.recent())).not.toMatch(/Ada|7204104311|deposit/);
});

test("no Lambda operation but Invoke is done", async () => {
  const response = await fetch(`${runner.awsEndpoint}/2015-03-31/functions/Test-Desk`);
  expect([response.status, response.headers.get("x-amzn-errortype")]).toEqual([400, "UnsupportedOperationException"]);
});
