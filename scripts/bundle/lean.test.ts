import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { withCannedAws } from "./canned-aws.ts";
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
  test("a cancelled transaction is told apart from other errors", async () => {
    const named = (name: string) => JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}` });
    const { outputFiles } = await bundled(transaction);
    const unit = { exports: {} as { isCancelled: (endpoint: string) => Promise<boolean> } };
    new Function("module", "require", outputFiles[0]?.text ?? "")(unit, packageOf);
    const asked = async (name: string) =>
      (await withCannedAws({ status: 400, body: named(name) }, unit.exports.isCancelled)).result;
    expect(await asked("TransactionCanceledException")).toBe(true);
    expect(await asked("ConditionalCheckFailedException")).toBe(false);
    expect(await asked("ResourceNotFoundException")).toBe(false);
  });
});

const transaction = `
  import { DynamoDBClient, TransactionCanceledException, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  export const isCancelled = async (endpoint) => {
    const client = new DynamoDBClient({ endpoint, region: "eu-north-1", credentials, maxAttempts: 1 });
    return client.send(new TransactWriteItemsCommand({ TransactItems: [] })).then(
      () => undefined,
      (error) => error instanceof TransactionCanceledException,
    );
  };`;
