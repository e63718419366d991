import { createRequire } from "node:module";
import { join } from "node:path";
import { once } from "@trygt/contracts";
import { build } from "esbuild";
// @boundaries-ignore what is tested must be bundled in the very way of the services
import { bundleOptions } from "../../../../scripts/bundle/options.ts";
import type { dynamoStore, Tables } from "../dynamodb/store.ts";
import type { Store } from "../records/store.ts";
import type { TestEngine } from "./engine.ts";

type Bundled = {
  readonly dynamoStore: typeof dynamoStore;
  readonly DynamoDBClient: new (configuration: object) => Tables["client"];
};

const program = `
  export { DynamoDBClient } from "@aws-sdk/client-dynamodb";
  export { dynamoStore } from "./src/dynamodb/store.ts";
`;

const bundled = once(async (): Promise<Bundled> => {
  const kit = join(import.meta.dirname, "../..");
  const { outputFiles } = await build({
    ...bundleOptions,
    stdin: { contents: program, resolveDir: kit, loader: "ts" },
    write: false,
  });
  const unit = { exports: {} as Bundled };
  new Function("module", "require", outputFiles[0]?.text ?? "")(unit, createRequire(join(kit, "package.json")));
  return unit.exports;
});

/** The store on new tables of the engine, with the client of the AWS SDK, both out of a bundle like those that are deployed. */
export const bundledStore = async (engine: TestEngine): Promise<Store> => {
  const bundle = await bundled();
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new bundle.DynamoDBClient({ endpoint: engine.endpoint, region: "eu-central-1", credentials });
  return bundle.dynamoStore({ client, ...(await engine.tables()) });
};
