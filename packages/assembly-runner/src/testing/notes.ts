import { createRequire } from "node:module";
import { api, lambda, type Resources, route, writeAssembly } from "./assembly.ts";

const require = createRequire(import.meta.url);
const dynamodb = JSON.stringify(require.resolve("@aws-sdk/client-dynamodb"));

/** POST /notes/{noteId} writes a row; GET /effects/{noteId} reads one; the other routes fail as they are called, or echo the event. */
const web = `
const { DynamoDBClient, PutItemCommand, GetItemCommand } = require(${dynamodb});
const client = new DynamoDBClient({});
const TableName = process.env.TABLE_NAME;
exports.handler = async (event) => {
  const { noteId } = event.pathParameters ?? {};
  switch (event.routeKey) {
    case "POST /notes/{noteId}":
      await client.send(new PutItemCommand({ TableName, Item: { pk: { S: noteId }, text: { S: event.body ?? "" }, outbox: { S: "yes" } } }));
      return { statusCode: 201, headers: { ETag: '"1"' }, cookies: ["a=1", "b=2"], body: JSON.stringify({ noteId, by: event.requestContext.authorizer.jwt.claims.name }) };
    case "GET /effects/{noteId}": {
      const { Item } = await client.send(new GetItemCommand({ TableName, ConsistentRead: true, Key: { pk: { S: "effect-" + noteId } } }));
      return Item === undefined ? { statusCode: 404 } : { statusCode: 200, body: Item.times.N };
    }
    case "GET /crash": setTimeout(() => { throw new Error("a stray error"); }, 0); await new Promise(() => undefined); return;
    case "GET /throw": throw new TypeError("as asked");
    case "GET /sleep": for (;;) {}
    case "GET /exit": process.exit(3);
    case "GET /time": return { now: new Date().toISOString(), plain: Date.now(), isDate: new Date() instanceof Date };
    default: return event;
  }
};`;

const publisher = `
const http = require("node:http");
const agent = new http.Agent({ keepAlive: true });
const put = (Entries) => new Promise((resolve, reject) => {
  const request = http.request(process.env.AWS_ENDPOINT_URL_EVENTBRIDGE, { agent, method: "POST", headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": "AWSEvents.PutEvents" } }, (response) => {
    let text = ""; response.on("data", (chunk) => { text += chunk; }); response.on("end", () => resolve(JSON.parse(text)));
  });
  request.on("error", reject);
  request.end(JSON.stringify({ Entries }));
});
exports.handler = async (event) => {
  for (const record of event.Records) {
    const id = record.dynamodb.NewImage.pk.S;
    if (id.startsWith("stubborn")) return { batchItemFailures: [{ itemIdentifier: record.dynamodb.SequenceNumber }] };
    const answer = await put([{ EventBusName: process.env.EVENT_BUS_NAME, Source: "test", DetailType: "note.written.v1", Detail: JSON.stringify({ noteId: id }) }]);
    if (answer.FailedEntryCount > 0) return { batchItemFailures: [{ itemIdentifier: record.dynamodb.SequenceNumber }] };
  }
  return { batchItemFailures: [] };
};`;

const subscriber = `
const { DynamoDBClient, UpdateItemCommand } = require(${dynamodb});
const { existsSync } = require("node:fs");
const client = new DynamoDBClient({});
exports.handler = async (event) => {
  const failures = [];
  for (const record of event.Records) {
    const { noteId } = JSON.parse(record.body).detail;
    if (noteId.startsWith("poison") && !existsSync(process.env.REPAIR_FILE)) { failures.push({ itemIdentifier: record.messageId }); continue; }
    await client.send(new UpdateItemCommand({ TableName: process.env.TABLE_NAME, Key: { pk: { S: "effect-" + noteId } }, UpdateExpression: "ADD times :one", ExpressionAttributeValues: { ":one": { N: "1" } } }));
  }
  return { batchItemFailures: failures };
};`;

const clock = `
const { DynamoDBClient, UpdateItemCommand } = require(${dynamodb});
const client = new DynamoDBClient({});
exports.handler = async (event) => {
  const today = new Date().toISOString().slice(0, 10);
  await client.send(new UpdateItemCommand({ TableName: process.env.DIARY, Key: { pk: { S: today } }, UpdateExpression: "ADD wakes :one", ExpressionAttributeValues: { ":one": { N: "1" } } }));
};`;

const variables = { TABLE_NAME: { Ref: "Notes" }, EVENT_BUS_NAME: { Ref: "Bus" } };

const table = (stream: boolean): Resources[string] => ({
  Type: "AWS::DynamoDB::Table",
  Properties: {
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    BillingMode: "PAY_PER_REQUEST",
    ...(stream ? { StreamSpecification: { StreamViewType: "NEW_IMAGE" } } : {}),
  },
});

const queue = (more: Readonly<Record<string, unknown>> = {}): Resources[string] => ({
  Type: "AWS::SQS::Queue",
  Properties: more,
});

/** The resources of a small notes app: route, function, table, stream, function, bus, rule, queue, function, schedule. */
export const notesResources = (repairFile: string): Resources => ({
  ...api,
  ...route("Write", "POST /notes/{noteId}", "Web", true),
  ...route("Effect", "GET /effects/{noteId}", "Web", true),
  ...route("Crash", "GET /crash", "Web", false),
  ...route("Throw", "GET /throw", "Web", false),
  ...route("Sleep", "GET /sleep", "Slow", false),
  ...route("Exit", "GET /exit", "Web", false),
  ...route("Time", "GET /time", "Web", false),
  ...route("Echo", "ANY /echo/{proxy+}", "Web", false),
  Notes: table(true),
  Diary: table(false),
  Web: lambda("web", variables),
  Slow: lambda("web", variables, { Timeout: 1 }),
  Publisher: lambda("publisher", variables),
  Subscriber: lambda("subscriber", { ...variables, REPAIR_FILE: repairFile }),
  Clock: lambda("clock", { DIARY: { Ref: "Diary" } }),
  Bus: { Type: "AWS::Events::EventBus", Properties: { Name: "test-bus" } },
  FromStream: {
    Type: "AWS::Lambda::EventSourceMapping",
    Properties: {
      EventSourceArn: { "Fn::GetAtt": ["Notes", "StreamArn"] },
      FunctionName: { Ref: "Publisher" },
      StartingPosition: "TRIM_HORIZON",
      BatchSize: 100,
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 3,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      FilterCriteria: {
        Filters: [
          {
            Pattern: JSON.stringify({
              eventName: ["INSERT"],
              dynamodb: { NewImage: { outbox: { S: [{ exists: true }] } } },
            }),
          },
        ],
      },
      DestinationConfig: { OnFailure: { Destination: { "Fn::GetAtt": ["StreamDead", "Arn"] } } },
    },
  },
  StreamDead: queue(),
  Dead: queue(),
  Inbox: queue({
    VisibilityTimeout: 60,
    RedrivePolicy: { deadLetterTargetArn: { "Fn::GetAtt": ["Dead", "Arn"] }, maxReceiveCount: 3 },
  }),
  OnNote: {
    Type: "AWS::Events::Rule",
    Properties: {
      EventBusName: { Ref: "Bus" },
      EventPattern: { "detail-type": [{ prefix: "note." }] },
      Targets: [{ Id: "Inbox", Arn: { "Fn::GetAtt": ["Inbox", "Arn"] } }],
    },
  },
  FromQueue: {
    Type: "AWS::Lambda::EventSourceMapping",
    Properties: {
      EventSourceArn: { "Fn::GetAtt": ["Inbox", "Arn"] },
      FunctionName: { "Fn::GetAtt": ["Subscriber", "Arn"] },
      BatchSize: 10,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      ScalingConfig: { MaximumConcurrency: 2 },
    },
  },
  Daily: {
    Type: "AWS::Scheduler::Schedule",
    Properties: {
      Name: "daily",
      ScheduleExpression: "cron(0 5 * * ? *)",
      ScheduleExpressionTimezone: "Europe/Berlin",
      FlexibleTimeWindow: { Mode: "OFF" },
      Target: { Arn: { "Fn::GetAtt": ["Clock", "Arn"] }, RoleArn: "arn:aws:iam::000000000000:role/any", Input: "{}" },
    },
  },
});

/** Writes the assembly of the notes app. While the file `repairFile` is missing, its subscriber fails on notes named `poison…`. */
export const writeNotesAssembly = (repairFile: string): string =>
  writeAssembly(notesResources(repairFile), { web, publisher, subscriber, clock });
