import { dirname } from "node:path";
import type { Plugin } from "esbuild";
import type { Lighter } from "./lighter/lighter.ts";
import { messages } from "./lighter/messages.ts";
import { surroundings } from "./lighter/surroundings.ts";
import { unused } from "./lighter/unused.ts";

/** All that is left out; each entry names a module that the clients of AWS would carry, or the test beside this file fails. */
export const lighter: readonly Lighter[] = [...surroundings, ...messages, ...unused];

/** Leaves out of a bundle what libraries carry for other places than Lambda and for operations that Trygt does not call. */
export const lean: Plugin = {
  name: "lean",
  setup: ({ onLoad }) => {
    for (const { module, instead } of lighter)
      onLoad({ filter: module }, async (file) => ({
        contents: await instead(file),
        loader: "js",
        resolveDir: dirname(file.path),
      }));
  },
};
