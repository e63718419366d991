import { createServer, type Server } from "node:net";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { GenerateMacCommand, KMSClient } from "@aws-sdk/client-kms";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { isTransient } from "../ports/transient.ts";
import { lambdaContext } from "../testing/requests.ts";
import { awsClient } from "./aws-client.ts";
import { inTime } from "./in-time.ts";
import { awsCall, deskCall, deskMs, functionSeconds, marginMs, otherSystem } from "./limits.ts";

/** The longest pauses of the SDK between the tries of one call, in milliseconds (standard retry mode: 100 ms, doubled each time). */
const pausesMs = ({ maxAttempts }: { readonly maxAttempts: number }) =>
  Array.from({ length: maxAttempts - 1 }, (_, tried) => 100 * 2 ** tried).reduce((all, one) => all + one, 0);

describe("the limits of calls", () => {
  const ends = (kind: keyof typeof functionSeconds) => functionSeconds[kind] * 1000 - marginMs;
  const awsMs = awsCall.maxAttempts * awsCall.answerMs + pausesMs(awsCall);

  it("let every function hear of each call's end before its own", () => {
    for (const kind of ["api", "desk", "relay", "subscriber", "clock"] as const) {
      expect(awsMs).toBeLessThan(ends(kind));
      expect(otherSystem.overallMs).toBeLessThan(ends(kind));
    }
  });

  it("let the desk answer before whoever asks it gives up, and that one before its own end", () => {
    expect(functionSeconds.desk * 1000).toBeLessThan(deskMs);
    expect(deskMs).toBeLessThan(ends("api"));
    expect(deskMs).toBeLessThan(ends("subscriber"));
    expect(deskCall.answerMs).toBeLessThanOrEqual(deskMs);
  });

  it("connect before they wait, and end before the gateway's 30 seconds", () => {
    for (const call of [awsCall, deskCall]) expect(call.connectMs).toBeLessThan(call.answerMs);
    expect(functionSeconds.api).toBeLessThan(30);
  });
});

describe("a client of AWS", () => {
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
  const calls: Record<string, (url: string) => Promise<unknown>> = {
    EventBridge: () => awsClient(EventBridgeClient, limits).send(new PutEventsCommand({ Entries: [{}] })),
    KMS: () =>
      awsClient(KMSClient, limits).send(
        new GenerateMacCommand({ KeyId: "key", MacAlgorithm: "HMAC_SHA_256", Message: Buffer.from("1") }),
      ),
    Lambda: () => awsClient(LambdaClient, limits).send(new InvokeCommand({ FunctionName: "desk" })),
    SQS: (url) => awsClient(SQSClient, limits).send(new SendMessageCommand({ QueueUrl: `${url}/1`, MessageBody: "1" })),
  };
  for (const [service, call] of Object.entries(calls))
    it.each(["accepts and never answers", "breaks off", "answers half"])(
      `of ${service} gives up a server that %s, with an error that may pass`,
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
