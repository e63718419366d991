import type { BuildOptions } from "esbuild";
import { descriptions } from "./descriptions.ts";
import { lean } from "./lean.ts";

/** How every function of the house is bundled. */
export const bundleOptions = {
  bundle: true,
  minify: true,
  // node:http imported as an ES module, by either kind of import, loads undici: 25 ms that nothing here needs
  format: "cjs",
  supported: { "dynamic-import": false },
  platform: "node",
  target: "node24",
  mainFields: ["module", "main"],
  legalComments: "none",
  charset: "utf8",
  plugins: [lean, descriptions],
  logLevel: "warning",
} satisfies BuildOptions;
