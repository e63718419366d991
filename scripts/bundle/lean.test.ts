import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { lean, lighter } from "./lean.ts";
import { regionalEndpoint } from "./regional-endpoint.ts";

const kit = join(import.meta.dirname, "../../packages/service-kit");
const contracts = join(import.meta.dirname, "../../packages/contracts");
const packageOf = createRequire(join(kit, "package.json"));

const clients = [
  { client: "dynamodb", host: "dynamodb", make: "DynamoDBClient" },
  { client: "eventbridge", host: "events", make: "EventBridgeClient" },
  { client: "kms", host: "kms", make: "KMSClient" },
  { client: "sqs", host: "sqs", make: "SQSClient" },
] as const;

const bundled = (contents: string, resolveDir = kit) =>
  build({
    stdin: { contents, resolveDir },
    bundle: true,
    format: "cjs",
    platform: "node",
    mainFields: ["module", "main"],
    metafile: true,
    write: false,
    logLevel: "silent",
    plugins: [lean],
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
    const time = await bundled(`export { fromString } from "temporal-polyfill/fns/PlainDate";`, contracts);
    const modules = [sdk, time].flatMap(({ metafile }) => Object.keys(metafile.inputs));
    for (const { module } of lighter) expect(modules.filter((path) => module.test(path))).not.toEqual([]);
  });

  test("an error class that is left out cannot be told apart by mistake", async () => {
    await expect(bundled(`export { GetItemCommand } from "@aws-sdk/client-dynamodb";`)).resolves.toBeDefined();
    const { TransactionCanceledException } = packageOf("@aws-sdk/client-dynamodb");
    expect(TransactionCanceledException).toBeDefined();
    const taken = `import { TransactionCanceledException as kept } from "@aws-sdk/client-dynamodb"; console.log(kept);`;
    await expect(bundled(taken)).resolves.toBeDefined();
    const dropped = `import { ResourceInUseException as lost } from "@aws-sdk/client-dynamodb"; console.log(lost);`;
    await expect(bundled(dropped)).rejects.toThrow(/ResourceInUseException/);
  });
});
