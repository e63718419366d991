import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, test, vi } from "vitest";
import { lighter } from "./lean.ts";
import { bundleOptions } from "./options.ts";
import { regionalEndpoint } from "./regional-endpoint.ts";

const kit = join(import.meta.dirname, "../../packages/service-kit");
const packageOf = createRequire(join(kit, "package.json"));

const clients = [
  { client: "dynamodb", host: "dynamodb", make: "DynamoDBClient" },
  { client: "eventbridge", host: "events", make: "EventBridgeClient" },
  { client: "kms", host: "kms", make: "KMSClient" },
  { client: "lambda", host: "lambda", make: "LambdaClient" },
  { client: "sqs", host: "sqs", make: "SQSClient" },
] as const;

const bundled = (contents: string, resolveDir = kit) =>
  build({
    ...bundleOptions,
    stdin: { contents, resolveDir },
    metafile: true,
    write: false,
    logLevel: "silent",
  });

describe("what a bundle leaves out", () => {
  test.each(clients)(
    "$client answers where the SDK itself would look, in every kind of region",
    ({ client, host, make }) => {
      const sdk = new (packageOf(`@aws-sdk/client-${client}`)[make])({ region: "eu-north-1" });
      for (const Region of [
        "eu-north-1",
        "eu-central-1",
        "us-east-1",
        "ap-southeast-2",
        "me-south-1",
        "il-central-1",
      ]) {
        const asked = { Region, UseFIPS: false, UseDualStack: false };
        expect(regionalEndpoint(host)(asked).url.href).toBe(sdk.config.endpointProvider(asked).url.href);
      }
      const elsewhere = { Endpoint: "http://127.0.0.1:8000", Region: "eu-north-1" };
      expect(regionalEndpoint(host)(elsewhere).url.href).toBe(sdk.config.endpointProvider(elsewhere).url.href);
    },
  );

  test.each(["cn-north-1", "us-gov-west-1", "us-iso-east-1", "eusc-de-east-1", undefined])(
    "the region %s, which lies in another partition or nowhere, is refused",
    (Region) => {
      expect(() => regionalEndpoint("dynamodb")({ ...(Region === undefined ? {} : { Region }) })).toThrow(/AWS_REGION/);
    },
  );

  test("every lighter module stands for one that the libraries still have", async () => {
    const sdk = await bundled(clients.map(({ client }) => `export * from "@aws-sdk/client-${client}";`).join("\n"));
    const modules = Object.keys(sdk.metafile.inputs);
    for (const { module } of lighter) expect(modules.filter((path) => module.test(path))).not.toEqual([]);
  });

  test("an error class that is left out cannot be told apart by mistake", async () => {
    const kept = `import { TransactionCanceledException as kept } from "@aws-sdk/client-dynamodb"; console.log(kept);`;
    await expect(bundled(kept)).resolves.toBeDefined();
    const lost = `import { ResourceInUseException as lost } from "@aws-sdk/client-dynamodb"; console.log(lost);`;
    await expect(bundled(lost)).rejects.toThrow(/ResourceInUseException/);
  });
});

describe("what a bundle still does", () => {
  test("a cancelled transaction is told apart, with the reasons that the service gave", async () => {
    const failed = { Code: "ConditionalCheckFailed", Item: { version: { N: "3" } } };
    const answer = {
      __type: "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
      CancellationReasons: [failed],
    };
    const { error, isCancelled } = await exchanged(400, answer, transaction);
    expect(isCancelled).toBe(true);
    expect(error).toMatchObject({ name: "TransactionCanceledException", CancellationReasons: [failed] });
  });

  test("an error without a class keeps its name, its status and its words", async () => {
    const answer = { __type: "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException", message: "No such table" };
    const { error, isCancelled } = await exchanged(400, answer, transaction);
    expect(isCancelled).toBe(false);
    expect(error).toMatchObject({ name: "ResourceNotFoundException", message: "No such table", $fault: "client" });
    expect(error).toHaveProperty("$metadata.httpStatusCode", 400);
  });

  test("a function is invoked at its own address, and its failure is heard", async () => {
    const { reply, path } = await exchanged(200, { errorMessage: "lost" }, invocation, {
      "x-amz-function-error": "Unhandled",
    });
    expect(path).toBe("/2015-03-31/functions/desk/invocations");
    expect(reply).toEqual({ failed: "Unhandled", payload: '{"errorMessage":"lost"}' });
  });
});

const transaction = `
  import { DynamoDBClient, TransactionCanceledException, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
  export const run = async (endpoint) => {
    const client = new DynamoDBClient({ endpoint, region: "eu-north-1", maxAttempts: 1 });
    try {
      return { reply: await client.send(new TransactWriteItemsCommand({ TransactItems: [] })) };
    } catch (error) {
      return { error, isCancelled: error instanceof TransactionCanceledException };
    }
  };`;

const invocation = `
  import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
  export const run = async (endpoint) => {
    const client = new LambdaClient({ endpoint, region: "eu-north-1", maxAttempts: 1 });
    const answer = await client.send(new InvokeCommand({ FunctionName: "desk", Payload: "{}" }));
    return { reply: { failed: answer.FunctionError, payload: answer.Payload.transformToString() } };
  };`;

type Heard = { readonly reply?: unknown; readonly error?: unknown; readonly isCancelled?: boolean };

/** Bundles and runs a program against a server that gives one answer. */
const exchanged = async (
  status: number,
  answer: unknown,
  program: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Heard & { readonly path: string | undefined }> => {
  const { outputFiles } = await bundled(program);
  const unit = { exports: {} as { run: (endpoint: string) => Promise<Heard> } };
  new Function("module", "require", outputFiles[0]?.text ?? "")(unit, packageOf);
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  let path: string | undefined;
  const server = createServer((request, response) => {
    path = request.url;
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const { port } = server.address() as AddressInfo;
    return { ...(await unit.exports.run(`http://127.0.0.1:${port}`)), path };
  } finally {
    server.closeAllConnections();
    server.close();
    vi.unstubAllEnvs();
  }
};
