import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Duration } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { alarm } from "./alarm.ts";

/** Where work ends that failed for good: kept 14 days (the most SQS allows; T11), and somebody is told. */
export const deadLetters = (scope: Construct, id: string, impact: string): Queue => {
  const queue = new Queue(scope, id, {
    retentionPeriod: Duration.days(14),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
  });
  alarm(scope, `${id}NotEmpty`, {
    metric: queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: "Maximum" }),
    above: 0,
    impact,
    runbook: "infra/README.md#dead-letters",
  });
  return queue;
};
