import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { App } from "aws-cdk-lib/core";
import type { CloudAssembly } from "aws-cdk-lib/cx-api";
import { bundlesOf } from "./bundles.ts";
import { Partnership } from "./partnership.ts";
import { Pipeline } from "./pipeline.ts";
import { pipelineConfig, stages } from "./stages.ts";

// What a new CDK project starts with: without these flags the library keeps its oldest habits
const recommended = JSON.parse(
  readFileSync(fileURLToPath(import.meta.resolve("aws-cdk-lib/recommended-feature-flags.json")), "utf8"),
);

// Strong references: a stack cannot take away what another still uses
const flags = { ...recommended, "@aws-cdk/core:defaultCrossStackReferences": "strong" };

/** Writes the cloud assembly of pipeline and stages to a folder. Needs no network and no account. Throws when a bundle is missing or a check finds something. */
export const synthesize = (outdir: string, bundles: (workspace: string) => string = bundlesOf): CloudAssembly => {
  const app = new App({ outdir, context: flags, analyticsReporting: false, treeMetadata: false });
  const { account, region, connection, ...source } = pipelineConfig;
  new Pipeline(app, "Trygt-Pipeline", {
    env: { account, region },
    source: { ...source, connection: app.node.tryGetContext("connection") ?? connection },
    test: new Partnership(app, "Trygt-Test", stages.Test, bundles),
    production: new Partnership(app, "Trygt-Production", stages.Production, bundles),
    beforeProduction: `Impact assessment on record: ${stages.Production.impactAssessment ?? "none, the services will refuse to start"}.`,
  });
  return app.synth();
};
