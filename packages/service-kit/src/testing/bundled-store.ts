import { once } from "@trygt/contracts";
import type { dynamoStore, Tables } from "../dynamodb/store.ts";
import type { Store } from "../records/store.ts";
import { bundled } from "./bundled.ts";
import type { TestEngine } from "./engine.ts";

type Bundled = {
  readonly dynamoStore: typeof dynamoStore;
  readonly DynamoDBClient: new (configuration: object) => Tables["client"];
};

const bundle = once(() =>
  bundled<Bundled>(`
    export { DynamoDBClient } from "@aws-sdk/client-dynamodb";
    export { dynamoStore } from "./src/dynamodb/store.ts";
  `),
);

/** The store on new tables of the engine, with the client of the AWS SDK, both out of a bundle like those that are deployed. */
export const bundledStore = async (engine: TestEngine): Promise<Store> => {
  const { dynamoStore, DynamoDBClient } = await bundle();
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new DynamoDBClient({ endpoint: engine.endpoint, region: "eu-central-1", credentials });
  return dynamoStore({ client, ...(await engine.tables()) });
};
