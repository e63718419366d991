import type { ITable } from "aws-cdk-lib/aws-dynamodb";
import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Stack } from "aws-cdk-lib/core";
import { allow } from "../function.ts";
import { about, due, staff, worklist } from "./tables.ts";

/** Where a service keeps who did what, and the key over it. */
export type AccessLog = { readonly accessLog: ITable; readonly key: IKey };

/** What a service keeps its records in, and the keys over them. */
export type Records = AccessLog & { readonly table: ITable; readonly subjectKey: IKey };

const index = (table: ITable, name: string) => `${table.tableArn}/index/${name}`;

/** Uses of the stage's key for DynamoDB, and for nothing else. */
export const throughDynamo = (key: IKey): PolicyStatement =>
  allow(
    ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
    [key.keyArn],
    { StringEquals: { "kms:ViaService": `dynamodb.${Stack.of(key).region}.amazonaws.com` } },
  );

/** What a function needs to run commands: read and write single records and their history, write into the vault without reading it. */
export const commands = ({ table }: Records): PolicyStatement[] => [
  allow(["dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], [table.tableArn]),
  // The vault stands in the same table: it is not read item by item, but by whoever says so
  allow(["dynamodb:GetItem", "dynamodb:Query"], [table.tableArn], {
    "ForAllValues:StringNotLike": { "dynamodb:LeadingKeys": ["SUBJECT#*"] },
  }),
];

/** Adds to the access log, and never changes or reads it. */
export const logs = ({ accessLog, key }: AccessLog): PolicyStatement[] => [
  allow(["dynamodb:PutItem"], [accessLog.tableArn]),
  throughDynamo(key),
];

/** Reads the access logs of these services, and writes none. */
export const readsAccessLogs = (accessLogs: readonly ITable[], key: IKey): PolicyStatement[] => [
  allow(
    ["dynamodb:Query"],
    accessLogs.flatMap((log) => [log.tableArn, index(log, about), index(log, staff)]),
  ),
  throughDynamo(key),
];

/** Lists the records that somebody may see. */
export const readsWorklists = ({ table }: Records): PolicyStatement[] => [
  allow(["dynamodb:Query"], [index(table, worklist)]),
];

/** Reads a person's data, several items at a time. */
export const readsVault = ({ table }: Records): PolicyStatement[] => [
  allow(["dynamodb:BatchGetItem"], [table.tableArn]),
];

/** Reads counters; they stand in the table itself, which every command may query for the history of its record. */
export const readsCounters = (): PolicyStatement[] => [];

/** Turns a CPR number into the service's reference to a person; nothing else may be done with that key. */
export const references = ({ subjectKey }: Records): PolicyStatement[] => [
  allow(["kms:GenerateMac"], [subjectKey.keyArn]),
];

/** Finds what has fallen due. */
export const readsDueIndex = ({ table }: Records): PolicyStatement[] => [
  allow(["dynamodb:Query"], [index(table, due)]),
];

/** Reads the stream of a table. Throws for a table without one. */
export const stream = ({ table, key }: { readonly table: ITable; readonly key: IKey }): PolicyStatement[] => {
  if (table.tableStreamArn === undefined) throw new Error("The table has no stream to read");
  return [
    allow(
      ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"],
      [table.tableStreamArn],
    ),
    allow(["kms:Decrypt"], [key.keyArn], {
      StringEquals: { "kms:ViaService": `dynamodb.${Stack.of(key).region}.amazonaws.com` },
    }),
  ];
};
