import { existsSync } from "node:fs";
import { join } from "node:path";
import { Code } from "aws-cdk-lib/aws-lambda";

const root = join(import.meta.dirname, "../..");

/** The folder into which a workspace package bundles its functions, for example `services/visits`. */
export const bundlesOf = (workspace: string): string => join(root, workspace, "dist");

/** The code of one bundled function, `<folder>/<name>/index.js`. Throws with what to do when it has not been bundled. */
export const bundled = (folder: string, name: string): Code => {
  const function_ = join(folder, name);
  if (!existsSync(join(function_, "index.js")))
    throw new Error(`${join(function_, "index.js")} is missing. Run "npm run bundle", then synthesize again.`);
  return Code.fromAsset(function_);
};
