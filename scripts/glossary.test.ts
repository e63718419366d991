import { describe, expect, it } from "vitest";
import { deadTerms, termsIn } from "./law/glossary.ts";
import { paths, read } from "./law/tree.ts";

const sources = paths
  .filter((path) => /^(?:packages\/[^/]+|services\/[^/]+|infra)\/src\/.*\.ts$/.test(path))
  .filter((path) => !path.endsWith(".test.ts") && !path.includes("/testing/"))
  .map(read);

describe("docs/glossary.md", () => {
  const terms = termsIn(read("docs/glossary.md"));

  it("has words of every implemented part", () => {
    expect(new Set(terms.map(({ section }) => section))).toEqual(
      new Set([
        "People and authorities",
        "visits: from concern to last follow-up",
        "exchange and the desk",
        "The house",
        "States",
        "Codes",
      ]),
    );
  });

  it("has no word that stands nowhere in the code", () => {
    const dead = deadTerms(terms, sources).map(({ section, word }) => `${word}, in “${section}”`);
    expect(dead, "Mend the word, take it out, or set it in italics when its service is still to come").toEqual([]);
  });
});

describe("a word of the glossary", () => {
  const glossary = [
    "## exchange and the desk",
    "| `Statement`, request | oplysning | one item, with `anything` beside it |",
    "| *`Placement`* | forløb | of a service to come |",
    "## States",
    "| Zone | `drafted` → `ended`* |",
    "## Codes",
    "| zone | `politiloven_6`, `politiloven_9` |",
  ].join("\n");

  it("is what stands in code marks in the first cell, and in every cell of states and codes", () => {
    expect(termsIn(glossary).map(({ word }) => word)).toEqual([
      "Statement",
      "drafted",
      "ended",
      "politiloven_6",
      "politiloven_9",
    ]);
  });

  it("that no source has is found", () => {
    const source = 'export type Statement = { basis: "politiloven_6"; status: "drafted" | "ended" };';
    expect(deadTerms(termsIn(glossary), [source])).toEqual([{ section: "Codes", word: "politiloven_9" }]);
  });

  it("is dead when it stands in a comment or within a longer word only", () => {
    const term = { section: "States", word: "ended" };
    expect(deadTerms([term], ["// once ended", "/** ended */", "const extended = unended;", '"not-ended"'])).toEqual([
      term,
    ]);
  });
});
