import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { type Canned, withCannedAws } from "../canned-aws.ts";
import { bundleOptions } from "../options.ts";

type Sdk = Readonly<Record<string, new (given: object) => { send: (command: unknown) => Promise<object> }>>;

const kit = join(import.meta.dirname, "../../../packages/service-kit");
const packageOf = createRequire(join(kit, "package.json"));

const clients = {
  DynamoDB: ["GetItem", "PutItem", "BatchGetItem", "Query", "TransactWriteItems"],
  EventBridge: ["PutEvents"],
  KMS: ["GenerateMac"],
  Lambda: ["Invoke"],
  SQS: ["SendMessage"],
} as const;
type Client = keyof typeof clients;
const sdkOf = (client: Client): Sdk => packageOf(`@aws-sdk/client-${client.toLowerCase()}`);

let bundled: Sdk;
beforeAll(async () => {
  const contents = Object.entries(clients)
    .map(([client, operations]) => {
      const names = [`${client}Client`, ...operations.map((operation) => `${operation}Command`)];
      return `export { ${names} } from "@aws-sdk/client-${client.toLowerCase()}";`;
    })
    .join("\n");
  const { outputFiles } = await build({ ...bundleOptions, stdin: { contents, resolveDir: kit }, write: false });
  const unit = { exports: {} as Sdk };
  new Function("module", "require", outputFiles[0]?.text ?? "")(unit, packageOf);
  bundled = unit.exports;
});

type Call = { readonly client: Client; readonly operation: string; readonly input: object; readonly answer: Canned };

/** What goes over the wire, and what the caller gets for it. */
const exchangedBy = async (sdk: Sdk, { client, operation, input, answer }: Call) => {
  const { heard, result } = await withCannedAws(answer, async (endpoint) => {
    const Client = sdk[`${client}Client`];
    const Command = sdk[`${operation}Command`];
    if (Client === undefined || Command === undefined) throw new Error(`There is no ${operation} of ${client}`);
    const credentials = { accessKeyId: "AKID", secretAccessKey: "secret" };
    const made = new Client({ endpoint, region: "eu-north-1", credentials, maxAttempts: 2 });
    return made.send(new Command(input)).then(
      (output) => ({ output: plain(output) }),
      (error: Error) => ({ error: { ...plain(error), name: error.name, message: error.message } }),
    );
  });
  return {
    requests: heard.map(({ method, path, headers, body }) => ({
      method,
      path,
      type: headers["content-type"],
      target: headers["x-amz-target"],
      length: headers["content-length"],
      isSigned: /^AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/eu-north-1\/\w+\/aws4_request/.test(
        headers.authorization ?? "",
      ),
      said: headers["content-type"]?.includes("json") ? withoutToken(JSON.parse(body)) : body,
    })),
    result,
  };
};

// Each client makes up its own
const withoutToken = ({ ClientRequestToken, ...said }: { readonly ClientRequestToken?: string }) => ({
  ...said,
  ...(ClientRequestToken === undefined ? {} : { token: ClientRequestToken.length }),
});

// Bytes are compared as bytes, and pauses between tries are random
const plain = (output: object) =>
  Object.fromEntries(
    Object.entries(output).map(([name, value]) => {
      if (name === "$metadata") return [name, { ...value, totalRetryDelay: undefined }];
      return [name, value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value];
    }),
  );

const key = { pk: { S: "CASE#1" }, sk: { S: "STATE" } };
const item = {
  ...key,
  text: { S: "Mødet er flyttet ☂" },
  count: { N: "12345678901234567890" },
  truths: { L: [{ BOOL: true }, { BOOL: false }, { NULL: true }, { M: { deep: { L: [] } } }] },
  sets: { M: { texts: { SS: ["a", "b"] }, numbers: { NS: ["1", "2.5"] } } },
};
const bytes = { seal: { B: "c2Vhb" + "A==" }, seals: { BS: ["YQ==", "Yg=="] }, inner: { M: { seal: { B: "YQ==" } } } };
const json = (body: object, more: Canned = {}): Canned => ({ body: JSON.stringify(body), ...more });
const failed = (type: string, body: object = {}, status = 400) => json({ __type: type, ...body }, { status });
const dynamo = "com.amazonaws.dynamodb.v20120810#";
const get = { client: "DynamoDB", operation: "GetItem", input: { TableName: "t", Key: key } } as const;
const write = {
  client: "DynamoDB",
  operation: "TransactWriteItems",
  input: { TransactItems: [{ Put: { TableName: "t", Item: item, ConditionExpression: "attribute_not_exists(pk)" } }] },
} as const;
const send = {
  client: "SQS",
  operation: "SendMessage",
  input: {
    QueueUrl: "http://127.0.0.1/1/parked",
    MessageBody: "body",
    MessageAttributes: { seal: { DataType: "Binary", BinaryValue: Buffer.from("æ") } },
  },
} as const;
const invoke = {
  client: "Lambda",
  operation: "Invoke",
  input: { FunctionName: "arn:aws:lambda:eu-north-1:1:function:desk:visits", Payload: Buffer.from('{"å":1}') },
} as const;
const mac = {
  client: "KMS",
  operation: "GenerateMac",
  input: { KeyId: "k", MacAlgorithm: "HMAC_SHA_256", Message: Buffer.from("720410-4311") },
} as const;

const calls: Readonly<Record<string, Call>> = {
  "a read of nothing": { ...get, answer: json({}) },
  "a read of an item": { ...get, answer: json({ Item: item }) },
  "a read of bytes": { ...get, answer: json({ Item: { ...key, ...bytes } }) },
  "a read with what it cost": { ...get, answer: json({ ConsumedCapacity: { TableName: "t", CapacityUnits: 0.5 } }) },
  "a read of many": {
    client: "DynamoDB",
    operation: "BatchGetItem",
    input: { RequestItems: { t: { Keys: [key], ConsistentRead: true } } },
    answer: json({ Responses: { t: [item, bytes] }, UnprocessedKeys: { t: { Keys: [key] } } }),
  },
  "a query": {
    client: "DynamoDB",
    operation: "Query",
    input: {
      TableName: "t",
      Limit: 5,
      ScanIndexForward: false,
      ExclusiveStartKey: key,
      ExpressionAttributeValues: key,
    },
    answer: json({ Items: [item, bytes], Count: 2, ScannedCount: 2, LastEvaluatedKey: key }),
  },
  "a put of bytes": {
    client: "DynamoDB",
    operation: "PutItem",
    input: {
      TableName: "t",
      Item: { ...item, seal: { B: Buffer.from("seal") }, seals: { BS: [new Uint8Array([1, 2])] } },
    },
    answer: json({}),
  },
  "a transaction": { ...write, answer: json({}) },
  "a transaction with a token of its caller": {
    ...write,
    input: { ...write.input, ClientRequestToken: "once" },
    answer: json({}),
  },
  "a cancelled transaction": {
    ...write,
    answer: failed(`${dynamo}TransactionCanceledException`, {
      Message: "Transaction cancelled",
      CancellationReasons: [
        { Code: "None" },
        { Code: "ConditionalCheckFailed", Message: "m", Item: { ...item, ...bytes } },
      ],
    }),
  },
  "a failed condition": {
    ...get,
    answer: failed(`${dynamo}ConditionalCheckFailedException`, { message: "m", Item: item }),
  },
  "a missing table": { ...get, answer: failed(`${dynamo}ResourceNotFoundException`, { message: "No such table" }) },
  "too many requests": { ...get, answer: failed(`${dynamo}ThrottlingException`, { message: "Slow down" }) },
  "a fault of AWS": { ...get, answer: failed(`${dynamo}InternalServerError`, { message: "m" }, 500) },
  "a fault without words": { ...get, answer: { status: 503 } },
  "a code": { ...mac, answer: json({ Mac: "bWFj", MacAlgorithm: "HMAC_SHA_256", KeyId: "k" }) },
  "a key without permission": { ...mac, answer: failed("AccessDeniedException", { Message: "Not you" }) },
  "an event": {
    client: "EventBridge",
    operation: "PutEvents",
    input: {
      Entries: [{ Source: "visits", DetailType: "d", Detail: "{}", Time: new Date("2026-03-02T08:00:00.125Z") }],
    },
    answer: json({ FailedEntryCount: 1, Entries: [{ EventId: "e" }, { ErrorCode: "ThrottlingException" }] }),
  },
  "a message to a queue": {
    ...send,
    answer: json({ MessageId: "m", MD5OfMessageBody: createHash("md5").update("body").digest("hex") }),
  },
  "an invocation": {
    ...invoke,
    answer: { body: '{"reply":"å"}', headers: { "x-amz-executed-version": "3" } },
  },
  "an invocation that failed": {
    ...invoke,
    answer: { body: '{"errorMessage":"lost"}', headers: { "x-amz-function-error": "Unhandled" } },
  },
  "a function that is not there": {
    ...invoke,
    answer: json(
      { Type: "User", Message: "No function" },
      {
        status: 404,
        headers: { "x-amzn-errortype": "ResourceNotFoundException:http://internal.amazon.com/" },
      },
    ),
  },
};

describe("a bundle speaks with AWS as the SDK does", () => {
  it.each(Object.entries(calls))("in %s", async (_, call) => {
    const bySdk = await exchangedBy(sdkOf(call.client), call);
    expect(bySdk.requests.length).toBeGreaterThan(0);
    expect(await exchangedBy(bundled, call)).toEqual(bySdk);
  });
});
