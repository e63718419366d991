import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Call, Json } from "./call.ts";

/** The folder of the synthesized Test stage, whose tables and functions are measured. */
export const assembly = join(import.meta.dirname, "../../../infra/cdk.out/assembly-Trygt-Test");

/** The two tables of a service in an engine. */
export type Tables = { readonly table: string; readonly accessLog: string };

/**
 * Makes the tables of visits as the synthesized template describes them, under the given names. Throws when nothing was
 * synthesized.
 */
export const createTables = async (call: Call, name: string): Promise<Tables> => {
  const tables = { table: name, accessLog: `${name}-access-log` };
  for (const [id, properties] of tableResources()) {
    const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, BillingMode } = properties;
    const TableName = id.startsWith("AccessLog") ? tables.accessLog : id.startsWith("Table") ? tables.table : undefined;
    // What the watch keeps is in nobody's way
    if (TableName === undefined) continue;
    await call("CreateTable", { TableName, AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, BillingMode });
  }
  return tables;
};

const tableResources = (): [string, Json][] => {
  const file = readdirSync(assembly).find((name) => /Visits.*\.template\.json$/.test(name));
  if (file === undefined) throw new Error(`${assembly} has no stack of visits. Run "npm run synth" first.`);
  const { Resources } = JSON.parse(readFileSync(join(assembly, file), "utf8")) as {
    Resources: Record<string, { Type: string; Properties: Json }>;
  };
  return Object.entries(Resources)
    .filter(([, { Type }]) => Type === "AWS::DynamoDB::Table")
    .map(([id, { Properties }]) => [id, Properties]);
};
