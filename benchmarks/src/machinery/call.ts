import { Agent, request } from "node:http";

/** A JSON object that crosses the wire of an AWS service. */
export type Json = Readonly<Record<string, unknown>>;

/** Calls one operation of an AWS service by its name. Throws an error named as the service names it. */
export type Call = (operation: string, input: Json) => Promise<Json>;

/** An answer as it came. */
export type RawAnswer = { readonly status: number; readonly body: Buffer };

/** Sends AWS JSON to an endpoint over kept connections; `target` is the whole operation, `DynamoDB_20120810.GetItem`. */
export const sender = (endpoint: string) => {
  const { hostname, port } = new URL(endpoint);
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  return (target: string, body: Buffer | string): Promise<RawAnswer> =>
    new Promise((resolve, reject) => {
      const headers = {
        "content-type": "application/x-amz-json-1.0",
        "content-length": Buffer.byteLength(body),
        "x-amz-target": target,
        "x-amz-date": "20260101T000000Z",
        authorization:
          "AWS4-HMAC-SHA256 Credential=bench/20260101/eu-north-1/dynamodb/aws4_request, SignedHeaders=host, Signature=bench",
      };
      const call = request({ hostname, port, method: "POST", path: "/", agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
      });
      call.on("error", reject);
      call.end(body);
    });
};

/** Calls the operations of one service at an endpoint. */
export const caller = (endpoint: string, service: string): Call => {
  const send = sender(endpoint);
  return async (operation, input) => {
    const { status, body } = await send(`${service}.${operation}`, JSON.stringify(input));
    const answer = JSON.parse(body.toString() || "{}") as Json;
    if (status === 200) return answer;
    const name = String(answer["__type"] ?? "UnknownError").replace(/^.*#/, "");
    throw Object.assign(new Error(String(answer["message"] ?? answer["Message"] ?? name)), { name });
  };
};
