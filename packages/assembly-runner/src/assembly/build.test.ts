import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { api, freshFolder, lambda, type Resources, route, writeAssembly } from "../testing/assembly.ts";
import { chainResources, writeChain } from "../testing/chain.ts";
import { buildPlan } from "./build.ts";
import { readAssembly } from "./read.ts";

const planIn = (folder: string) => buildPlan(readAssembly(folder), "http://127.0.0.1:1");
const planWith = (resources: Resources) => planIn(writeAssembly(resources, { one: "" }));

test("a plan holds what the templates ask for, with names and ARNs resolved", () => {
  const folder = writeChain("/nowhere");
  const plan = planIn(folder);
  expect(plan.tables.map((table) => table.name)).toEqual(["Test-Notes", "Test-Diary"]);
  expect(plan.functions.find((one) => one.name === "Test-Relay")).toMatchObject({
    folder: join(folder, "asset.relay"),
    handler: "index.handler",
    timeoutMs: 10_000,
    environment: { TABLE_NAME: "Test-Notes", EVENT_BUS_NAME: "test-bus" },
  });
  expect(plan.api.routes.find((one) => one.key === "POST /notes/{noteId}")?.authorizer).toMatchObject({
    issuer: "https://login.trygt.example",
    audiences: ["trygt"],
  });
  expect(plan.api.routes.find((one) => one.key === "GET /time")?.authorizer).toBeUndefined();
  const inbox = plan.queues.find((queue) => queue.name === "Test-Inbox");
  expect(inbox).toMatchObject({
    url: "http://127.0.0.1:1/000000000000/Test-Inbox",
    visibilityTimeout: 60,
    redrive: { deadLetterArn: "arn:aws:sqs:eu-north-1:000000000000:Test-Dead", maxReceiveCount: 3 },
  });
  expect(plan.rules).toMatchObject([{ bus: "test-bus", targets: [{ queueArn: inbox?.arn }] }]);
  expect(plan.streamMappings).toMatchObject([{ batchSize: 100, bisect: true, partialFailures: true, maxRetries: 3 }]);
  expect(plan.schedules).toMatchObject([{ name: "daily", timezone: "Europe/Copenhagen", input: "{}" }]);
  expect([...plan.deadLetterArns].map((arn) => arn.split(":").at(-1))).toEqual(["Test-Dead", "Test-StreamDead"]);
});

test("stacks import what other stacks export, in any order", () => {
  const [stack] = readAssembly(
    writeAssembly({ One: lambda("one", { BUS: { "Fn::ImportValue": "Bus" } }) }, { one: "" }),
  );
  if (stack === undefined) throw new Error("no stack");
  const foundation = {
    ...stack,
    name: "Foundation",
    template: {
      Resources: { Bus: { Type: "AWS::Events::EventBus", Properties: { Name: "the-bus" } } },
      Outputs: { Out: { Value: { Ref: "Bus" }, Export: { Name: "Bus" } } },
    },
  };
  for (const stacks of [
    [stack, foundation],
    [foundation, stack],
  ]) {
    expect(buildPlan(stacks, "").functions[0]?.environment).toEqual({ BUS: "the-bus" });
  }
});

test("kinds that requireText no running are passed over", () => {
  const idle = [
    "AWS::IAM::Role",
    "AWS::CloudWatch::Alarm",
    "AWS::Logs::LogGroup",
    "AWS::CDK::Metadata",
    "AWS::Lambda::Permission",
  ];
  const resources = Object.fromEntries(idle.map((Type, index) => [`Idle${index}`, { Type }]));
  expect(
    planWith({ ...resources, One: lambda("one", { ROLE: { "Fn::GetAtt": ["Idle0", "Arn"] } }) }).functions,
  ).toHaveLength(1);
});

test("an unknown kind stops the start and is named with its template", () => {
  expect(() => planWith({ Disk: { Type: "AWS::EC2::Volume" } })).toThrow(
    'Trygt cannot start: the template "Test" has a resource "Disk" of kind AWS::EC2::Volume, which the local cloud does not know.',
  );
});

test.each<[string, Resources]>([
  ["code that is no asset", { One: lambda("two") }],
  ["a route to no function", { ...api, ...route("Route", "GET /", "Api", false) }],
  [
    "a rule that changes the event",
    {
      ...chainResources(""),
      OnNote: {
        Type: "AWS::Events::Rule",
        Properties: {
          EventPattern: { source: ["x"] },
          Targets: [{ Arn: { "Fn::GetAtt": ["Inbox", "Arn"] }, InputPath: "$.detail" }],
        },
      },
    },
  ],
  [
    "a dead-letter queue that is not there",
    {
      Queue: {
        Type: "AWS::SQS::Queue",
        Properties: { RedrivePolicy: { deadLetterTargetArn: "arn:aws:sqs:x:y:z", maxReceiveCount: 1 } },
      },
    },
  ],
])("what cannot be run truly is refused: %s", (_, resources) => {
  expect(() => planIn(writeAssembly(resources, { one: "", door: "", relay: "", subscriber: "", clock: "" }))).toThrow(
    /^Trygt cannot start: /,
  );
});

test("a folder without an assembly says how to make one", () => {
  expect(() => readAssembly(freshFolder())).toThrow('Run "npm run synth" first.');
});

test("an assembly that cannot be read is named", () => {
  const folder = writeAssembly({}, {});
  writeFileSync(join(folder, "Test.template.json"), "{");
  expect(() => readAssembly(folder)).toThrow(/Test\.template\.json cannot be read as JSON/);
});
