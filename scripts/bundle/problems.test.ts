import { join } from "node:path";
import { standingProblems } from "@trygt/contracts";
import { exchange } from "@trygt/contracts/exchange";
import { visits } from "@trygt/contracts/visits";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { bundleOptions } from "./options.ts";

const bundled = async (contents: string): Promise<string> => {
  const resolveDir = join(import.meta.dirname, "../../packages/service-kit");
  const { outputFiles } = await build({ ...bundleOptions, stdin: { contents, resolveDir }, write: false });
  return outputFiles.map(({ text }) => text).join("");
};

const titles = (problems: Readonly<Record<string, { readonly title: { readonly da: string } }>>): readonly string[] =>
  Object.values(problems).map(({ title }) => title.da);
const own = titles(visits.problems);
const foreign = titles(exchange.problems).filter((title) => !own.includes(title));

describe("the words of problems in a bundle", { timeout: 30_000 }, () => {
  it("are those of the one service that answers them", async () => {
    const text = await bundled('export { visits } from "@trygt/contracts/visits";');
    expect(own.filter((title) => !text.includes(title))).toEqual([]);
    expect(foreign.filter((title) => text.includes(title))).toEqual([]);
  });

  it("are none where a function only announces or listens", async () => {
    const text = await bundled('export { concernDecided } from "@trygt/contracts/visits";');
    expect(text).toContain("visits.concern-decided.v1");
    expect([...own, ...foreign, ...titles(standingProblems)].filter((title) => text.includes(title))).toEqual([]);
  });
});
