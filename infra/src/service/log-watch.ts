import type { ITable } from "aws-cdk-lib/aws-dynamodb";
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type IFunction,
  StartingPosition,
} from "aws-cdk-lib/aws-lambda";
import { SqsDlq } from "aws-cdk-lib/aws-lambda-event-sources";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Duration } from "aws-cdk-lib/core";
import type { Construct } from "constructs";

/** Wakes the watch for every entry of an access log that is changed or goes; those that are added are no matter of its. A record is tried until the stream forgets it, after a day. */
export const logWatchMapping = (scope: Construct, accessLog: ITable, watch: IFunction, failed: IQueue): void => {
  new EventSourceMapping(scope, "LogWatchMapping", {
    target: watch,
    eventSourceArn: accessLog.tableStreamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    retryAttempts: 10_000,
    maxRecordAge: Duration.hours(24),
    onFailure: new SqsDlq(failed),
    filters: [FilterCriteria.filter({ eventName: FilterRule.or("MODIFY", "REMOVE") })],
  });
};
