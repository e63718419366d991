import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { Table } from "../assembly/plan.ts";
import { asList, asObject, type JsonObject } from "../json.ts";
import { startRefusal } from "../start-refusal.ts";
import type { Engine } from "./engine.ts";

const describe = async (engine: Engine, name: string): Promise<JsonObject | undefined> => {
  try {
    return asObject((await engine.call("DynamoDB_20120810.DescribeTable", { TableName: name }))["Table"]);
  } catch (error) {
    if ((error as Error).name === "ResourceNotFoundException") return undefined;
    throw error;
  }
};

const indexNames = (table: JsonObject): ReadonlySet<unknown> =>
  new Set(asList(table["GlobalSecondaryIndexes"]).map((index) => asObject(index)?.["IndexName"]));

/** Adds the indexes that the template has gained since the data folder was made. */
const addIndexes = async (engine: Engine, table: Table, existing: JsonObject): Promise<void> => {
  const known = indexNames(existing);
  for (const index of asList(table.definition["GlobalSecondaryIndexes"])) {
    if (known.has(asObject(index)?.["IndexName"])) continue;
    await engine.call("DynamoDB_20120810.UpdateTable", {
      TableName: table.name,
      AttributeDefinitions: table.definition["AttributeDefinitions"],
      GlobalSecondaryIndexUpdates: [{ Create: index }],
    });
  }
};

/** Turns on the stream that the template has gained since the data folder was made; it tells of what is written from now on, as on AWS. */
const addStream = async (engine: Engine, table: Table, existing: JsonObject): Promise<void> => {
  const StreamSpecification = table.definition["StreamSpecification"];
  if (StreamSpecification === undefined || existing["LatestStreamArn"] !== undefined) return;
  await engine.call("DynamoDB_20120810.UpdateTable", { TableName: table.name, StreamSpecification });
};

const ensureTable = async (engine: Engine, table: Table): Promise<string | undefined> => {
  const existing = await describe(engine, table.name);
  if (existing === undefined) await engine.call("DynamoDB_20120810.CreateTable", table.definition);
  else if (!isDeepStrictEqual(existing["KeySchema"], table.definition["KeySchema"])) {
    throw startRefusal({ code: "table-key-changed", table: table.name });
  } else {
    await addIndexes(engine, table, existing);
    await addStream(engine, table, existing);
  }
  for (;;) {
    const now = await describe(engine, table.name);
    if (now?.["TableStatus"] === "ACTIVE") return now["LatestStreamArn"] as string | undefined;
    await sleep(5);
  }
};

/** Creates the tables of the plan that are missing, adds the indexes and streams that are new, and waits until all are active. Refuses a changed key. Answers the engine's own stream ARN by the plan's stream ARN. */
export const ensureTables = async (engine: Engine, tables: readonly Table[]): Promise<ReadonlyMap<string, string>> => {
  const streams = await Promise.all(
    tables.map(async (table): Promise<[string, string][]> => {
      const streamArn = await ensureTable(engine, table);
      return streamArn === undefined ? [] : [[table.streamArn, streamArn]];
    }),
  );
  return new Map(streams.flat());
};
