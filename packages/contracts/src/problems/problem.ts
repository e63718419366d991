/** One way to be told no: its HTTP status, what is the matter, and what to do about it, in English and Danish. */
export type ProblemKind = {
  readonly status: number;
  readonly title: Bilingual;
  readonly detail: Bilingual;
};

/** The same words in English and Danish. */
export type Bilingual = { readonly en: string; readonly da: string };

/** Problems by their slugs (domain.md § 5.7). */
export type ProblemCatalogue = Readonly<Record<string, ProblemKind>>;

/**
 * Declares a problem: status, title in English and Danish, detail in English and Danish. The texts never repeat what was
 * sent. A bundle leaves out each problem that nobody in it names.
 */
/* @__NO_SIDE_EFFECTS__ */
export const problem = (status: number, en: string, da: string, detailEn: string, detailDa: string): ProblemKind => ({
  status,
  title: { en, da },
  detail: { en: detailEn, da: detailDa },
});
