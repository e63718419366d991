import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  api,
  freshFolder,
  lambda,
  type Resources,
  route,
  testAudience,
  testIssuer,
  writeAssembly,
} from "../testing/assembly.ts";
import { notesResources, writeNotesAssembly } from "../testing/notes.ts";
import { buildPlan } from "./build.ts";
import { readAssembly } from "./read.ts";

const planIn = (folder: string) => buildPlan(readAssembly(folder), "http://127.0.0.1:1");
const planWith = (resources: Resources) => planIn(writeAssembly(resources, { one: "" }));

test("a plan holds what the templates ask for, with names and ARNs resolved", () => {
  const folder = writeNotesAssembly("/nowhere");
  const plan = planIn(folder);
  expect(plan.tables.map((table) => table.name)).toEqual(["Test-Notes", "Test-Diary"]);
  expect(plan.functions.find((one) => one.name === "Test-Publisher")).toMatchObject({
    folder: join(folder, "asset.publisher"),
    handler: "index.handler",
    timeoutMs: 10_000,
    environment: { TABLE_NAME: "Test-Notes", EVENT_BUS_NAME: "test-bus" },
  });
  expect(plan.api.routes.find((one) => one.key === "POST /notes/{noteId}")?.authorizer).toMatchObject({
    issuer: testIssuer,
    audiences: [testAudience],
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
  expect(plan.schedules).toMatchObject([{ name: "daily", timezone: "Europe/Berlin", input: "{}" }]);
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

test.each([
  "AWS::IAM::Role",
  "AWS::CloudWatch::Alarm",
  "AWS::EventSchemas::Schema",
  "AWS::Lambda::Permission",
  "AWS::Lambda::EventInvokeConfig",
  "AWS::Logs::LogGroup",
  "AWS::SQS::QueuePolicy",
  "AWS::Events::EventBusPolicy",
  "AWS::CDK::Metadata",
])("a resource that needs no running is passed over, and can be referred to: %s", (Type) => {
  const { functions } = planWith({
    Passive: { Type },
    One: lambda("one", { NAME: { Ref: "Passive" }, ARN: { "Fn::GetAtt": ["Passive", "Arn"] } }),
  });
  expect(functions[0]?.environment).toMatchObject({
    NAME: "Test-Passive",
    ARN: expect.stringMatching(/^arn:aws:\w+:eu-north-1:000000000000:Test-Passive$/),
  });
});

test("parameters have their defaults, and a resource whose condition does not hold is left out", () => {
  const [stack] = readAssembly(writeAssembly({ One: lambda("one", { STAGE: { Ref: "Stage" } }) }, { one: "" }));
  if (stack === undefined) throw new Error("no stack");
  const { Resources } = stack.template;
  const template = {
    Parameters: { Stage: { Type: "String", Default: "test" } },
    Conditions: { IsProduction: { "Fn::Equals": [{ Ref: "Stage" }, "production"] } },
    Resources: { ...Resources, Bus: { Type: "AWS::Events::EventBus", Condition: "IsProduction" } },
  };
  const plan = buildPlan([{ ...stack, template }], "");
  expect(plan.functions[0]?.environment).toEqual({ STAGE: "test" });
  expect(plan.buses).toEqual(["default"]);
});

test("an event source mapping that is disabled carries nothing", () => {
  const resources = notesResources("");
  const disabled = (id: string) => ({ ...resources[id], Properties: { ...resources[id]?.Properties, Enabled: false } });
  const off = { ...resources, FromStream: disabled("FromStream"), FromQueue: disabled("FromQueue") } as Resources;
  const plan = planIn(writeAssembly(off, { web: "", publisher: "", subscriber: "", clock: "" }));
  expect([plan.streamMappings, plan.queueMappings]).toEqual([[], []]);
});

test("a rule with a schedule expression is a schedule, in UTC; one that is disabled is none", () => {
  const rule = (State: string) => ({
    Type: "AWS::Events::Rule",
    Properties: {
      ScheduleExpression: "rate(1 hour)",
      State,
      Targets: [{ Id: "One", Arn: { "Fn::GetAtt": ["One", "Arn"] } }],
    },
  });
  const { schedules, rules } = planWith({ One: lambda("one"), Hourly: rule("ENABLED"), Off: rule("DISABLED") });
  expect(schedules).toMatchObject([{ name: "Test-Hourly", expression: "rate(1 hour)", timezone: "UTC" }]);
  expect(rules).toEqual([]);
});

test("an unsupported kind stops the start and is named with its template", () => {
  expect(() => planWith({ Disk: { Type: "AWS::EC2::Volume" } })).toThrow(
    'the template "Test" has a resource "Disk" of kind AWS::EC2::Volume, which the runner does not support.',
  );
});

test.each<[string, Resources]>([
  ["code that is no asset", { One: lambda("two") }],
  ["a function in another language", { One: lambda("one", {}, { Runtime: "python3.13" }) }],
  ["a function with layers", { One: lambda("one", {}, { Layers: ["arn:aws:lambda:x:y:layer:z:1"] }) }],
  ["a FIFO queue", { Queue: { Type: "AWS::SQS::Queue", Properties: { FifoQueue: true } } }],
  ["a second API", { ...api, Other: { Type: "AWS::ApiGatewayV2::Api", Properties: { ProtocolType: "HTTP" } } }],
  ["a WebSocket API", { Api: { Type: "AWS::ApiGatewayV2::Api", Properties: { ProtocolType: "WEBSOCKET" } } }],
  [
    "an API with CORS",
    { Api: { Type: "AWS::ApiGatewayV2::Api", Properties: { ProtocolType: "HTTP", CorsConfiguration: {} } } },
  ],
  ["a stage with a name", { ...api, Default: { Type: "AWS::ApiGatewayV2::Stage", Properties: { StageName: "v1" } } }],
  ["a route to no function", { ...api, ...route("Route", "GET /", "Api", false) }],
  [
    "a rule that changes the event",
    {
      ...notesResources(""),
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
])("what would not run as on AWS is refused: %s", (_, resources) => {
  expect(() =>
    planIn(writeAssembly(resources, { one: "", web: "", publisher: "", subscriber: "", clock: "" })),
  ).toThrow(/^The assembly cannot be run: /);
});

test("a folder without an assembly says how to make one", () => {
  expect(() => readAssembly(freshFolder())).toThrow('Run "cdk synth" first');
});

test("an assembly that cannot be read is named", () => {
  const folder = writeAssembly({}, {});
  writeFileSync(join(folder, "Test.template.json"), "{");
  expect(() => readAssembly(folder)).toThrow(/Test\.template\.json cannot be read as JSON/);
});
