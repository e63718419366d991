/** What there is to refer to: sections and rules of docs/domain.md, and numbers of decisions in docs/adr. */
export type Documents = {
  readonly sections: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
  readonly decisions: ReadonlySet<number>;
};

/** A rule identifier of the field: B1, D17, G5. */
const rule = /(?<![\w/§-])[LDEBCXJKZHTG][1-9]\d?(?![\w-])/g;

/** Numbers in a row: `2.1`, `2.1 and 2.3`, `7, 8 and 12`. */
const row = String.raw`(\d+(?:\.\d+)*(?:(?:, | and |–)\d+(?:\.\d+)*)*)`;

const citedSection = new RegExp(String.raw`domain\.md\S* §§? ?${row}`, "g");
const ownSection = new RegExp(String.raw`\bsections? ${row}`, "g");
const citedDecision = new RegExp(String.raw`\bADRs? ${row}|\badr/(\d{4})-`, "g");
const designNote = /\bDESIGN(?:\.md)?\s*§/g;

const numbersOf = (text: string): readonly string[] => text.match(/\d+(?:\.\d+)*/g) ?? [];

/** Every rule in a text, those within a span such as Z1–Z4 included. */
export const ruleIds = (text: string): readonly string[] => [
  ...[...text.matchAll(rule)].map(([id]) => id),
  ...[...text.matchAll(/\b([A-Z])(\d{1,2})–\1?(\d{1,2})\b/g)].flatMap(([, letter, from, to]) =>
    Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => `${letter}${Number(from) + at}`),
  ),
];

/** The rules that a file cites. In TypeScript they stand in comments, or at the end of a sentence of a summary or test: "… (B3)". */
export const rulesCited = (path: string, text: string): readonly string[] =>
  path.endsWith(".ts")
    ? [...text.matchAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*|\([A-Z]\d{1,2}(?:, [A-Z]\d{1,2})*\)/g)].flatMap(([place]) =>
        ruleIds(place),
      )
    : ruleIds(text);

/** The numbers of sections in docs/domain.md: those of its headings, and of rows such as `| 4.13 | Digital Post … |`. */
export const sectionsIn = (domain: string): ReadonlySet<string> =>
  new Set([...domain.matchAll(/^(?:#+|\|) (\d+(?:\.\d+)*)\.? /gm)].map(([, number = ""]) => number));

/** The rules of docs/domain.md: the rows of its tables that begin with an identifier. */
export const rulesIn = (domain: string): ReadonlySet<string> =>
  new Set([...domain.matchAll(/^\| ([A-Z]\d{1,2}) \|/gm)].map(([, id = ""]) => id));

/**
 * What a file refers to and no document of the repository has, each in words for whoever must mend it.
 * Within docs/domain.md itself "section 5.7" is such a reference too.
 */
export const dangling = (path: string, text: string, documents: Documents): readonly string[] => {
  const patterns = path === "docs/domain.md" ? [citedSection, ownSection] : [citedSection];
  const sections = patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(([, numbers = ""]) => numbersOf(numbers)),
  );
  const decisions = [...text.matchAll(citedDecision)].flatMap(([, numbers, file]) => numbersOf(numbers ?? file ?? ""));
  return [
    ...sections.filter((number) => !documents.sections.has(number)).map((number) => `domain.md § ${number}`),
    ...rulesCited(path, text).filter((id) => !documents.rules.has(id)),
    ...decisions.filter((number) => !documents.decisions.has(Number(number))).map((number) => `ADR ${Number(number)}`),
    ...[...text.matchAll(designNote)].map(([found]) => `${found}, which no reader has: name the decision in docs/adr`),
  ];
};
