import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { readAccessLogs } from "../dynamodb/access-log-reads.ts";
import { errorFields, log } from "../observability/log.ts";
import { comeAgain } from "../ports/private-function.ts";
import { isTransient } from "../ports/transient.ts";
import type { AccessLogPage, AccessLogQuery } from "../records/access-log-query.ts";
import { awsClient } from "../time-limits/aws-client.ts";
import { inTime, type Remaining } from "../time-limits/in-time.ts";
import { awsCall } from "../time-limits/limits.ts";
import { type Environment, jsonVariable, processEnvironment } from "./environment.ts";

/** The variable in which the names of all access log tables stand, by service. */
export const accessLogTablesVariable = "ACCESS_LOG_TABLES";

/** The one function that reads the access logs, those of every service; it can write none (E1). Only the audit service may invoke it. */
export const logReaderFunction = (environment: Environment = processEnvironment) => {
  const tables = jsonVariable(environment, accessLogTablesVariable) as Readonly<Record<string, string>>;
  const read = readAccessLogs({ client: awsClient(DynamoDBClient, awsCall), tables });
  return async (query: AccessLogQuery, context: Remaining): Promise<AccessLogPage> => {
    try {
      return await inTime(() => read(query), context);
    } catch (error) {
      log("error", "failed", errorFields(error));
      throw isTransient(error) ? comeAgain() : error;
    }
  };
};
