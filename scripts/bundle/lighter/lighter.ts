import type { OnLoadArgs } from "esbuild";

/** A module that a Lambda function carries for nothing, and what stands in its place. */
export type Lighter = {
  /** Which module, by its path under node_modules. */
  readonly module: RegExp;
  /** JavaScript that exports all that anybody imports of the module: what is missing does not bundle. */
  readonly instead: (file: OnLoadArgs) => string | Promise<string>;
};

/** Exports of names that the index of a package passes on and nobody in a bundle reads. */
export const unread = (...names: readonly string[]): string =>
  names.map((name) => `\nexport const ${name} = undefined;`).join("");
