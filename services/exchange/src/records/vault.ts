import type { Cpr, LocalDate } from "@trygt/contracts";
import type { ItemKind } from "@trygt/contracts/exchange";

/** What the vault holds of the person of a case: who it is, why it is needed, and the words of the statements by number. */
export type PersonInVault = {
  readonly cpr: Cpr;
  readonly name: string;
  readonly birthDate: LocalDate;
  readonly necessity: string;
};

/** The words of one statement. */
export type WordsInVault = { readonly text: string };

/** The items of one disclosure, and why they were needed; an answer rests on the necessity that stands with its question. */
export type ItemsInVault = {
  readonly items: readonly { readonly kind: ItemKind; readonly text: string }[];
  readonly necessity?: string;
};

/** Vault items of exchange by the name under which they stand. */
export const vaultItem = {
  person: (caseId: string) => `PERSON#${caseId}`,
  statement: (caseId: string, number: number) => `STATEMENT#${caseId}.${number}`,
  question: (requestId: string) => `QUESTION#${requestId}`,
  items: (disclosureId: string) => `ITEMS#${disclosureId}`,
  parcel: (ticketId: string) => `DEPOSIT#${ticketId}`,
} as const;
