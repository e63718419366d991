import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { App, Validations } from "aws-cdk-lib/core";
import type { CloudAssembly } from "aws-cdk-lib/cx-api";
import { AwsSolutionsChecks } from "cdk-nag";
import { bundlesOf } from "./bundles.ts";
import { exempt } from "./exemptions.ts";
import { Partnership } from "./partnership.ts";
import { Pipeline } from "./pipeline.ts";
import { pipelineConfig, stages } from "./stages.ts";

// What a new CDK project starts with: without these flags the library keeps its oldest habits
const recommended = JSON.parse(
  readFileSync(fileURLToPath(import.meta.resolve("aws-cdk-lib/recommended-feature-flags.json")), "utf8"),
);

const context = {
  ...recommended,
  // A stack cannot take away what another still uses
  "@aws-cdk/core:defaultCrossStackReferences": "strong",
  // Stack traces would put this machine's paths into the assembly: the same source must give the same assembly
  "aws:cdk:disable-creation-stack-traces": true,
};

/** Writes the cloud assembly of pipeline and stages to a folder. Needs no network and no account. Throws when a bundle is missing or the checks of AwsSolutions find something. */
export const synthesize = (outdir: string, bundles: (workspace: string) => string = bundlesOf): CloudAssembly => {
  const app = new App({ outdir, context, analyticsReporting: false, treeMetadata: false, stackTraces: false });
  const { account, region, connection, ...source } = pipelineConfig;
  const pipeline = new Pipeline(app, "Trygt-Pipeline", {
    env: { account, region },
    source: { ...source, connection: app.node.tryGetContext("connection") ?? connection },
    test: new Partnership(app, "Trygt-Test", stages.Test, bundles),
    production: new Partnership(app, "Trygt-Production", stages.Production, bundles),
    beforeProduction: `Impact assessment on record: ${stages.Production.impactAssessment ?? "none, the services will refuse to start"}.`,
  });
  exempt({ pipeline, app });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app.synth();
};
