import { randomUUID } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type Instant, instantOf } from "@trygt/contracts";
import { dynamoStore } from "../dynamodb/store.ts";
import { type Count, countFor } from "../observability/metrics.ts";
import type { LivePorts, Ports } from "../ports/port.ts";
import type { Store } from "../records/store.ts";
import { awsClient } from "../time-limits/aws-client.ts";
import { awsCall } from "../time-limits/limits.ts";
import { type Environment, jsonVariable, requiredVariable } from "./environment.ts";
import { policyFrom } from "./policy.ts";
import { keepsRecords, type RecordsDefinition } from "./records-definition.ts";

/** What every function that works on records stands on. */
export type Runtime<Policy = unknown> = {
  readonly store: Store;
  readonly policy: Policy;
  readonly now: () => Instant;
  readonly newId: () => string;
  readonly count: Count;
};

/** The variables that every function that works on records reads; infrastructure sets these and those of its ports, and no others. Where no records are kept there is no table to name. */
export const runtimeVariables = ["TABLE_NAME", "ACCESS_LOG_TABLE_NAME", "POLICY", "IMPACT_ASSESSMENT"] as const;

/** The runtime on the stage's tables. Throws without an impact assessment: nothing that works on people's records starts without one (D19). */
export const runtimeFrom = <Policy>(environment: Environment, records: RecordsDefinition<Policy>): Runtime<Policy> => {
  const { service, policy } = records;
  const read = (name: (typeof runtimeVariables)[number]) => requiredVariable(environment, name);
  read("IMPACT_ASSESSMENT");
  const client = awsClient(DynamoDBClient, awsCall);
  return {
    store: dynamoStore({
      client,
      table: keepsRecords(records) ? read("TABLE_NAME") : "",
      accessLog: read("ACCESS_LOG_TABLE_NAME"),
    }),
    policy: policyFrom(policy, jsonVariable(environment, "POLICY")),
    now: () => instantOf(Date.now()),
    newId: randomUUID,
    count: countFor(service),
  };
};

/** The ports of a function in use. Throws when a variable is missing. */
export const portsFrom = <P extends Ports>(environment: Environment, ports: P, service: string): LivePorts<P> =>
  Object.fromEntries(
    Object.entries(ports).map(([name, { variable, live }]) => [
      name,
      live(requiredVariable(environment, variable), service),
    ]),
  ) as LivePorts<P>;
