/** One word in code marks, and the section of the glossary in which it stands. */
export type Term = { readonly section: string; readonly word: string };

/** Sections whose tables are lists of codes from the first cell to the last. In all others only the first cell names terms. */
const listsOfCodes: readonly string[] = ["States", "Codes"];

const comment = /\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g;

/** The words in code marks that a glossary says stand in the code. Words in italics belong to services that are still to come. */
export const termsIn = (glossary: string): readonly Term[] =>
  glossary.split(/^## /m).flatMap((part) => {
    const [section = "", ...lines] = part.split("\n");
    return (
      lines
        .filter((line) => line.startsWith("|"))
        // In a list of codes a star says that a state is final; elsewhere two of them set a word in italics
        .map((line) =>
          listsOfCodes.includes(section) ? line : (line.split("|")[1] ?? "").replaceAll(/\*`[^`]+`\*/g, ""),
        )
        .flatMap((cells) => [...cells.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => ({ section, word })))
    );
  });

/** The terms that stand nowhere in the sources as whole words, comments left out. */
export const deadTerms = (terms: readonly Term[], sources: readonly string[]): readonly Term[] => {
  const code = sources.map((source) => source.replaceAll(comment, "")).join("\n");
  return terms.filter(({ word }) => !new RegExp(String.raw`(?<![\w-])${escaped(word)}(?![\w-])`).test(code));
};

const escaped = (word: string): string => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
