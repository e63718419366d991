import type { Activity } from "../activity/activity.ts";
import type { Timeline } from "../activity/timeline.ts";
import type { FunctionSpec, Plan } from "../assembly/plan.ts";
import { type RunningFunction, runFunction } from "./pool.ts";
import type { InvocationResult, LogSink } from "./worker.ts";

/** All functions of a plan, ready to be invoked by ARN; one that ends in an alias or `$LATEST` is told to the function as it is. */
export type FunctionRegistry = {
  readonly functions: readonly RunningFunction[];
  readonly invoke: (functionArn: string, event: unknown) => Promise<InvocationResult>;
  readonly end: () => Promise<void>;
};

/** Whether another function may invoke it: one whose environment holds its name or ARN. */
const isInvokedByAnother = (spec: FunctionSpec, plan: Plan): boolean =>
  plan.functions.some((one) =>
    Object.values(one.environment).some(
      (value) => value === spec.name || value === spec.arn || value.startsWith(`${spec.arn}:`),
    ),
  );

/** How many instances may run at a time: several where a caller waits for the answer, else one, or two for a queue. */
const maxInstancesOf = (spec: FunctionSpec, plan: Plan): number => {
  if (plan.api.routes.some((route) => route.functionArn === spec.arn) || isInvokedByAnother(spec, plan)) return 4;
  const mapping = plan.queueMappings.find((one) => one.functionArn === spec.arn);
  return mapping === undefined ? 1 : Math.min(2, mapping.maxConcurrency);
};

/** Makes the functions of a plan ready. `onInvoked` is called after every invocation. */
export const createFunctionRegistry = (
  plan: Plan,
  options: {
    readonly environmentOf: (spec: FunctionSpec) => Readonly<Record<string, string>>;
    readonly clockOffset: SharedArrayBuffer;
    readonly log: LogSink;
    readonly activity: Activity;
    readonly timeline: Timeline;
    readonly fault: (functionName: string, event: unknown) => string | undefined;
    readonly onInvoked: (spec: FunctionSpec) => void;
  },
): FunctionRegistry => {
  const functions = plan.functions.map((spec) =>
    runFunction(spec, {
      region: plan.region,
      environment: options.environmentOf(spec),
      clockOffset: options.clockOffset,
      maxInstances: maxInstancesOf(spec, plan),
      log: options.log,
    }),
  );
  const byArn = new Map(functions.map((one) => [one.spec.arn, one]));
  return {
    functions,
    invoke: async (functionArn, event) => {
      const running = byArn.get(functionArn.split(":").slice(0, 7).join(":"));
      if (running === undefined) throw new Error(`there is no function ${functionArn}`);
      const { name } = running.spec;
      options.activity.step();
      const errorMessage = options.fault(name, event);
      const result: InvocationResult =
        errorMessage === undefined
          ? await running.invoke(event, functionArn)
          : { ok: false, error: { errorType: "Fault", errorMessage } };
      if (!result.ok) options.timeline.add("failure", name, `${result.error.errorType}: ${result.error.errorMessage}`);
      options.onInvoked(running.spec);
      return result;
    },
    end: async () => {
      await Promise.all(functions.map((one) => one.end()));
    },
  };
};
