import type { IncomingMessage } from "node:http";
import { failure, type TypeRegistry } from "./failures.ts";
import { membersOf, read, type Shape, written } from "./shapes.ts";

type Http = readonly [method: string, path: string, status: number];

/** An operation as the SDK describes it; its traits say whether it has a method and a path of its own, as Lambda's have. */
type Operation = {
  readonly name: string;
  readonly traits: number | { readonly http?: Http };
  readonly input: Shape;
  readonly output: Shape;
};

type Input = Readonly<Record<string, unknown>>;
type Content = {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array;
};
type Address = {
  readonly protocol: string;
  readonly hostname: string;
  readonly path: string;
  readonly port?: number | undefined;
};
type Response = Pick<IncomingMessage, "headers"> & { readonly statusCode: number; readonly body: IncomingMessage };

type Settings = { readonly serviceTarget?: string; readonly errorTypeRegistries: readonly TypeRegistry[] };

/**
 * The protocols that Trygt speaks with AWS, for the place where the SDK has its own: awsJson1 (DynamoDB, KMS, EventBridge, SQS: all in the body) and restJson1 (Lambda: method, path,
 * headers and bytes), by the SDK's own schemas. The SDK's know event streams, query strings, host prefixes and documents too, for 45 KB in every function.
 */
export const awsJson = (contentType: string) =>
  class {
    readonly #target: string | undefined;
    readonly #errors: readonly TypeRegistry[];

    constructor({ serviceTarget, errorTypeRegistries }: Settings) {
      this.#target = serviceTarget;
      this.#errors = errorTypeRegistries;
    }

    setSerdeContext(): void {}

    async serializeRequest(operation: Operation, input: Input, context: { readonly endpoint: () => Promise<Address> }) {
      const { protocol, hostname, port, path: base } = await context.endpoint();
      const http = httpOf(operation);
      const { path, ...content } = http ? asBound(operation, http, input) : this.#asJson(operation, input);
      return { protocol, hostname, port, query: {}, path: base.replace(/\/$/, "") + path, ...content };
    }

    async deserializeResponse(operation: Operation, _: unknown, { statusCode, headers, body }: Response) {
      const bytes = Buffer.concat(await Array.fromAsync(body));
      const $metadata = { httpStatusCode: statusCode, requestId: headers["x-amzn-requestid"] };
      if (statusCode >= 300) throw failure(this.#errors, { statusCode, headers, bytes, $metadata });
      if (httpOf(operation)) return { ...unbound(operation, { statusCode, headers, bytes }), $metadata };
      const output = bytes.length === 0 ? {} : read(operation.output, JSON.parse(bytes.toString()));
      return Object.assign(output as object, { $metadata });
    }

    #asJson({ name, input: shape }: Operation, input: Input): Content {
      const headers = { "content-type": contentType, "x-amz-target": `${this.#target}.${name}` };
      return { method: "POST", path: "/", headers, body: written(shape, input) };
    }
  };

const httpOf = ({ traits }: Operation): Http | undefined => (typeof traits === "object" ? traits.http : undefined);

// Places of a member in an HTTP message, in the SDK's bits
const inPath = 1;
const isBody = 16;
const isStatus = 32;

const asBound = ({ name, input: shape }: Operation, [method, template]: Http, input: Input): Content => {
  const headers: Record<string, string> = { "content-type": "application/octet-stream" };
  let path = template;
  let body: string | Uint8Array = "";
  for (const [member, { traits }] of membersOf(shape)) {
    const value = input[member];
    if (value === undefined) continue;
    if (traits === inPath) path = path.replace(`{${member}}`, encodeURIComponent(String(value)));
    else if (traits === isBody) body = value as string | Uint8Array;
    else if (typeof traits === "object" && traits.httpHeader) headers[traits.httpHeader.toLowerCase()] = String(value);
    else throw new Error(`Bundles do not know how ${name} takes ${member}; see scripts/bundle/aws-json/protocol.ts`);
  }
  return { method, path, headers, body };
};

const unbound = (
  { output }: Operation,
  { statusCode, headers, bytes }: Pick<Response, "statusCode" | "headers"> & { readonly bytes: Buffer },
): Readonly<Record<string, unknown>> => {
  const found: Record<string, unknown> = {};
  for (const [member, { traits }] of membersOf(output)) {
    if (traits === isStatus) found[member] = statusCode;
    else if (traits === isBody) found[member] = Object.assign(bytes, { transformToString: () => bytes.toString() });
    else if (typeof traits === "object" && traits.httpHeader) found[member] = headers[traits.httpHeader.toLowerCase()];
  }
  return found;
};
