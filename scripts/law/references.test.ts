import { describe, expect, it } from "vitest";
import { type Documents, dangling, ruleIds, rulesIn, sectionsIn } from "./references.ts";

const domain = `
## 2. Legal frame
### 2.1 Retsplejeloven § 115
| Id | Rule | Check |
|---|---|---|
| L1 | Every disclosure states one purpose | missing |
| B14 | Protected address | masked |
## 4. Conventions
| # | Convention | What it means |
|---|---|---|
| 4.13 | Digital Post | letters |
`;

const documents: Documents = {
  sections: sectionsIn(domain),
  rules: rulesIn(domain),
  decisions: new Set([5, 17]),
};

// What dangles is put together here, so that this file is no find itself
const section = (number: string): string => `domain.md § ${number}`;
const decision = (number: string): string => `ADR ${number}`;
const gone = (number: string): string => `${"DESIGN"} § ${number}`;

describe("a reference", () => {
  it("leads to a heading, a numbered row, a rule or a decision", () => {
    const comment = `/** One purpose (L1, B14; ${section("2.1")}, ${section("2")}), letters ${section("4.13")}; ${decision("5 and 17")}. */`;
    expect(dangling("services/visits/src/letters.ts", comment, documents)).toEqual([]);
    expect(dangling("docs/law.md", "[the desk](adr/0017-the-desk.md) keeps L1", documents)).toEqual([]);
  });

  it("to a section that docs/domain.md does not have is found, alone and in a row", () => {
    expect(dangling("a.ts", `// ${section("2.9")}`, documents)).toEqual([section("2.9")]);
    expect(dangling("a.ts", `// ${section("4.1")}: not the beginning of 4.13`, documents)).toEqual([section("4.1")]);
    expect(dangling("a.md", `[domain.md](docs/domain.md) §§ 2.1${" and 3.2"}`, documents)).toEqual([section("3.2")]);
    expect(dangling("docs/domain.md", "see section 2.1 and section 7.7", documents)).toEqual([section("7.7")]);
  });

  it("to a rule that docs/domain.md does not have is found in comments, test sentences and documents", () => {
    const unknown = `B${"98"}`;
    expect(dangling("a.ts", `/** Kept (${unknown}). */`, documents)).toEqual([unknown]);
    expect(dangling("a.test.ts", `it("is kept (${unknown})")`, documents)).toEqual([unknown]);
    expect(dangling("docs/law.md", `| ${unknown} | A rule |`, documents)).toEqual([unknown]);
    expect(dangling("a.ts", `const time = "T17:00"; const level = ${unknown};`, documents)).toEqual([]);
  });

  it("to a decision that docs/adr does not have is found, by number and by file", () => {
    expect(dangling("a.ts", `// ${decision("6")}`, documents)).toEqual([decision("6")]);
    expect(dangling("README.md", `[why](docs/adr/${"0099"}-a-thing.md)`, documents)).toEqual([decision("99")]);
  });

  it("to the design notes leads nowhere, whatever the number", () => {
    expect(dangling("biome/storing.grit", `// One place that writes (${gone("6")})`, documents)).toHaveLength(1);
    expect(dangling("a.md", `${"DESIGN"}.md § 5`, documents)).toHaveLength(1);
    expect(dangling("a.md", "The DESIGN of a building, § 5 of the Act", documents)).toEqual([]);
  });

  it("to rules may be a span, and what only looks like a rule is none", () => {
    expect(ruleIds("keeps Z1–Z3 and B14 (E1, G12)")).toEqual(
      expect.arrayContaining(["Z1", "Z2", "Z3", "B14", "E1", "G12"]),
    );
    expect(ruleIds("a span of § 4.13, P14D, T00:00, B1x and X-1")).toEqual([]);
  });
});
