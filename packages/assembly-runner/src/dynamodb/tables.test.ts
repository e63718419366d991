import { afterAll, beforeAll, expect, test } from "vitest";
import type { Table } from "../assembly/plan.ts";
import { asList, asObject, type JsonObject } from "../json.ts";
import { openReader } from "../streams/reader.ts";
import { type Engine, startEngine } from "./engine.ts";
import { ensureTables } from "./tables.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine("memory");
});
afterAll(() => engine.stop());

const attribute = (AttributeName: string) => ({ AttributeName, AttributeType: "S" });
const index = (name: string) => ({
  IndexName: name,
  KeySchema: [{ AttributeName: name, KeyType: "HASH" }],
  Projection: { ProjectionType: "ALL" },
});
const table = (name: string, more: JsonObject = {}): Table => ({
  name,
  arn: `arn:${name}`,
  streamArn: `arn:${name}/stream`,
  definition: {
    TableName: name,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [attribute("pk")],
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    ...more,
  },
});
const indexesOf = async (TableName: string) => {
  const described = await engine.call("DynamoDB_20120810.DescribeTable", { TableName });
  return asList(asObject(described["Table"])?.["GlobalSecondaryIndexes"]).map((one) => asObject(one)?.["IndexName"]);
};

test("tables are created, and a table with a stream answers the engine's ARN of it", async () => {
  const streamed = table("Streamed", { StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" } });
  const streams = await ensureTables(engine, [streamed, table("Plain")]);
  expect([...streams.keys()]).toEqual([streamed.streamArn]);
  expect(await ensureTables(engine, [streamed])).toEqual(streams);
});

test("a table that is there gains the indexes that are new in the template", async () => {
  const growing = (...names: readonly string[]) =>
    table("Growing", {
      AttributeDefinitions: ["pk", ...names].map(attribute),
      GlobalSecondaryIndexes: names.map(index),
    });
  await ensureTables(engine, [growing("one")]);
  await ensureTables(engine, [growing("one", "two")]);
  expect((await indexesOf("Growing")).toSorted()).toEqual(["one", "two"]);
});

test("a table that is there gains the stream that is new in the template, with what stood there before a change", async () => {
  const grown = table("Watched", {
    StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
  });
  const put = (text: string) =>
    engine.call("DynamoDB_20120810.PutItem", { TableName: "Watched", Item: { pk: { S: "one" }, text: { S: text } } });
  expect(await ensureTables(engine, [table("Watched")])).toEqual(new Map());
  await put("first");
  const streams = await ensureTables(engine, [grown]);
  await put("second");
  expect(await ensureTables(engine, [grown])).toEqual(streams);
  const records = await openReader(engine, streams.get(grown.streamArn) ?? "", undefined).next(10);
  expect(records).toMatchObject([
    { eventName: "MODIFY", dynamodb: { OldImage: { text: { S: "first" } }, NewImage: { text: { S: "second" } } } },
  ]);
});

test("a table that is there with another key is refused", async () => {
  await ensureTables(engine, [table("Kept")]);
  const other = table("Kept", {
    AttributeDefinitions: [attribute("id")],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  });
  await expect(ensureTables(engine, [other])).rejects.toMatchObject({
    problem: { code: "table-key-changed", table: "Kept" },
  });
});
