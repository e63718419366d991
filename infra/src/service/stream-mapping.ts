import type { ITable } from "aws-cdk-lib/aws-dynamodb";
import { EventSourceMapping, FilterCriteria, type IFunction, StartingPosition } from "aws-cdk-lib/aws-lambda";
import { SqsDlq } from "aws-cdk-lib/aws-lambda-event-sources";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Duration } from "aws-cdk-lib/core";
import type { Construct } from "constructs";

/** How a function is woken by the stream of a table: by which records, and where those end that it gives up. */
export type StreamMapping = {
  readonly table: ITable;
  readonly target: IFunction;
  readonly wanted: Readonly<Record<string, unknown>>;
  readonly failed: IQueue;
};

/** Wakes a function for the records that it wants of a table's stream. A record is tried until the stream forgets it, after a day (AWS limit); one that fails holds up no other. */
export const streamMapping = (
  scope: Construct,
  id: string,
  { table, target, wanted, failed }: StreamMapping,
): EventSourceMapping =>
  new EventSourceMapping(scope, id, {
    target,
    eventSourceArn: table.tableStreamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    parallelizationFactor: 1,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    retryAttempts: 10_000,
    maxRecordAge: Duration.hours(24),
    onFailure: new SqsDlq(failed),
    filters: [FilterCriteria.filter(wanted)],
  });
