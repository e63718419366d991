import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { Bus } from "./bus/bus.ts";
import { type LambdaReply, type LambdaRequest, lambdaPath } from "./functions/api.ts";
import { asList, asObject, asText, type JsonObject, parseJson } from "./json.ts";
import { awsError } from "./kms.ts";

type Operation = (operation: string, input: JsonObject) => JsonObject | Promise<JsonObject>;

/** EventBridge's limit for all entries of one PutEvents call, in bytes. */
const largestPut = 256 * 1024;

/** The EventBridge endpoint: PutEvents, where each entry succeeds or fails by itself. */
export const busApi =
  (bus: Bus): Operation =>
  (operation, input) => {
    if (operation !== "PutEvents") {
      throw awsError(
        "UnsupportedOperationException",
        `the local cloud does not do the EventBridge operation ${operation}, only PutEvents`,
      );
    }
    const entries = asList(input["Entries"]);
    if (entries.length === 0 || entries.length > 10)
      throw awsError("ValidationException", "PutEvents takes 1 to 10 entries.");
    const size = entries
      .map((one) => asObject(one) ?? {})
      .flatMap((entry) => [entry["Source"], entry["DetailType"], entry["Detail"]])
      .reduce<number>((sum, text) => sum + Buffer.byteLength(asText(text) ?? ""), 0);
    if (size > largestPut)
      throw awsError("ValidationException", "Total size of the entries in the request is over the limit.");
    const results = bus.put(entries);
    return { FailedEntryCount: results.filter((result) => "ErrorCode" in result).length, Entries: results };
  };

/** The services by the name that the `x-amz-target` header gives them; and Lambda, whose API goes by paths. */
export type AwsServices = {
  readonly named: Readonly<Record<"AWSEvents" | "AmazonSQS" | "TrentService", Operation>>;
  readonly lambda: (request: LambdaRequest) => Promise<LambdaReply>;
};

/**
 * The server that functions reach as EventBridge, SQS, KMS and Lambda: AWS JSON, told apart by the `x-amz-target` header, and the
 * REST API of Lambda by its path. It sends no `Date` header, since functions live by the moved clock.
 */
export const awsEndpoint = (services: () => AwsServices | undefined): Server =>
  createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      response.sendDate = false;
      const answer = (status: number, body: JsonObject, headers: Record<string, string> = {}) => {
        const text = JSON.stringify(body);
        response.writeHead(status, {
          "content-type": request.headers["content-type"] ?? "application/x-amz-json-1.0",
          "content-length": Buffer.byteLength(text),
          "x-amzn-requestid": randomUUID(),
          ...headers,
        });
        response.end(text);
      };
      try {
        const { pathname: path, searchParams: query } = new URL(request.url ?? "/", "http://127.0.0.1");
        const body = Buffer.concat(chunks);
        if (path.startsWith(lambdaPath)) {
          const invocationType = request.headers["x-amz-invocation-type"]?.toString();
          const { method = "GET" } = request;
          const reply = await services()?.lambda({ method, path, query, invocationType, body });
          if (reply === undefined) throw awsError("ServiceException", "the local cloud is still starting");
          response.writeHead(reply.status, {
            "content-type": "application/json",
            "x-amzn-requestid": randomUUID(),
            ...reply.headers,
          });
          response.end(reply.body);
          return;
        }
        const [target = "", operation = ""] = String(request.headers["x-amz-target"] ?? "").split(".");
        const service = Object.entries(services()?.named ?? {}).find(([name]) => name === target)?.[1];
        if (service === undefined)
          throw awsError("UnknownOperationException", "the local cloud has EventBridge, SQS, KMS and Lambda here");
        answer(200, await service(operation, asObject(parseJson(body.toString("utf8"))) ?? {}));
      } catch (error) {
        const { name, message } = error as Error;
        answer(400, { __type: name, message }, { "x-amzn-errortype": name });
      }
    });
  });
