import type { Cpr, LocalDate, SubjectRef } from "@trygt/contracts";
import type { VaultItem, VaultKey } from "@trygt/service-kit/rules";
import type { GroundFact } from "../domain/concern.ts";

/** What the vault holds of a child: as the register told it on the day, and the words of the grounds. */
export type ChildInVault = {
  readonly cpr: Cpr;
  readonly name: string;
  readonly birthDate: LocalDate;
  readonly protectedAddress: boolean;
  readonly address?: string;
  readonly custodyHolders: readonly { readonly cpr: Cpr; readonly name: string }[];
  readonly groundTexts: readonly string[];
};

/** Words that a consultant or notifier has written: a child's view, an agreed step, a worry. */
export type WordsInVault = { readonly text: string };

/** What somebody wrote in a notification of concern, and of whom where no case holds their data (any more). */
export type NotifiedInVault = WordsInVault & { readonly cpr?: Cpr; readonly name?: string };

/** Vault items of visits by the name under which they stand. */
export const vaultItem = {
  child: (concernId: string) => `CHILD#${concernId}`,
  childView: (caseId: string, visit: number) => `VIEW#${caseId}.${visit}`,
  followUp: (caseId: string, number: number) => `FOLLOW-UP#${caseId}.${number}`,
  notification: (id: string) => `NOTIFICATION#${id}`,
} as const;

/** A vault item of a person. */
export const vaultKey = (subject: SubjectRef, item: string): VaultKey => ({ subject, item });

/** Words on their way into a vault item of a person. */
export const wordsItem = (subject: SubjectRef, item: string, text: string): VaultItem => ({
  ...vaultKey(subject, item),
  content: { text } satisfies WordsInVault,
});

/** The grounds with their words from the vault, in the order in which they were stated. */
export const groundsWith = (facts: readonly GroundFact[], { groundTexts }: ChildInVault) =>
  facts.map((fact, at) => ({ ...fact, text: groundTexts[at] ?? "" }));
