import type { Timeline } from "../activity/timeline.ts";
import type { FunctionSpec } from "../assembly/plan.ts";
import type { FunctionRegistry } from "../functions/registry.ts";
import type { InvocationResult } from "../functions/worker.ts";

/** A request to the Lambda endpoint. `path` has no query. */
export type LambdaRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly invocationType: string | undefined;
  readonly body: Buffer;
};

/** What the Lambda endpoint answers; `body` is JSON text, or empty. */
export type LambdaResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Lambda's limits for a payload, in bytes: 6 MB where the caller waits, for event and answer alike, and 1 MB where nobody does. */
const maxPayloadBytes = { RequestResponse: 6_291_456, Event: 1_048_576, DryRun: 6_291_456 } as const;
type InvocationType = keyof typeof maxPayloadBytes;
const isInvocationType = (type: string): type is InvocationType => Object.hasOwn(maxPayloadBytes, type);

/** An asynchronous invocation that fails is tried again twice. */
const maxAsyncAttempts = 3;

const invocations = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** The path by which the Lambda API is told apart from the services that are named in a header. */
export const lambdaPath = "/2015-03-31/";

const refused = (status: number, type: string, message: string): LambdaResponse => ({
  status,
  headers: { "x-amzn-errortype": type },
  body: JSON.stringify({ Type: status < 500 ? "User" : "Service", Message: message }),
});

/** The ARN by which a function is invoked, if it is named so: its name, its ARN, or account and name. Each may end in the one version there is, or in an alias; `qualifier` says the same. */
const invokedArn = (spec: FunctionSpec, by: string, qualifier: string | null): string | undefined => {
  const named = [spec.name, spec.arn, spec.arn.split(":").slice(4).join(":")].find(
    (name) => by === name || by.startsWith(`${name}:`),
  );
  if (named === undefined) return undefined;
  const said = [by.slice(named.length + 1), qualifier ?? ""].filter((one) => one !== "");
  if (said.length === 0) return spec.arn;
  const [alias = ""] = said;
  const isThere = said.every((one) => one === alias) && ["$LATEST", ...spec.aliases].includes(alias);
  return isThere ? `${spec.arn}:${alias}` : undefined;
};

const failedWith = (error: object): LambdaResponse => ({
  status: 200,
  headers: { "x-amz-function-error": "Unhandled", "x-amz-executed-version": "$LATEST" },
  body: JSON.stringify(error),
});

const answered = (result: InvocationResult): LambdaResponse => {
  if (!result.ok) return failedWith(result.error);
  const body = result.payload ?? "null";
  if (Buffer.byteLength(body) > maxPayloadBytes.RequestResponse)
    return failedWith({
      errorType: "Function.ResponseSizeTooLarge",
      errorMessage: `Response payload size exceeded maximum allowed payload size (${maxPayloadBytes.RequestResponse} bytes).`,
    });
  return { status: 200, headers: { "x-amz-executed-version": "$LATEST" }, body };
};

type Invocation = {
  readonly spec: FunctionSpec;
  readonly arn: string;
  readonly type: InvocationType;
  readonly event: unknown;
};

const read = (functions: readonly FunctionSpec[], request: LambdaRequest): Invocation | LambdaResponse => {
  const called = request.method === "POST" ? invocations.exec(request.path)?.[1] : undefined;
  if (called === undefined)
    return refused(400, "UnsupportedOperationException", "the runner supports no Lambda operation but Invoke");
  const by = decodeURIComponent(called);
  const [found] = functions.flatMap((spec) => {
    const arn = invokedArn(spec, by, request.query.get("Qualifier"));
    return arn === undefined ? [] : [{ spec, arn }];
  });
  if (found === undefined) return refused(404, "ResourceNotFoundException", `Function not found: ${by}`);
  const type = request.invocationType ?? "RequestResponse";
  if (!isInvocationType(type))
    return refused(400, "InvalidParameterValueException", "The invocation type is RequestResponse, Event or DryRun.");
  if (request.body.length > maxPayloadBytes[type])
    return refused(413, "RequestTooLargeException", `Request must be smaller than ${maxPayloadBytes[type]} bytes`);
  try {
    return { ...found, type, event: request.body.length === 0 ? {} : JSON.parse(request.body.toString("utf8")) };
  } catch {
    return refused(400, "InvalidRequestContentException", "Could not parse request body into json.");
  }
};

/**
 * Makes the Lambda endpoint: Invoke, synchronous and asynchronous, of the functions of the plan. An asynchronous invocation that fails
 * three times is given up. The timeline shows which function was invoked and how it ended, never its event or payload. Other operations are refused.
 */
export const lambdaApi = (
  functions: readonly FunctionSpec[],
  { invoke, timeline }: { readonly invoke: FunctionRegistry["invoke"]; readonly timeline: Timeline },
) => {
  const run = async ({ spec, arn, event }: Invocation): Promise<InvocationResult> => {
    const started = performance.now();
    const result = await invoke(arn, event);
    const took = `${Math.round(performance.now() - started)} ms`;
    timeline.add("invocation", spec.name, `${result.ok ? "answered" : "failed"} in ${took}`);
    return result;
  };
  const runAsync = async (invocation: Invocation): Promise<void> => {
    for (let attempt = 1; attempt <= maxAsyncAttempts; attempt += 1) if ((await run(invocation)).ok) return;
  };
  return async (request: LambdaRequest): Promise<LambdaResponse> => {
    const invocation = read(functions, request);
    if ("status" in invocation) return invocation;
    switch (invocation.type) {
      case "RequestResponse":
        return answered(await run(invocation));
      case "Event":
        void runAsync(invocation);
        return { status: 202, headers: {}, body: "" };
      case "DryRun":
        return { status: 204, headers: {}, body: "" };
    }
  };
};
