import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** A rule identifier of the field: B1, D17, G5. */
const rule = /(?<![\w/§-])[LDEBCXJKZHTG][1-9]\d?(?![\w-])/g;

/** A file that is named, with what is said to stand in it: symbols in backticks, test sentences in quotation marks. */
type Named = { readonly path: string; readonly said: readonly string[] };

/** One line of the table: a rule, where it is kept, and the tests that show it. */
type Row = {
  readonly id: string;
  readonly kept: readonly Named[];
  readonly shown: readonly Named[];
  /** What the two cells say instead where nothing stands yet, so that a gap is written down and not left out. */
  readonly gap: "kept" | "shown" | undefined;
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
    gap: kept === "kept in exchange" ? "kept" : shown === "not shown yet" ? "shown" : undefined,
  }));

const cited = (): ReadonlyMap<string, string> => {
  const paths = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z", "--", "*.ts"], {
    cwd: root,
    encoding: "utf8",
  });
  const found = new Map<string, string>();
  for (const path of paths.split("\0").filter((one) => one !== "" && existsSync(join(root, one)))) {
    const source = read(path);
    // In comments, and where a sentence of a summary or test ends on its rule: "… (B3)"
    const places = source.matchAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*|\([A-Z]\d{1,2}(?:, [A-Z]\d{1,2})*\)/g);
    for (const [place] of places) for (const id of ruleIds(place)) found.set(id, path);
  }
  return found;
};

/** Every rule in a text, those within a span such as Z1–Z4 included. */
const ruleIds = (text: string): readonly string[] => [
  ...[...text.matchAll(rule)].map(([id]) => id),
  ...[...text.matchAll(/\b([A-Z])(\d{1,2})–\1?(\d{1,2})\b/g)].flatMap(([, letter, from, to]) =>
    Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => `${letter}${Number(from) + at}`),
  ),
];

describe("docs/law.md", () => {
  it("has every rule once", () => {
    const ids = rows.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(40);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  it.each(rows.filter(({ gap }) => gap !== "kept"))(
    "$id names a file that keeps it, and what is named stands there",
    ({ kept }) => {
      expect(kept).not.toEqual([]);
      for (const { path, said } of kept) {
        expect(existsSync(join(root, path)), path).toBe(true);
        for (const symbol of said) expect(read(path), `${path} has ${symbol}`).toContain(symbol);
      }
    },
  );

  it.each(rows.filter(({ gap }) => gap === undefined))(
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
    const missing = [...cited()].filter(([id]) => !known.has(id)).map(([id, path]) => `${id}, cited in ${path}`);
    expect(missing, "Give it a line in docs/law.md").toEqual([]);
  });

  it("finds rules in spans, and none in what only looks like one", () => {
    expect(ruleIds("keeps Z1–Z3 and B14 (E1, G12)")).toEqual(
      expect.arrayContaining(["Z1", "Z2", "Z3", "B14", "E1", "G12"]),
    );
    expect(ruleIds("a span of § 4.13, P14D, T00:00, B1x and X-1")).toEqual([]);
  });
});
