import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cyclesIn, importsOf } from "./cycles.ts";

const root = join(import.meta.dirname, "..");

const paths = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\0")
  .filter((path) => /^(?:packages|services|infra|scripts|benchmarks)\/.*\.ts$/.test(path))
  .filter((path) => existsSync(join(root, path)));

describe("the imports of a source", () => {
  it("are found in every form that they have", () => {
    const source = [
      'import "./effects.ts";',
      'import { one, type Two } from "./values.ts";',
      'import type { Three } from "./types.ts";',
      "import {",
      "  four,",
      '} from "./lines.ts";',
      'export { five } from "./again.ts";',
      'export type { Six } from "./types-again.ts";',
      'export * from "./all.ts";',
      'import * as z from "zod/mini";',
    ];
    expect(importsOf(source.join("\n"))).toEqual([
      "./effects.ts",
      "./values.ts",
      "./types.ts",
      "./lines.ts",
      "./again.ts",
      "./types-again.ts",
      "./all.ts",
      "zod/mini",
    ]);
  });

  it("are not what a string or a comment says", () => {
    expect(
      importsOf('const line = \'import { a } from "./a.ts"\';\n// import "./b.ts"\nexport const c = "./c.ts";'),
    ).toEqual([]);
  });
});

describe("cycles of imports", () => {
  const cycles = (sources: Readonly<Record<string, string>>) => cyclesIn(new Map(Object.entries(sources)));

  it("are found where values are imported, over any number of files and folders", () => {
    expect(
      cycles({
        "a/one.ts": 'import { two } from "../b/two.ts";',
        "b/two.ts": 'export { three } from "./three.ts";',
        "b/three.ts": 'import "../a/one.ts";',
        "b/four.ts": 'import { three } from "./three.ts";',
      }),
    ).toEqual([["a/one.ts", "b/two.ts", "b/three.ts"]]);
  });

  it("are found where only types are imported", () => {
    expect(
      cycles({ "one.ts": 'import type { Two } from "./two.ts";', "two.ts": 'export type { One } from "./one.ts";' }),
    ).toEqual([["one.ts", "two.ts"]]);
  });

  it("are found where a file imports itself", () => {
    expect(cycles({ "one.ts": 'import { one } from "./one.ts";' })).toEqual([["one.ts"]]);
  });

  it("are not found where imports only meet", () => {
    expect(
      cycles({
        "one.ts": 'import { two } from "./two.ts";\nimport { three } from "./three.ts";',
        "two.ts": 'import { four } from "./four.ts";',
        "three.ts": 'import { four } from "./four.ts";',
        "four.ts": 'import { readFileSync } from "node:fs";',
      }),
    ).toEqual([]);
  });
});

it("no sources of the repository import one another in a circle, types included", () => {
  expect(paths.length).toBeGreaterThan(300);
  const sources = new Map(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
  const found = cyclesIn(sources).map((cycle) => [...cycle, cycle[0]].join(" → "));
  expect(found, "Move what both need into a file of its own").toEqual([]);
});
