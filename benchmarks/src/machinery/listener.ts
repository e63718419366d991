import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { bundleOf } from "./build.ts";
import type { Json } from "./call.ts";
import { assembly } from "./tables.ts";

const copy = join(import.meta.dirname, "../../dist/cdk.out");

/** Name of the table in which the listener notes what it has heard. */
export const listenerTable = "bench-listener";

/**
 * Copies the synthesized Test stage and adds one more service to it: a queue, a rule for decided concerns and the subscriber of the
 * benchmarks. Answers the folder of the copy's stage.
 */
export const assemblyWithListener = async (): Promise<string> => {
  rmSync(copy, { recursive: true, force: true });
  cpSync(dirname(assembly), copy, { recursive: true });
  const stage = join(copy, basename(assembly));
  const folder = join(copy, "asset.listener");
  mkdirSync(folder);
  cpSync(await bundleOf("subscriber", { file: "handlers/subscriber.ts" }), join(folder, "index.js"));

  const write = (file: string, content: unknown) => writeFileSync(join(stage, file), JSON.stringify(content));
  const source = { path: "../asset.listener", packaging: "zip" };
  const destinations = { here: { bucketName: "bench", objectKey: "listener.zip" } };
  write("Listener.assets.json", { version: "1", files: { listener: { source, destinations } } });
  write("Listener.template.json", { Resources: resources(busOf(stage)) });
  const manifest = JSON.parse(readFileSync(join(stage, "manifest.json"), "utf8")) as {
    artifacts: Record<string, Json>;
  };
  manifest.artifacts["Listener.assets"] = {
    type: "cdk:asset-manifest",
    properties: { file: "Listener.assets.json" },
  };
  const visits = Object.values(manifest.artifacts).find(({ type }) => type === "aws:cloudformation:stack");
  manifest.artifacts["Listener"] = {
    type: "aws:cloudformation:stack",
    environment: visits?.["environment"],
    properties: { templateFile: "Listener.template.json", stackName: "Listener" },
  };
  write("manifest.json", manifest);
  return stage;
};

/** The name of the bus as visits' own relay gets it: an import of what the foundation exports. */
const busOf = (stage: string): unknown => {
  const file = readdirSync(stage).find((name) => /Visits.*\.template\.json$/.test(name)) ?? "";
  const { Resources } = JSON.parse(readFileSync(join(stage, file), "utf8")) as {
    Resources: Record<string, { Properties?: { Environment?: { Variables?: Json } } }>;
  };
  return Object.values(Resources)
    .map(({ Properties }) => Properties?.Environment?.Variables?.["EVENT_BUS_NAME"])
    .find((name) => name !== undefined);
};

const table = (TableName: string) => ({
  Type: "AWS::DynamoDB::Table",
  Properties: {
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: ["pk", "sk"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
  },
});

const resources = (bus: unknown) => ({
  Table: table(listenerTable),
  AccessLog: table(`${listenerTable}-access-log`),
  DeadLetters: { Type: "AWS::SQS::Queue", Properties: {} },
  Inbox: {
    Type: "AWS::SQS::Queue",
    Properties: {
      VisibilityTimeout: 180,
      RedrivePolicy: { maxReceiveCount: 5, deadLetterTargetArn: { "Fn::GetAtt": ["DeadLetters", "Arn"] } },
    },
  },
  Rule: {
    Type: "AWS::Events::Rule",
    Properties: {
      EventBusName: bus,
      EventPattern: { source: ["trygt.visits"], "detail-type": ["visits.concern-decided.v1"] },
      State: "ENABLED",
      Targets: [{ Id: "Inbox", Arn: { "Fn::GetAtt": ["Inbox", "Arn"] } }],
    },
  },
  Subscriber: {
    Type: "AWS::Lambda::Function",
    Properties: {
      Code: { S3Bucket: "bench", S3Key: "listener.zip" },
      Handler: "index.handler",
      Runtime: "nodejs24.x",
      Timeout: 30,
      MemorySize: 512,
      Environment: {
        Variables: {
          TABLE_NAME: listenerTable,
          ACCESS_LOG_TABLE_NAME: `${listenerTable}-access-log`,
          DEAD_LETTER_QUEUE_URL: { Ref: "DeadLetters" },
          POLICY: "{}",
          IMPACT_ASSESSMENT: "invented-people-only",
        },
      },
    },
  },
  Subscription: {
    Type: "AWS::Lambda::EventSourceMapping",
    Properties: {
      EventSourceArn: { "Fn::GetAtt": ["Inbox", "Arn"] },
      FunctionName: { Ref: "Subscriber" },
      BatchSize: 10,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      ScalingConfig: { MaximumConcurrency: 10 },
    },
  },
});
