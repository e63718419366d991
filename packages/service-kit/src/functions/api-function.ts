import type { ServiceContract } from "@trygt/contracts";
import { createApi } from "../http/api.ts";
import type { Ports } from "../ports/port.ts";
import type { ApiDefinition, Reads, RecordsDefinition, RecordTypes } from "./definitions.ts";
import { dependenciesOn, kindsByParameter } from "./dependencies.ts";
import { type Environment, processEnvironment } from "./environment.ts";
import { portsFrom, runtimeFrom } from "./runtime.ts";

/** The API function of a service on the stage's environment. Throws at its start when the environment is not complete. */
export const apiFunction = <
  C extends ServiceContract,
  Policy,
  Types extends RecordTypes,
  P extends Ports,
  R extends Reads,
>(
  { contract, records, ports, operations }: ApiDefinition<C, RecordsDefinition<Policy, Types>, P, R>,
  environment: Environment = processEnvironment,
) => {
  const runtime = runtimeFrom(environment, records);
  const deps = dependenciesOn(records, runtime, portsFrom(environment, ports, records.service));
  return createApi(contract, operations(deps as never), {
    ...runtime,
    kinds: kindsByParameter(records.types),
    problems: contract.problems,
  });
};
