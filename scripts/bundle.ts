/** Bundles every `src/lambda/*.ts` of the package in the working folder to `dist/<name>/index.js`: what is deployed is what was tested. */
import { readdir, rm } from "node:fs/promises";
import { basename } from "node:path";
import { build } from "esbuild";
import { bundleOptions } from "./bundle/options.ts";

const entries = (await readdir("src/lambda")).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
await rm("dist", { recursive: true, force: true });
await build({
  ...bundleOptions,
  entryPoints: entries.map((file) => ({ in: `src/lambda/${file}`, out: `${basename(file, ".ts")}/index` })),
  outdir: "dist",
  sourcemap: "external",
});
