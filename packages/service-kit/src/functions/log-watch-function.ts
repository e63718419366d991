import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { instantOf } from "@trygt/contracts";
import { keptEntries } from "../dynamodb/kept-entries.ts";
import { countFor } from "../observability/metrics.ts";
import { awsClient } from "../time-limits/aws-client.ts";
import { awsCall } from "../time-limits/limits.ts";
import { type Environment, processEnvironment, requiredVariable } from "./environment.ts";
import { createLogWatch } from "./log-watch.ts";

/** The variables that the watch over an access log reads: the service, and the table of what stood there before. */
export const logWatchVariables = ["SERVICE", "KEPT_ENTRIES_TABLE_NAME"] as const;

/** The watch over the access log of a service on the stage's environment. Throws at its start when the environment is not complete. */
export const logWatchFunction = (environment: Environment = processEnvironment) => {
  const read = (name: (typeof logWatchVariables)[number]) => requiredVariable(environment, name);
  const client = awsClient(DynamoDBClient, awsCall);
  return createLogWatch({
    now: () => instantOf(Date.now()),
    count: countFor(read("SERVICE")),
    keep: keptEntries({ client, table: read("KEPT_ENTRIES_TABLE_NAME") }),
  });
};
