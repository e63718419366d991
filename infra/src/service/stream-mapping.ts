import type { ITable } from "aws-cdk-lib/aws-dynamodb";
import { EventSourceMapping, FilterCriteria, type IFunction, StartingPosition } from "aws-cdk-lib/aws-lambda";
import { SqsDlq } from "aws-cdk-lib/aws-lambda-event-sources";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Duration } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { alarm } from "../alarm.ts";

/** How a function is woken by the stream of a table: by which records, where those end that it gives up, and what rings when they wait. */
export type StreamMapping = {
  readonly table: ITable;
  readonly target: IFunction;
  readonly wanted: Readonly<Record<string, unknown>>;
  readonly failed: IQueue;
  readonly late: { readonly id: string; readonly impact: string; readonly runbook: string };
};

/** Wakes a function for the records that it wants of a table's stream. A record is tried until the stream forgets it, after a day (AWS limit); one that fails holds up no other. An alarm rings when they wait for more than a quarter of an hour. */
export const streamMapping = (
  scope: Construct,
  id: string,
  { table, target, wanted, failed, late: { id: lateId, ...late } }: StreamMapping,
): void => {
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
  alarm(scope, lateId, {
    metric: target.metric("IteratorAge", { period: Duration.minutes(5), statistic: "Maximum" }),
    above: Duration.minutes(15).toMilliseconds(),
    ...late,
  });
};
