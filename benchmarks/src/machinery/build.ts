import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
// @boundaries-ignore what is measured must be bundled in the very way of the services
import { bundleOptions } from "../../../scripts/bundle/options.ts";

const root = join(import.meta.dirname, "../../..");
const folder = join(root, "benchmarks/dist");

/** What to bundle: a file below `benchmarks/src`, or a program of a few lines that stands in the folder of a package. */
export type Program = { readonly file: string } | { readonly code: string; readonly in: string };

/**
 * Bundles a program as the services' functions are bundled, to `benchmarks/dist/<name>.cjs`, and gives that path. `plainly` leaves
 * out the diet; `plugin` comes before it.
 */
export const bundleOf = async (
  name: string,
  program: Program,
  { plainly = false, plugin }: { readonly plainly?: boolean; readonly plugin?: Plugin } = {},
): Promise<string> => {
  const outfile = join(folder, `${name}.cjs`);
  await build({
    ...bundleOptions,
    ...("file" in program
      ? { entryPoints: [join(root, "benchmarks/src", program.file)] }
      : { stdin: { contents: program.code, resolveDir: join(root, program.in), loader: "ts" } }),
    outfile,
    plugins: [...(plugin === undefined ? [] : [plugin]), ...(plainly ? [] : bundleOptions.plugins)],
  });
  return outfile;
};

/** The bundle of a service's function as it is deployed, in a place where Node takes it for CommonJS, as Lambda does. */
export const deployed = async (service: string, name: string): Promise<string> => {
  const copy = join(folder, `${service}-${name}.cjs`);
  await mkdir(folder, { recursive: true });
  await copyFile(join(root, "services", service, "dist", name, "index.js"), copy);
  return copy;
};
