import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
// @boundaries-ignore what is tested must be bundled in the very way of the services
import { bundleOptions } from "../../../../scripts/bundle/options.ts";

/** Bundles a program of a few lines, as it would stand in the kit, in the very way of the functions that are deployed, runs it, and gives its exports. */
export const bundled = async <Exports>(program: string): Promise<Exports> => {
  const kit = join(import.meta.dirname, "../..");
  const stdin = { contents: program, resolveDir: kit, loader: "ts" } as const;
  const { outputFiles } = await build({ ...bundleOptions, stdin, write: false });
  const unit = { exports: {} as Exports };
  new Function("module", "require", outputFiles[0]?.text ?? "")(unit, createRequire(join(kit, "package.json")));
  return unit.exports;
};
