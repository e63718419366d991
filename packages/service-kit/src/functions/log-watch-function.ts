import { ConditionalCheckFailedException, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { errorFields, log } from "../observability/log.ts";
import { countFor } from "../observability/metrics.ts";
import { awsClient } from "../time-limits/aws-client.ts";
import { inTime, type Remaining } from "../time-limits/in-time.ts";
import { awsCall } from "../time-limits/limits.ts";
import { type Environment, processEnvironment, requiredVariable } from "./environment.ts";
import { type TamperedEntry, tamperedEntry } from "./log-watch.ts";

/** The variables that a log watch reads: the service whose log it watches, and the table in which it keeps what stood there. */
export const logWatchVariables = ["SERVICE", "KEPT_ENTRIES_TABLE_NAME"] as const;

/** Watches an access log's stream: whatever changes or takes away an entry rings, and what stood there before is kept in a table that nothing else touches. Reports the first record that it could not keep, and the stream brings it again. */
export const logWatchFunction = (environment: Environment = processEnvironment) => {
  const read = (name: (typeof logWatchVariables)[number]) => requiredVariable(environment, name);
  const client = awsClient(DynamoDBClient, awsCall);
  const [table, count] = [read("KEPT_ENTRIES_TABLE_NAME"), countFor(read("SERVICE"))];

  const keep = async ({ change, pk, sk, before, expiresAt }: TamperedEntry, sequenceNumber: string) => {
    const Item = {
      ...{ pk: { S: pk }, sk: { S: `${sk}#${sequenceNumber}` }, change: { S: change } },
      ...{ before: { M: before as never }, expiresAt: { N: String(expiresAt) } },
    };
    const put = new PutItemCommand({ TableName: table, Item, ConditionExpression: "attribute_not_exists(pk)" });
    await client.send(put).catch((error: unknown) => {
      // The stream has brought it before
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    });
  };

  return async ({ Records }: DynamoDBStreamEvent, context: Remaining): Promise<DynamoDBBatchResponse> => {
    for (const record of Records) {
      const itemIdentifier = record.dynamodb?.SequenceNumber ?? "";
      try {
        const tampered = tamperedEntry(record);
        if (tampered === undefined) continue;
        count("AccessLogChanged");
        log("error", "an entry of the access log was changed or taken away", {
          change: tampered.change,
          entry: tampered.sk,
        });
        await inTime(() => keep(tampered, itemIdentifier), context);
      } catch (error) {
        log("error", "failed", errorFields(error));
        return { batchItemFailures: [{ itemIdentifier }] };
      }
    }
    return { batchItemFailures: [] };
  };
};
