import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { child } from "./people.ts";

/** What stands in for everything outside a function but DynamoDB: KMS, EventBridge, SQS and the person register, at one endpoint. */
export type StandIns = {
  readonly endpoint: string;
  /** How often each operation was called since the last `forget`. */
  readonly calls: () => Readonly<Record<string, number>>;
  readonly forget: () => void;
  readonly stop: () => void;
};

/** Starts the stand-ins on a free port. They take every event, and know one child. */
export const startStandIns = async (): Promise<StandIns> => {
  const calls = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const target = String(request.headers["x-amz-target"] ?? request.url);
    const operation = target.startsWith("/Users/") ? "Users" : target.replace(/^.*[./]/, "");
    calls.set(operation, (calls.get(operation) ?? 0) + 1);
    response.setHeader("content-type", "application/x-amz-json-1.1").end(JSON.stringify(answer(operation, body)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    calls: () => Object.fromEntries(calls),
    forget: () => calls.clear(),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

const answer = (operation: string, body: Buffer): unknown => {
  switch (operation) {
    case "GenerateMac": {
      const { Message, KeyId } = JSON.parse(body.toString()) as { Message: string; KeyId: string };
      return {
        KeyId,
        MacAlgorithm: "HMAC_SHA_256",
        Mac: createHmac("sha256", "bench").update(Message).digest("base64"),
      };
    }
    case "PutEvents": {
      const { Entries } = JSON.parse(body.toString()) as { Entries: readonly unknown[] };
      return { FailedEntryCount: 0, Entries: Entries.map((_, at) => ({ EventId: String(at) })) };
    }
    case "lookup":
      return child;
    // A member of staff of whom the directory tells nothing more
    case "Users":
      return {};
    default:
      throw new Error(`The stand-ins do not know ${operation}`);
  }
};

/** The whole body of a request. */
export const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};
