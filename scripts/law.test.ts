import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dangling, rulesCited, rulesIn, sectionsIn } from "./law/references.ts";
import { paths, read, root } from "./law/tree.ts";

/** A file that is named, with what is said to stand in it: symbols in backticks, test sentences in quotation marks. */
type Named = { readonly path: string; readonly said: readonly string[] };

/** One line of the table: a rule, where it is kept, and the tests that show it. */
type Row = {
  readonly id: string;
  readonly kept: readonly Named[];
  readonly shown: readonly Named[];
  /** Whether it says that no test shows it yet, so that a gap is written down and not left out. */
  readonly unshown: boolean;
};

const named = (cell: string): readonly Named[] => {
  const found: { path: string; said: string[] }[] = [];
  for (const [, code, sentence] of cell.matchAll(/`([^`]+)`|“([^”]+)”/g)) {
    if (code?.includes("/")) found.push({ path: code, said: [] });
    else found.at(-1)?.said.push(code ?? sentence ?? "");
  }
  return found;
};

const rows: readonly Row[] = read("docs/law.md")
  .split("\n")
  .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))
  .filter(([, id]) => id !== undefined && /^[A-Z]\d{1,2}$/.test(id))
  .map(([, id = "", , kept = "", shown = ""]) => ({
    id,
    kept: named(kept),
    shown: named(shown),
    unshown: shown === "not shown yet",
  }));

/** The rules that the sources cite, each with a file that does. */
const cited: ReadonlyMap<string, string> = new Map(
  paths
    .filter((path) => path.endsWith(".ts"))
    .flatMap((path) => rulesCited(path, read(path)).map((id) => [id, path] as const)),
);

describe("docs/law.md", () => {
  it("has every rule once", () => {
    const ids = rows.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(40);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  it.each(rows)("$id names a file that keeps it, and what is named stands there", ({ kept }) => {
    expect(kept).not.toEqual([]);
    for (const { path, said } of kept) {
      expect(existsSync(join(root, path)), path).toBe(true);
      for (const symbol of said) expect(read(path), `${path} has ${symbol}`).toContain(symbol);
    }
  });

  it.each(rows.filter(({ unshown }) => !unshown))(
    "$id names a test that shows it, with a sentence that stands there",
    ({ shown }) => {
      expect(shown).not.toEqual([]);
      for (const { path, said } of shown) {
        expect(path).toMatch(/\.test\.ts$/);
        expect(existsSync(join(root, path)), path).toBe(true);
        expect(said, path).not.toEqual([]);
        const source = read(path);
        for (const sentence of said)
          expect(
            ['"', "'", "`"].some((quote) => source.includes(quote + sentence + quote)),
            `${path} has a test “${sentence}”`,
          ).toBe(true);
      }
    },
  );

  it("has every rule that a source file cites", () => {
    const known = new Set(rows.map(({ id }) => id));
    const missing = [...cited].filter(([id]) => !known.has(id)).map(([id, path]) => `${id}, cited in ${path}`);
    expect(missing, "Give it a line in docs/law.md").toEqual([]);
  });
});

describe("the documents", () => {
  // A decision speaks of the tree as it was when it was taken
  const standing = paths.filter((path) => path.endsWith(".md") && !path.startsWith("docs/adr/"));
  /** What is made on the spot and not committed, `infra/cdk.out`, need not be there yet. */
  const isIgnored = (file: string) => spawnSync("git", ["check-ignore", "-q", file], { cwd: root }).status === 0;
  const named = /`((?:benchmarks|docs|infra|packages|scripts|services)\/[\w./-]+)`/g;

  it("name files and folders that are there", () => {
    const missing = standing.flatMap((path) =>
      [...read(path).matchAll(named)]
        .map(([, file = ""]) => file)
        .filter((file) => !existsSync(join(root, file)) && !isIgnored(file))
        .map((file) => `${file}, named in ${path}`),
    );
    expect(missing, "Name the file by its path from the root").toEqual([]);
  });
});

describe("the references of the tree", () => {
  const domain = read("docs/domain.md");
  const documents = {
    sections: sectionsIn(domain),
    rules: rulesIn(domain),
    decisions: new Set(paths.map((path) => Number(/^docs\/adr\/(\d{4})-/.exec(path)?.[1]))),
  };

  it("have sections, rules and decisions to lead to", () => {
    expect(documents.sections.size).toBeGreaterThan(60);
    expect(documents.rules.size).toBeGreaterThan(100);
    expect(documents.decisions.size).toBeGreaterThan(17);
  });

  it("lead to documents of the repository", () => {
    const found = paths
      // Nothing but names, versions and hashes of packages
      .filter((path) => path !== "package-lock.json")
      .flatMap((path) => dangling(path, read(path), documents).map((reference) => `${path}: ${reference}`));
    expect(found, "Mend the reference, or write what it should lead to").toEqual([]);
  });
});
