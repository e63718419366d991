import type { StaffId } from "@trygt/contracts";
import { type PersonalDataKind, personalDataIn } from "@trygt/service-kit/rules";

/** Why a text may not stand: it seems to name somebody and nobody says otherwise, or its own author says so. */
export type TextRefusal = "personal-data-in-free-text" | "self-approval-refused";

/** Who says that the machine was wrong about a text: its author, as the service remembers them, and the second person who stands for it. */
export type FalseAlarm = { readonly author: StaffId };

/** A text that stands although the machine found something: what, who wrote it, and who stands for it. */
export type Released = {
  readonly found: readonly PersonalDataKind[];
  readonly author: StaffId;
  readonly by: StaffId;
};

/** Screens texts that one person sends in for personal data (H1, H2, Z6): clean, stood for by a second person, or refused. Nobody can stand for a CPR number. */
export const screenTexts = (
  texts: readonly string[],
  falseAlarm: FalseAlarm | undefined,
  by: StaffId,
): { readonly refused: TextRefusal | undefined; readonly released?: Released } => {
  const found = [...new Set(texts.flatMap((text) => personalDataIn(text).map(({ kind }) => kind)))];
  if (found.length === 0) return { refused: undefined };
  if (falseAlarm === undefined || found.includes("cpr")) return { refused: "personal-data-in-free-text" };
  if (falseAlarm.author === by) return { refused: "self-approval-refused" };
  return { refused: undefined, released: { found, author: falseAlarm.author, by } };
};
