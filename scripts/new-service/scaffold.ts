import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { filesOf } from "./files.ts";
import type { Names } from "./names.ts";
import { wiring } from "./wiring.ts";

const run = promisify(execFile);

/** What has been written, as paths from the root, and what a person must still do. */
export type Scaffolded = { readonly written: readonly string[]; readonly remaining: readonly string[] };

/** Writes a new service into the repository at `root` and makes it known to contracts, infra and benchmarks. Throws, and leaves everything as it was, when that cannot be done. */
export const scaffold = async (root: string, names: Names): Promise<Scaffolded> => {
  const { service } = names;
  const made = [`services/${service}`, `packages/contracts/src/${service}`];
  if (made.some((folder) => existsSync(join(root, folder))))
    throw new Error(`There is a service ${service} already. Choose another name, or change what is there.`);
  const biome = join(root, "node_modules/.bin/biome");
  if (!existsSync(biome))
    throw new Error("What it is formatted with is not installed. Run npm ci, and then this again.");

  const before = new Map(Object.keys(wiring).map((path) => [path, sourceOf(root, path)]));
  const wired = [...before].map(([path, source]): [string, string] => [path, edited(path, source, names)]);
  const files = new Map([...filesOf(root, names), ...wired]);
  try {
    await write(root, files);
    const formatted = [...files.keys()].filter((path) => !path.endsWith(".md"));
    await run(biome, ["check", "--write", "--vcs-enabled=false", ...formatted], { cwd: root });
    const { stdout } = await run(process.execPath, ["scripts/render-docs.ts"], { cwd: root });
    const rendered = [...stdout.matchAll(/^wrote (.+)$/gm)].map(([, path = ""]) => path);
    return { written: [...files.keys(), ...rendered], remaining: remaining(names) };
  } catch (error) {
    for (const folder of made) await rm(join(root, folder), { recursive: true, force: true });
    await write(root, before);
    throw error;
  }
};

const sourceOf = (root: string, path: string): string => {
  if (!existsSync(join(root, path))) throw new Error(`${path} is not there, so nothing was written. ${mend}`);
  return readFileSync(join(root, path), "utf8");
};

const edited = (path: string, source: string, names: Names): string => {
  try {
    return wiring[path]?.(source, names) ?? source;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${path} is not as it was, so nothing was written. ${why} ${mend}`);
  }
};

const mend = "Mend the file, or what scripts/new-service/wiring.ts expects of it.";

const write = async (root: string, files: ReadonlyMap<string, string>): Promise<void> => {
  for (const [path, content] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
};

/** What only a person can decide: everything else is written, and `npm test` passes. */
const remaining = ({ service }: Names): readonly string[] => [
  "npm install        (links the new package)",
  "npm test           (everything that is there already holds)",
  `services/${service}/README.md, "To be decided": which point of the agreement and which law, who may do what, how long it is kept`,
  "docs/glossary.md   its words in English and Danish, under a heading of its own that scripts/glossary.test.ts names",
  "docs/law.md        a line for each rule that it keeps beyond those that stand there",
  "README.md          its row under Status, and its line in the map",
];
