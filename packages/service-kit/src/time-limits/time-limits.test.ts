import { createServer, type Server } from "node:net";
import * as events from "@aws-sdk/client-eventbridge";
import * as kms from "@aws-sdk/client-kms";
import * as lambda from "@aws-sdk/client-lambda";
import * as sqs from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { isTransient } from "../ports/transient.ts";
import { bundled } from "../testing/bundled.ts";
import { lambdaContext } from "../testing/requests.ts";
import { awsClient } from "./aws-client.ts";
import { inTime } from "./in-time.ts";
import { awsCall, functionSeconds, marginMs, otherSystem, privateFunctionCall, privateFunctionMs } from "./limits.ts";

/** The longest pauses of the SDK between the tries of one call, in milliseconds (standard retry mode: 100 ms, doubled each time). */
const pausesMs = ({ maxAttempts }: { readonly maxAttempts: number }) =>
  Array.from({ length: maxAttempts - 1 }, (_, tried) => 100 * 2 ** tried).reduce((all, one) => all + one, 0);

describe("the limits of calls", () => {
  const ends = (kind: keyof typeof functionSeconds) => functionSeconds[kind] * 1000 - marginMs;
  const awsMs = awsCall.maxAttempts * awsCall.answerMs + pausesMs(awsCall);

  it("let every function hear of each call's end before its own", () => {
    for (const kind of ["api", "desk", "relay", "logWatch", "subscriber", "clock"] as const) {
      expect(awsMs).toBeLessThan(ends(kind));
      expect(otherSystem.overallMs).toBeLessThan(ends(kind));
    }
  });

  it("let the desk answer before whoever asks it gives up, and that one before its own end", () => {
    expect(functionSeconds.desk * 1000).toBeLessThan(privateFunctionMs);
    expect(privateFunctionMs).toBeLessThan(ends("api"));
    expect(privateFunctionMs).toBeLessThan(ends("subscriber"));
    expect(privateFunctionCall.answerMs).toBeLessThanOrEqual(privateFunctionMs);
  });

  it("connect before they wait, and end before the gateway's 30 seconds", () => {
    for (const call of [awsCall, privateFunctionCall]) expect(call.connectMs).toBeLessThan(call.answerMs);
    expect(functionSeconds.api).toBeLessThan(30);
  });
});

const asItIs = { ...events, ...kms, ...lambda, ...sqs };

describe("a client of AWS", async () => {
  const servers: Server[] = [];
  const half = "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: 100\r\n\r\n{";
  const waits: Record<string, string> = {};
  beforeAll(async () => {
    const behaviours: Record<string, Parameters<typeof createServer>[1]> = {
      "accepts and never answers": () => undefined,
      "breaks off": (socket) => socket.once("data", () => socket.resetAndDestroy()),
      "answers half": (socket) => socket.once("data", () => socket.write(half)),
    };
    for (const [name, answer] of Object.entries(behaviours)) {
      const server = createServer((socket) => {
        socket.on("error", () => undefined);
        answer?.(socket);
      });
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const address = server.address();
      waits[name] = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
    }
  });
  afterAll(() => {
    for (const server of servers) server.close();
  });

  const limits = { connectMs: 50, answerMs: 100, maxAttempts: 2 };
  const carried = await bundled<typeof asItIs>(`
    export { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
    export { GenerateMacCommand, KMSClient } from "@aws-sdk/client-kms";
    export { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
    export { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
  `);
  const callsBy = (sdk: typeof asItIs): Record<string, (url: string) => Promise<unknown>> => ({
    EventBridge: () => awsClient(sdk.EventBridgeClient, limits).send(new sdk.PutEventsCommand({ Entries: [{}] })),
    KMS: () =>
      awsClient(sdk.KMSClient, limits).send(
        new sdk.GenerateMacCommand({ KeyId: "key", MacAlgorithm: "HMAC_SHA_256", Message: Buffer.from("1") }),
      ),
    Lambda: () => awsClient(sdk.LambdaClient, limits).send(new sdk.InvokeCommand({ FunctionName: "desk" })),
    SQS: (url) =>
      awsClient(sdk.SQSClient, limits).send(new sdk.SendMessageCommand({ QueueUrl: `${url}/1`, MessageBody: "1" })),
  });
  for (const [which, sdk] of Object.entries({ "as AWS gives it": asItIs, "as functions carry it": carried }))
    for (const [service, call] of Object.entries(callsBy(sdk)))
      it.each(["accepts and never answers", "breaks off", "answers half"])(
        `of ${service}, ${which}, gives up a server that %s, with an error that may pass`,
        async (behaviour) => {
          const url = waits[behaviour] ?? "";
          vi.stubEnv("AWS_REGION", "eu-north-1");
          vi.stubEnv("AWS_ACCESS_KEY_ID", "local");
          vi.stubEnv("AWS_SECRET_ACCESS_KEY", "local");
          vi.stubEnv("AWS_ENDPOINT_URL", url);
          await expect(call(url)).rejects.toSatisfy(isTransient);
          vi.unstubAllEnvs();
        },
      );
});

describe("work in time", () => {
  it("gives its result, or its own error", async () => {
    expect(await inTime(async () => "done", lambdaContext())).toBe("done");
    await expect(inTime(() => Promise.reject(new Error("no")), lambdaContext())).rejects.toThrow("no");
  });

  it("ends before the function does, with an error that may pass", async () => {
    const never = () => new Promise(() => undefined);
    await expect(inTime(never, lambdaContext(marginMs + 20))).rejects.toSatisfy(isTransient);
  });

  it("is not begun when there is no time left", async () => {
    const begun = vi.fn(async () => undefined);
    await expect(inTime(begun, lambdaContext(marginMs))).rejects.toSatisfy(isTransient);
    expect(begun).not.toHaveBeenCalled();
  });
});
