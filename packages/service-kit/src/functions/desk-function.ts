import { type DeskReply, DeskRequest } from "@trygt/contracts/desk";
import * as z from "zod/mini";
import type { Ports } from "../ports/port.ts";
import { inTime, type Remaining } from "../time-limits/in-time.ts";
import type { DeskDefinition, Reads, RecordsDefinition, RecordTypes } from "./definitions.ts";
import { dependenciesOn } from "./dependencies.ts";
import { type Environment, processEnvironment } from "./environment.ts";
import { portsFrom, runtimeFrom } from "./runtime.ts";

/** The disclosure desk on the stage's environment: it rejects a message that is none, which is a bug of the caller and never a refusal. */
export const deskFunction = <Policy, Types extends RecordTypes, P extends Ports, R extends Reads>(
  { records, ports, handle }: DeskDefinition<RecordsDefinition<Policy, Types>, P, R>,
  environment: Environment = processEnvironment,
) => {
  const runtime = runtimeFrom(environment, records);
  const deps = dependenciesOn(records, runtime, portsFrom(environment, ports, records.service));
  const answer = handle(deps as never);
  return async (message: unknown, context: Remaining): Promise<DeskReply> =>
    inTime(() => answer(z.parse(DeskRequest(), message)), context);
};
