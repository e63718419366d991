import { holdsCpr } from "@trygt/contracts";
import { namedIn, seemsToName } from "./names.ts";
import { type NumberOrPlace, numbersAndPlacesIn } from "./patterns.ts";

/** What in a text points at a person. */
export type PersonalDataKind = NumberOrPlace | "name";

/** Something that points at a person: of which kind, and in which line of the text, from 1. It never carries the words that it rests on. */
export type Finding = { readonly kind: PersonalDataKind; readonly line: number };

/**
 * The personal data that a free text seems to hold, line by line (H1, H2, Z6): CPR numbers, telephones, e-mails, handles, addresses with a
 * house number, number plates, and names, those given and those that look like one. Danish and English; takes time in proportion to the
 * text. It errs towards a finding, because a second person can say that it was wrong; never of a CPR number.
 */
export const personalDataIn = (text: string, names: readonly string[] = []): readonly Finding[] => {
  const found = text
    .split("\n")
    .flatMap((line, at) => kindsIn(line, names).map((kind): Finding => ({ kind, line: at + 1 })));
  // A number may go on in the next line
  return found.some(({ kind }) => kind === "cpr") || !holdsCpr(text) ? found : [{ kind: "cpr", line: 1 }, ...found];
};

const kindsIn = (line: string, names: readonly string[]): readonly PersonalDataKind[] => {
  const kinds = numbersAndPlacesIn(line);
  const visible = line.normalize("NFKC").replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, "");
  return namedIn(visible, names) || seemsToName(visible) ? [...kinds, "name"] : kinds;
};
