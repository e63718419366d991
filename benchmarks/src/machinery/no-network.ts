import { join } from "node:path";
import type { Plugin } from "esbuild";

/** Puts canned answers in place of the SDK's request handler and of the person register, so that only a function's own work is left. */
export const noNetwork: Plugin = {
  name: "no-network",
  setup: ({ onLoad }) => {
    onLoad({ filter: /node-http-handler\/dist-es\/index\.js$/ }, () => ({
      contents: `export * from ${JSON.stringify(join(import.meta.dirname, "canned-aws.ts"))};`,
      resolveDir: import.meta.dirname,
    }));
    onLoad({ filter: /service-kit\/src\/ports\/json-call\.ts$/ }, () => ({
      contents: `import { child } from ${JSON.stringify(join(import.meta.dirname, "people.ts"))};
        export const postJson = async () => ({ status: 200, body: child });
        export const getJson = async () => ({ status: 404, body: undefined });`,
      resolveDir: import.meta.dirname,
    }));
  },
};
