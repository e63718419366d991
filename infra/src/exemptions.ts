import { Queue } from "aws-cdk-lib/aws-sqs";
import { Validations } from "aws-cdk-lib/core";
import type { IConstruct } from "constructs";
import { pipelineConfig } from "./stages.ts";

type Exemption = { readonly id: string; readonly reason: string };

const wildcards = (reason: string, findings: readonly string[]): Exemption[] =>
  findings.map((finding) => ({ id: `AwsSolutions-IAM5[${finding}]`, reason }));

const end: Exemption = {
  id: "AwsSolutions-SQS3",
  reason: "This queue is where failed work ends; a person empties it, and an alarm rings while it holds anything",
};

const build = "<PipelineBuildSynthCdkBuildProject6BEFA8E6>";
const selfMutation = "<PipelineUpdatePipelineSelfMutationDAA41400>";
const { account, region } = pipelineConfig;
const logsOf = (project: string) => `Resource::arn:aws:logs:${region}:${account}:log-group:/aws/codebuild/${project}`;
const reportsOf = (project: string) => `Resource::arn:aws:codebuild:${region}:${account}:report-group/${project}`;

const ofPipeline: readonly Exemption[] = [
  {
    id: "AwsSolutions-S1",
    reason:
      "The bucket holds source and bundles on their way through the pipeline, no personal data, encrypted and private",
  },
  ...wildcards("CDK Pipelines: the steps hand their results on in the pipeline's own bucket, under its own key", [
    "Action::s3:Abort*",
    "Action::s3:DeleteObject*",
    "Action::s3:GetBucket*",
    "Action::s3:GetObject*",
    "Action::s3:List*",
    "Action::kms:GenerateDataKey*",
    "Action::kms:ReEncrypt*",
    "Resource::<PipelineArtifactsBucketAEA9A052.Arn>/*",
  ]),
  ...wildcards("CDK Pipelines: a build writes its own log streams and test reports, whose names AWS makes up", [
    logsOf(`${build}:*`),
    logsOf(`${selfMutation}:*`),
    logsOf("*"),
    reportsOf(`${build}-*`),
    reportsOf(`${selfMutation}-*`),
    reportsOf("*"),
  ]),
  ...wildcards("CDK Pipelines: of these roles the self-update may assume only those tagged at bootstrapping", [
    `Resource::arn:*:iam::${account}:role/*`,
  ]),
  ...wildcards("CDK Pipelines: it finds its stacks and starts its builds, which exist only after it", ["Resource::*"]),
];

/** Says of every rule of AwsSolutions that does not fit, where and why. What is not named here stops the synthesis. */
export const exempt = ({ pipeline, app }: { readonly pipeline: IConstruct; readonly app: IConstruct }): void => {
  Validations.of(pipeline).acknowledge(...ofPipeline);
  for (const construct of app.node.findAll())
    if (construct instanceof Queue && construct.node.id.endsWith("DeadLetters"))
      Validations.of(construct).acknowledge(end);
};
