import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { asObject, type JsonObject, parseJson } from "../json.ts";
import { awsError } from "./error.ts";
import { type LambdaRequest, type LambdaResponse, lambdaPath } from "./lambda.ts";

type Operation = (operation: string, input: JsonObject) => JsonObject | Promise<JsonObject>;

/** The services by the name that the `x-amz-target` header gives them; and Lambda, whose API goes by paths. */
export type AwsServices = {
  readonly named: Readonly<Record<"AWSEvents" | "AmazonSQS" | "TrentService", Operation>>;
  readonly lambda: (request: LambdaRequest) => Promise<LambdaResponse>;
};

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const send = (response: ServerResponse, status: number, headers: Readonly<Record<string, string>>, body: string) => {
  response.writeHead(status, {
    // A 204 may not have a length
    ...(body === "" ? {} : { "content-length": Buffer.byteLength(body) }),
    "x-amzn-requestid": randomUUID(),
    ...headers,
  });
  response.end(body);
};

const answerLambda = async (request: IncomingMessage, url: URL, { lambda }: AwsServices): Promise<LambdaResponse> =>
  lambda({
    method: request.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    invocationType: request.headers["x-amz-invocation-type"]?.toString(),
    body: await bodyOf(request),
  });

const answerNamed = async (request: IncomingMessage, { named }: AwsServices): Promise<JsonObject> => {
  const [target = "", operation = ""] = String(request.headers["x-amz-target"] ?? "").split(".");
  const service = Object.entries(named).find(([name]) => name === target)?.[1];
  if (service === undefined)
    throw awsError("UnknownOperationException", "the runner has EventBridge, SQS, KMS and Lambda here");
  return service(operation, asObject(parseJson((await bodyOf(request)).toString("utf8"))) ?? {});
};

/**
 * Makes the server that functions reach as EventBridge, SQS, KMS and Lambda: AWS JSON, told apart by the `x-amz-target` header, and
 * the REST API of Lambda by its path. It sends no `Date` header, which the SDK would correct its clock by: functions live by the
 * runner's clock.
 */
export const createAwsEndpoint = (services: () => AwsServices | undefined): Server =>
  createServer(async (request, response) => {
    response.sendDate = false;
    const type = request.headers["content-type"] ?? "application/x-amz-json-1.0";
    try {
      const url = new URL(request.url ?? "/", "http://127.0.0.1");
      const ready = services();
      if (ready === undefined) throw awsError("ServiceException", "the runner is still starting");
      if (url.pathname.startsWith(lambdaPath)) {
        const { status, headers, body } = await answerLambda(request, url, ready);
        send(response, status, { "content-type": "application/json", ...headers }, body);
      } else send(response, 200, { "content-type": type }, JSON.stringify(await answerNamed(request, ready)));
    } catch (error) {
      const { name, message } = error as Error;
      const body = JSON.stringify({ __type: name, message });
      send(response, 400, { "content-type": type, "x-amzn-errortype": name }, body);
    }
  });
