import { BuildSpec, LinuxBuildImage } from "aws-cdk-lib/aws-codebuild";
import { Stack, type StackProps } from "aws-cdk-lib/core";
import { CodePipeline, CodePipelineSource, ManualApprovalStep, ShellStep } from "aws-cdk-lib/pipelines";
import type { Construct } from "constructs";
import type { Partnership } from "./partnership.ts";
import type { pipelineConfig } from "./stages.ts";

export type PipelineProps = StackProps & {
  readonly source: Pick<typeof pipelineConfig, "repository" | "branch" | "connection">;
  readonly test: Partnership;
  readonly production: Partnership;
  /** What the person who approves must know. */
  readonly beforeProduction: string;
};

/** The pipeline: it renews itself from the source, deploys to test, waits for a person, and deploys to production. */
export class Pipeline extends Stack {
  constructor(scope: Construct, id: string, { source, test, production, beforeProduction, ...props }: PipelineProps) {
    super(scope, id, { description: "Deploys Trygt: test, approval, production", ...props });
    const pipeline = new CodePipeline(this, "Pipeline", {
      pipelineName: "trygt",
      selfMutation: true,
      crossAccountKeys: true,
      enableKeyRotation: true,
      publishAssetsInParallel: false,
      // The major version 3 on the registry cannot read what this library writes
      cliVersion: "2.1148.1",
      synth: new ShellStep("Synth", {
        input: CodePipelineSource.connection(source.repository, source.branch, { connectionArn: source.connection }),
        commands: ["npm ci", "npm run bundle", "npm run synth"],
        primaryOutputDirectory: "infra/cdk.out",
      }),
      codeBuildDefaults: {
        buildEnvironment: { buildImage: LinuxBuildImage.STANDARD_7_0 },
        // Enough for npm itself; npm scripts run on the Node that the lock file brings
        partialBuildSpec: BuildSpec.fromObject({ phases: { install: { "runtime-versions": { nodejs: 22 } } } }),
      },
    });
    pipeline.addStage(test);
    pipeline.addStage(production, { pre: [new ManualApprovalStep("Approve", { comment: beforeProduction })] });
    pipeline.buildPipeline();
  }
}
