// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these placeholders are CloudFormation's, not JavaScript's
import { expect, test } from "vitest";
import { resolveIntrinsics, type Scope } from "./intrinsics.ts";

const known = (values: Readonly<Record<string, unknown>>) => (name: string) => {
  if (!(name in values)) throw new Error(`unknown: ${name}`);
  return values[name];
};

const scope: Scope = {
  reference: known({ Table: "table-1", "AWS::Region": "eu-north-1", Stage: "test" }),
  attribute: (logicalId, attribute) => `${logicalId}/${attribute}`,
  importValue: known({ "Foundation:Bus": "bus-1" }),
  conditions: {
    IsTest: { "Fn::Equals": [{ Ref: "Stage" }, "test"] },
    IsProduction: { "Fn::Not": [{ Condition: "IsTest" }] },
    Either: { "Fn::Or": [{ Condition: "IsTest" }, { Condition: "IsProduction" }] },
    Both: { "Fn::And": [{ Condition: "IsTest" }, { Condition: "IsProduction" }] },
  },
  mappings: { Limits: { test: { size: 3 } } },
};
const resolve = (value: unknown) => resolveIntrinsics(value, scope);

test.each<[string, unknown, unknown]>([
  ["a reference", { Ref: "Table" }, "table-1"],
  ["an attribute", { "Fn::GetAtt": ["Table", "Arn"] }, "Table/Arn"],
  ["a dotted attribute", { "Fn::GetAtt": "Queue.Arn" }, "Queue/Arn"],
  ["a joined text", { "Fn::Join": [":", ["arn", { Ref: "AWS::Region" }, 5]] }, "arn:eu-north-1:5"],
  [
    "a substituted text",
    { "Fn::Sub": "${Table} in ${AWS::Region}, ${Table.Arn}, ${!kept}" },
    "table-1 in eu-north-1, Table/Arn, ${kept}",
  ],
  ["own variables", { "Fn::Sub": ["${a}-${Table}", { a: { Ref: "Stage" } }] }, "test-table-1"],
  ["a piece of a split text", { "Fn::Select": [1, { "Fn::Split": ["-", "a-b-c"] }] }, "b"],
  ["an import", { "Fn::ImportValue": { "Fn::Sub": "Foundation:Bus" } }, "bus-1"],
  ["a mapping", { "Fn::FindInMap": ["Limits", { Ref: "Stage" }, "size"] }, 3],
  ["a choice", { "Fn::If": ["IsProduction", "yes", "no"] }, "no"],
  ["a choice by either of two conditions", { "Fn::If": ["Either", "yes", "no"] }, "yes"],
  ["a choice inside", { a: { "Fn::If": ["Both", 1, { b: { Ref: "Table" } }] } }, { a: { b: "table-1" } }],
  [
    "nothing",
    { a: 1, b: { Ref: "AWS::NoValue" }, c: [{ "Fn::If": ["IsProduction", 1, { Ref: "AWS::NoValue" }] }, 2] },
    { a: 1, c: [2] },
  ],
  [
    "a policy's own Condition",
    { Condition: { StringEquals: { a: "b" } } },
    { Condition: { StringEquals: { a: "b" } } },
  ],
])("the templates resolve %s", (_, value, expected) => {
  expect(resolve(value)).toEqual(expected);
});

test.each([
  [{ Ref: "Nobody" }],
  [{ "Fn::ImportValue": "Nobody" }],
  [{ "Fn::Cidr": ["10.0.0.0/8", 1, 8] }],
  [{ "Fn::If": ["Nobody", 1, 2] }],
])("a template that names what does not exist is refused: %j", (value) => {
  expect(() => resolve(value)).toThrow();
});
