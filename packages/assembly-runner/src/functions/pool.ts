import { randomUUID } from "node:crypto";
import type { FunctionSpec } from "../assembly/plan.ts";
import { type FunctionInstance, type InvocationResult, type LogSink, startInstance } from "./worker.ts";

/** A function that can be invoked. Instances start on demand, stay warm and serve one invocation at a time. */
export type RunningFunction = {
  readonly spec: FunctionSpec;
  readonly invoke: (event: unknown, invokedArn?: string) => Promise<InvocationResult>;
  /** How many invocations wait or run. */
  readonly pending: () => number;
  readonly end: () => Promise<void>;
};

type Waiting = {
  readonly event: string;
  readonly invokedArn: string;
  readonly resolve: (result: InvocationResult) => void;
};

const stopped: InvocationResult = {
  ok: false,
  error: { errorType: "Runtime.Stopped", errorMessage: "the runner is stopping" },
};

/** How long an invocation waits for a warm instance before another one is started: starting one takes longer than most waits. */
const scaleOutDelayMs = 30;

const runtimeVariables = (spec: FunctionSpec, region: string): Readonly<Record<string, string>> => ({
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: "local",
  AWS_SECRET_ACCESS_KEY: "local",
  AWS_SESSION_TOKEN: "local",
  AWS_LAMBDA_FUNCTION_NAME: spec.name,
  AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
  AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${spec.name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: "local",
  AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
  LAMBDA_TASK_ROOT: spec.folder,
  LAMBDA_RUNTIME_DIR: "/var/runtime",
  LANG: "en_US.UTF-8",
  TZ: ":UTC",
  _HANDLER: spec.handler,
});

/** Makes a function ready to be invoked with up to `maxInstances` instances at a time; none starts before the first invocation. */
export const runFunction = (
  spec: FunctionSpec,
  options: {
    readonly region: string;
    readonly environment: Readonly<Record<string, string>>;
    readonly clockOffset: SharedArrayBuffer;
    readonly maxInstances: number;
    readonly log: LogSink;
  },
): RunningFunction => {
  const environment = { ...runtimeVariables(spec, options.region), ...options.environment };
  const waiting: Waiting[] = [];
  const idle: FunctionInstance[] = [];
  const instances = new Set<FunctionInstance>();
  let running = 0;
  let isEnded = false;
  let scaleOutTimer: NodeJS.Timeout | undefined;

  const serve = async (instance: FunctionInstance, { event, invokedArn, resolve }: Waiting): Promise<void> => {
    running += 1;
    const result = await instance.run({ requestId: randomUUID(), event, invokedArn, timeoutMs: spec.timeoutMs });
    running -= 1;
    if (instance.hasEnded()) instances.delete(instance);
    else idle.push(instance);
    resolve(result);
    next();
  };
  const addInstance = (): FunctionInstance => {
    const instance = startInstance(spec, environment, options.clockOffset, options.log);
    instances.add(instance);
    return instance;
  };
  const next = (): void => {
    while (waiting.length > 0) {
      const instance = idle.pop() ?? (instances.size === 0 ? addInstance() : undefined);
      if (instance === undefined) break;
      // An idle instance may have died between invocations.
      if (instance.hasEnded()) {
        instances.delete(instance);
        continue;
      }
      const first = waiting.shift();
      if (first !== undefined) void serve(instance, first);
    }
    if (waiting.length > 0 && instances.size < options.maxInstances) {
      scaleOutTimer ??= setTimeout(() => {
        scaleOutTimer = undefined;
        const first = waiting.shift();
        if (first !== undefined) void serve(addInstance(), first);
        next();
      }, scaleOutDelayMs);
    }
  };
  return {
    spec,
    invoke: (event, invokedArn = spec.arn) =>
      new Promise((resolve) => {
        if (isEnded) return resolve(stopped);
        waiting.push({ event: JSON.stringify(event), invokedArn, resolve });
        next();
      }),
    pending: () => waiting.length + running,
    end: async () => {
      isEnded = true;
      clearTimeout(scaleOutTimer);
      for (const { resolve } of waiting.splice(0)) resolve(stopped);
      await Promise.all([...instances].map((instance) => instance.end()));
    },
  };
};
