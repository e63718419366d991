import type { ITable } from "aws-cdk-lib/aws-dynamodb";
import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Stack } from "aws-cdk-lib/core";
import { allow } from "../function.ts";
import { about, due, worklist } from "./tables.ts";

/** What a service keeps its records in, and the keys over them. */
export type Records = {
  readonly table: ITable;
  readonly accessLog: ITable;
  readonly subjectKey: IKey;
  readonly key: IKey;
};

const index = (table: ITable, name: string) => `${table.tableArn}/index/${name}`;

/** Uses of the stage's key for DynamoDB, and for nothing else. */
export const throughDynamo = (key: IKey): PolicyStatement =>
  allow(
    ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
    [key.keyArn],
    { StringEquals: { "kms:ViaService": `dynamodb.${Stack.of(key).region}.amazonaws.com` } },
  );

/** What a function needs to run commands: read and write records, add to the access log and never change it. */
export const commands = ({ table, accessLog, key }: Records): PolicyStatement[] => [
  allow(
    [
      "dynamodb:BatchGetItem",
      "dynamodb:ConditionCheckItem",
      "dynamodb:DeleteItem",
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "dynamodb:UpdateItem",
    ],
    [table.tableArn],
  ),
  allow(["dynamodb:Query"], [table.tableArn, index(table, worklist)]),
  allow(["dynamodb:PutItem"], [accessLog.tableArn]),
  throughDynamo(key),
];

/** Turns a CPR number into the service's reference to a person; nothing else may be done with that key. */
export const references = ({ subjectKey }: Records): PolicyStatement[] => [
  allow(["kms:GenerateMac"], [subjectKey.keyArn]),
];

/** Reads who has seen a record: for the data protection officer and the person's own questions. */
export const readsOfLog = ({ accessLog }: Records): PolicyStatement[] => [
  allow(["dynamodb:Query"], [index(accessLog, about)]),
];

/** Finds what has fallen due. */
export const dues = ({ table }: Records): PolicyStatement[] => [allow(["dynamodb:Query"], [index(table, due)])];

/** Reads the stream of the table. Throws for a table without one. */
export const stream = ({ table, key }: Records): PolicyStatement[] => {
  if (table.tableStreamArn === undefined) throw new Error("The table has no stream to relay from");
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
