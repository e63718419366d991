import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { synthesize } from "./synthesize.ts";

const outdir = join(import.meta.dirname, "../cdk.out");

// CDK never takes old bundles away; left there they would be cached and uploaded for ever
if (existsSync(outdir))
  for (const entry of readdirSync(outdir))
    if (entry.startsWith("asset.")) rmSync(join(outdir, entry), { recursive: true });

synthesize(outdir);
