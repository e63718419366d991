import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import type { Construct } from "constructs";

/** Something that must not go on unseen. */
export type AlarmSpec = {
  readonly metric: IMetric;
  /** It rings when the metric is above this. */
  readonly above: number;
  /** Who is hurt while it goes on, in words that a person on call understands. */
  readonly impact: string;
  /** Where it says what to do, as a path in the repository. */
  readonly runbook: string;
};

/** An alarm that says who is hurt and what to do. Nothing measured means nothing wrong. */
export const alarm = (scope: Construct, id: string, { metric, above, impact, runbook }: AlarmSpec): Alarm =>
  new Alarm(scope, id, {
    metric,
    threshold: above,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription: `Impact: ${impact} Runbook: ${runbook}`,
  });
