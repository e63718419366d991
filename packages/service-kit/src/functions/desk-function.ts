import { type DeskCallerName, type DeskReply, DeskRequest, isDeskCaller } from "@trygt/contracts/desk";
import type { Context } from "aws-lambda";
import * as z from "zod/mini";
import { errorFields, log } from "../observability/log.ts";
import type { Ports } from "../ports/port.ts";
import { comeAgain } from "../ports/private-function.ts";
import { isTransient } from "../ports/transient.ts";
import { inTime, type Remaining } from "../time-limits/in-time.ts";
import type { DeskDefinition, Reads, RecordsDefinition, RecordTypes } from "./definitions.ts";
import { dependenciesOn } from "./dependencies.ts";
import { type Environment, processEnvironment } from "./environment.ts";
import { portsFrom, runtimeFrom } from "./runtime.ts";

/** The disclosure desk on the stage's environment. Who asks is known by the alias that was invoked; rejects whoever comes by none, and a message that is none: bugs of the caller, never refusals. */
export const deskFunction = <Policy, Types extends RecordTypes, P extends Ports, R extends Reads>(
  { records, ports, handle }: DeskDefinition<RecordsDefinition<Policy, Types>, P, R>,
  environment: Environment = processEnvironment,
) => {
  const runtime = runtimeFrom(environment, records);
  const deps = dependenciesOn(records, runtime, portsFrom(environment, ports, records.service));
  const answer = handle(deps as never);
  return async (message: unknown, context: Remaining & Pick<Context, "invokedFunctionArn">): Promise<DeskReply> => {
    try {
      const caller = callerBehind(context.invokedFunctionArn);
      return await inTime(() => answer(z.parse(DeskRequest(), message), caller), context);
    } catch (error) {
      const passing = isTransient(error);
      if (!passing) runtime.count("Failed");
      log("error", "failed", errorFields(error));
      throw passing ? comeAgain() : error;
    }
  };
};

// arn:aws:lambda:<region>:<account>:function:<name>:<alias>
const callerBehind = (arn: string): DeskCallerName => {
  const alias = arn.split(":")[7] ?? "";
  if (!isDeskCaller(alias)) throw new Error("The desk was invoked by a door that is nobody's");
  return alias;
};
