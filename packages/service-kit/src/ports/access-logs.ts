import { LambdaClient } from "@aws-sdk/client-lambda";
import type { AccessLogPage, AccessLogQuery } from "../records/access-log-query.ts";
import { awsClient } from "../time-limits/aws-client.ts";
import { privateFunctionCall } from "../time-limits/limits.ts";
import type { Port } from "./port.ts";
import { askFunction } from "./private-function.ts";

/** The access logs of all services, read by a function that can write none. */
export type AccessLogs = (query: AccessLogQuery) => Promise<AccessLogPage>;

/** The function that reads the access logs. */
export const accessLogsPort: Port<AccessLogs> = {
  variable: "LOG_READER_FUNCTION_NAME",
  behind: "access-logs",
  live: (functionName) => {
    const reader = { client: awsClient(LambdaClient, privateFunctionCall), functionName };
    return async (query) => (await askFunction(reader, query)) as AccessLogPage;
  },
};
