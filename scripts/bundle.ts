/** Bundles every `src/lambda/*.ts` of the package in the working folder to `dist/<name>/index.js`: what is deployed is what was tested. */
import { readdir, rm } from "node:fs/promises";
import { basename } from "node:path";
import { build, type Plugin } from "esbuild";

/** A Lambda function gets its credentials from its environment: the SDK's search through files, SSO and metadata is dead weight at a cold start. */
const credentialsFromEnvironment: Plugin = {
  name: "credentials-from-environment",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => ({ path: "environment", namespace: "credentials" }));
    onLoad({ filter: /.*/, namespace: "credentials" }, () => ({
      contents: `export const defaultProvider = () => async () => ({
        accessKeyId: process.env.AWS_ACCESS_KEY_ID,
        secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY,
        sessionToken: process.env.AWS_SESSION_TOKEN,
      });`,
    }));
  },
};

const entries = (await readdir("src/lambda")).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
await rm("dist", { recursive: true, force: true });
await build({
  entryPoints: entries.map((file) => ({ in: `src/lambda/${file}`, out: `${basename(file, ".ts")}/index` })),
  outdir: "dist",
  bundle: true,
  minify: true,
  // A static import of node:http from an ES module loads undici; CommonJS starts in half the time
  format: "cjs",
  platform: "node",
  target: "node24",
  mainFields: ["module", "main"],
  sourcemap: "external",
  legalComments: "none",
  plugins: [credentialsFromEnvironment],
  logLevel: "warning",
});
