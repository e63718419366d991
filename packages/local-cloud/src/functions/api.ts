import type { FunctionSpec } from "../assembly/plan.ts";
import type { Flow } from "../flow.ts";
import type { Fleet } from "./fleet.ts";
import type { Outcome } from "./worker.ts";

/** A request to the Lambda endpoint. `path` has no query. */
export type LambdaRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly invocationType: string | undefined;
  readonly body: Buffer;
};

/** What the Lambda endpoint answers; `body` is JSON text, or empty. */
export type LambdaReply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Lambda's limits for a payload, in bytes: 6 MB where the caller waits, for event and answer alike, and 1 MB where nobody does. */
const largest = { RequestResponse: 6_291_456, Event: 1_048_576, DryRun: 6_291_456 } as const;
type InvocationType = keyof typeof largest;
const isInvocationType = (type: string): type is InvocationType => Object.hasOwn(largest, type);

/** An asynchronous invocation that fails is tried again twice. */
const asynchronousTries = 3;

const invocations = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** The path by which the Lambda API is told apart from the services that are named in a header. */
export const lambdaPath = "/2015-03-31/";

const refused = (status: number, type: string, message: string): LambdaReply => ({
  status,
  headers: { "x-amzn-errortype": type },
  body: JSON.stringify({ Type: status < 500 ? "User" : "Service", Message: message }),
});

/** What a function may be called by: its name, its ARN, or account and name. Each may end in the one version there is. */
const isCalled = (spec: FunctionSpec, by: string): boolean =>
  [spec.name, spec.arn, spec.arn.split(":").slice(4).join(":")].includes(by.replace(/:\$LATEST$/, ""));

const failed = (error: object): LambdaReply => ({
  status: 200,
  headers: { "x-amz-function-error": "Unhandled", "x-amz-executed-version": "$LATEST" },
  body: JSON.stringify(error),
});

const answered = (outcome: Outcome): LambdaReply => {
  if (!outcome.ok) return failed(outcome.error);
  const body = outcome.result ?? "null";
  if (Buffer.byteLength(body) > largest.RequestResponse)
    return failed({
      errorType: "Function.ResponseSizeTooLarge",
      errorMessage: `Response payload size exceeded maximum allowed payload size (${largest.RequestResponse} bytes).`,
    });
  return { status: 200, headers: { "x-amz-executed-version": "$LATEST" }, body };
};

type Invocation = { readonly spec: FunctionSpec; readonly type: InvocationType; readonly event: unknown };

const read = (functions: readonly FunctionSpec[], request: LambdaRequest): Invocation | LambdaReply => {
  const called = request.method === "POST" ? invocations.exec(request.path)?.[1] : undefined;
  if (called === undefined)
    return refused(400, "UnsupportedOperationException", "the local cloud does no Lambda operation but Invoke");
  const by = decodeURIComponent(called);
  const spec = functions.find((one) => isCalled(one, by));
  if (spec === undefined || (request.query.get("Qualifier") ?? "$LATEST") !== "$LATEST")
    return refused(404, "ResourceNotFoundException", `Function not found: ${by}`);
  const type = request.invocationType ?? "RequestResponse";
  if (!isInvocationType(type))
    return refused(400, "InvalidParameterValueException", "The invocation type is RequestResponse, Event or DryRun.");
  if (request.body.length > largest[type])
    return refused(413, "RequestTooLargeException", `Request must be smaller than ${largest[type]} bytes`);
  try {
    return { spec, type, event: request.body.length === 0 ? {} : JSON.parse(request.body.toString("utf8")) };
  } catch {
    return refused(400, "InvalidRequestContentException", "Could not parse request body into json.");
  }
};

/**
 * Makes the Lambda endpoint: Invoke, synchronous and asynchronous, of the functions of the plan. An asynchronous invocation that fails
 * three times is given up. The flow shows who was invoked and how it ended, never what was said. Other operations are refused.
 */
export const lambdaApi = (
  functions: readonly FunctionSpec[],
  { invoke, flow }: { readonly invoke: Fleet["invoke"]; readonly flow: Flow },
) => {
  const run = async (spec: FunctionSpec, event: unknown): Promise<Outcome> => {
    const started = performance.now();
    const outcome = await invoke(spec.arn, event);
    const took = `${Math.round(performance.now() - started)} ms`;
    flow.add("invocation", spec.name, `${outcome.ok ? "answered" : "failed"} in ${took}`);
    return outcome;
  };
  const runUnwatched = async (spec: FunctionSpec, event: unknown): Promise<void> => {
    for (let tries = 1; tries <= asynchronousTries; tries += 1) if ((await run(spec, event)).ok) return;
  };
  return async (request: LambdaRequest): Promise<LambdaReply> => {
    const invocation = read(functions, request);
    if ("status" in invocation) return invocation;
    const { spec, type, event } = invocation;
    switch (type) {
      case "RequestResponse":
        return answered(await run(spec, event));
      case "Event":
        void runUnwatched(spec, event);
        return { status: 202, headers: {}, body: "" };
      case "DryRun":
        return { status: 204, headers: {}, body: "" };
    }
  };
};
