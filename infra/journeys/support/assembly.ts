import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { throughDoors } from "./doors.ts";
import type { Doors } from "./fault-proxy.ts";
import { jobsFunctions, jobsService, type Resources } from "./jobs.ts";

const root = resolve(import.meta.dirname, "../../..");
const synthesized = join(root, "infra/cdk.out");
const stage = "assembly-Trygt-Test";

type Properties = Readonly<Record<string, unknown>>;

/** A copy of the synthesized stage in a folder of its own, to which a test adds what its story needs. */
export type Assembly = { readonly folder: string; readonly remove: () => void };

type Additions = { readonly neighbour?: string; readonly jobs?: true; readonly doors?: Doors };

/**
 * Copies the stage and adds an announcer, which puts events of services that are not there on the bus; with the address of a
 * neighbour, also a second service that hears of decided concerns; with jobs, also a service of the job centre that fetches offers;
 * with doors, the functions call their neighbours through them.
 */
export const assemblyWith = (more: Additions = {}): Assembly => {
  const place = mkdtempSync(join(tmpdir(), "trygt-assembly-"));
  const assets = readdirSync(synthesized).filter((name) => name.startsWith("asset."));
  for (const name of [stage, ...assets])
    cpSync(join(synthesized, name), join(place, name), { recursive: true, filter: (file) => !file.endsWith(".map") });
  const folder = join(place, stage);
  const templateOf = (stack: string) =>
    join(folder, readdirSync(folder).find((file) => new RegExp(`${stack}\\w*\\.template\\.json$`).test(file)) ?? "");
  edit(templateOf("Foundation"), (template) => ({
    ...template,
    Resources: { ...(template["Resources"] as Resources), ...announcer(template["Resources"] as Resources) },
  }));
  const functions = [
    "announcer",
    ...(more.neighbour === undefined ? [] : ["subscriber"]),
    ...(more.jobs ? jobsFunctions.map((name) => `jobs-${name}`) : []),
  ];
  for (const name of functions) bundle(name, join(place, `asset.${name}`));
  write(join(folder, "Second.assets.json"), {
    version: "1",
    files: Object.fromEntries(functions.map((name) => [name, asset(name)])),
  });
  write(join(folder, "Second.template.json"), {
    Resources: more.neighbour === undefined ? {} : secondService(more.neighbour),
  });
  if (more.jobs) write(join(folder, "Jobs.template.json"), { Resources: jobsService(read(templateOf("Visits"))) });
  edit(join(folder, "manifest.json"), (manifest) => ({
    ...manifest,
    artifacts: { ...(manifest["artifacts"] as Properties), ...stack("Second"), ...(more.jobs ? stack("Jobs") : {}) },
  }));
  if (more.doors !== undefined)
    for (const service of ["Visits", "Exchange", ...(more.jobs ? ["Jobs"] : [])])
      edit(templateOf(service), (template) => ({
        ...template,
        Resources: throughDoors(service, template["Resources"] as Resources, more.doors ?? {}),
      }));
  return { folder, remove: () => rmSync(place, { recursive: true, force: true }) };
};

const write = (file: string, value: unknown): void => writeFileSync(file, JSON.stringify(value));

const read = (template: string): Resources => JSON.parse(readFileSync(template, "utf8")).Resources;

const edit = (file: string, change: (content: Properties) => Properties): void =>
  write(file, change(JSON.parse(readFileSync(file, "utf8")) as Properties));

const bundle = (name: string, folder: string): void => {
  mkdirSync(folder);
  execFileSync(join(root, "node_modules/.bin/esbuild"), [
    resolve(import.meta.dirname, `../second-service/${name.replace("-", "/")}.ts`),
    ...["--bundle", "--platform=node", "--target=node24", "--format=cjs", "--main-fields=module,main"],
    ...["--log-level=error", `--outfile=${join(folder, "index.js")}`],
  ]);
};

const asset = (name: string) => ({
  source: { path: `../asset.${name}`, packaging: "zip" },
  destinations: { here: { bucketName: "assets", objectKey: `${name}.zip` } },
});

const stack = (name: "Second" | "Jobs") => ({
  "Second.assets": { type: "cdk:asset-manifest", properties: { file: "Second.assets.json" } },
  [name]: {
    type: "aws:cloudformation:stack",
    environment: "aws://222222222222/eu-north-1",
    properties: { templateFile: `${name}.template.json`, stackName: name },
  },
});

const lambda = (name: string, Variables: Properties): Resources[string] => ({
  Type: "AWS::Lambda::Function",
  Properties: {
    Code: { S3Bucket: "assets", S3Key: `${name}.zip` },
    Handler: "index.handler",
    Runtime: "nodejs24.x",
    Timeout: 10,
    MemorySize: 256,
    LoggingConfig: { LogFormat: "JSON" },
    Environment: { Variables },
  },
});

const announcer = (foundation: Resources): Resources => {
  const idOf = (kind: string): string => Object.keys(foundation).find((id) => foundation[id]?.Type === kind) ?? "";
  const ApiId = { Ref: idOf("AWS::ApiGatewayV2::Api") };
  return {
    Announcer: lambda("announcer", { EVENT_BUS_NAME: { Ref: idOf("AWS::Events::EventBus") } }),
    AnnouncerIntegration: {
      Type: "AWS::ApiGatewayV2::Integration",
      Properties: {
        ApiId,
        IntegrationType: "AWS_PROXY",
        IntegrationUri: { "Fn::GetAtt": ["Announcer", "Arn"] },
        PayloadFormatVersion: "2.0",
      },
    },
    AnnouncerRoute: {
      Type: "AWS::ApiGatewayV2::Route",
      Properties: {
        ApiId,
        RouteKey: "POST /announcements",
        AuthorizationType: "NONE",
        Target: { "Fn::Join": ["/", ["integrations", { Ref: "AnnouncerIntegration" }]] },
      },
    },
  };
};

const table = (): Resources[string] => ({
  Type: "AWS::DynamoDB::Table",
  Properties: {
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
    AttributeDefinitions: ["pk", "sk"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    BillingMode: "PAY_PER_REQUEST",
  },
});

const secondService = (neighbour: string): Resources => ({
  Notes: table(),
  NotesLog: table(),
  Subscriber: lambda("subscriber", {
    TABLE_NAME: { Ref: "Notes" },
    ACCESS_LOG_TABLE_NAME: { Ref: "NotesLog" },
    DEAD_LETTER_QUEUE_URL: { Ref: "DeadLetters" },
    NEIGHBOUR_URL: neighbour,
    POLICY: "{}",
    IMPACT_ASSESSMENT: "invented-people-only",
  }),
  DeadLetters: { Type: "AWS::SQS::Queue", Properties: {} },
  Inbox: {
    Type: "AWS::SQS::Queue",
    Properties: {
      VisibilityTimeout: 60,
      RedrivePolicy: { deadLetterTargetArn: { "Fn::GetAtt": ["DeadLetters", "Arn"] }, maxReceiveCount: 3 },
    },
  },
  Rule: {
    Type: "AWS::Events::Rule",
    Properties: {
      EventBusName: "trygt",
      EventPattern: { source: ["trygt.visits"], "detail-type": ["visits.concern-decided.v1"] },
      State: "ENABLED",
      Targets: [
        {
          Id: "Inbox",
          Arn: { "Fn::GetAtt": ["Inbox", "Arn"] },
          DeadLetterConfig: { Arn: { "Fn::GetAtt": ["DeadLetters", "Arn"] } },
        },
      ],
    },
  },
  Mapping: {
    Type: "AWS::Lambda::EventSourceMapping",
    Properties: {
      EventSourceArn: { "Fn::GetAtt": ["Inbox", "Arn"] },
      FunctionName: { Ref: "Subscriber" },
      BatchSize: 10,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    },
  },
});
