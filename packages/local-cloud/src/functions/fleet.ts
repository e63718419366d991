import type { Activity } from "../activity.ts";
import type { FunctionSpec, Plan } from "../assembly/plan.ts";
import type { Flow } from "../flow.ts";
import { type RunningFunction, runFunction } from "./pool.ts";
import type { Log, Outcome } from "./worker.ts";

/** All functions of a plan, ready to be invoked by ARN. */
export type Fleet = {
  readonly functions: readonly RunningFunction[];
  readonly invoke: (functionArn: string, event: unknown) => Promise<Outcome>;
  readonly end: () => Promise<void>;
};

/** Whether other functions know it, by a variable that holds its name or ARN, and so may invoke it. */
const isAsked = (spec: FunctionSpec, plan: Plan): boolean =>
  plan.functions.some((one) =>
    Object.values(one.environment).some((value) => value === spec.name || value === spec.arn),
  );

/** Instances at a time: functions that somebody waits for answer several at once; the others work through a line. */
const mostInstances = (spec: FunctionSpec, plan: Plan): number => {
  if (plan.api.routes.some((route) => route.functionArn === spec.arn) || isAsked(spec, plan)) return 4;
  const mapping = plan.queueMappings.find((one) => one.functionArn === spec.arn);
  return mapping === undefined ? 1 : Math.min(2, mapping.maxConcurrency);
};

/** Makes the functions of a plan ready. `afterwards` hears of every invocation that has ended. */
export const openFleet = (
  plan: Plan,
  options: {
    readonly environmentOf: (spec: FunctionSpec) => Readonly<Record<string, string>>;
    readonly shift: SharedArrayBuffer;
    readonly log: Log;
    readonly activity: Activity;
    readonly flow: Flow;
    readonly fault: (functionName: string, event: unknown) => string | undefined;
    readonly afterwards: (spec: FunctionSpec) => void;
  },
): Fleet => {
  const functions = plan.functions.map((spec) =>
    runFunction(spec, {
      region: plan.region,
      environment: options.environmentOf(spec),
      shift: options.shift,
      maxInstances: mostInstances(spec, plan),
      log: options.log,
    }),
  );
  const byArn = new Map(functions.map((one) => [one.spec.arn, one]));
  return {
    functions,
    invoke: async (functionArn, event) => {
      const running = byArn.get(functionArn);
      if (running === undefined) throw new Error(`there is no function ${functionArn}`);
      const { name } = running.spec;
      options.activity.step();
      const errorMessage = options.fault(name, event);
      const outcome: Outcome =
        errorMessage === undefined
          ? await running.invoke(event)
          : { ok: false, error: { errorType: "Fault", errorMessage } };
      if (!outcome.ok) options.flow.add("failure", name, `${outcome.error.errorType}: ${outcome.error.errorMessage}`);
      options.afterwards(running.spec);
      return outcome;
    },
    end: async () => {
      await Promise.all(functions.map((one) => one.end()));
    },
  };
};
