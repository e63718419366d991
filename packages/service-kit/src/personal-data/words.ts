import type { Bilingual } from "@trygt/contracts";
import type { PersonalDataKind } from "./find.ts";

const kinds: Readonly<Record<PersonalDataKind, Bilingual>> = {
  cpr: { en: "a CPR number", da: "et CPR-nummer" },
  telephone: { en: "a telephone number", da: "et telefonnummer" },
  email: { en: "an e-mail address", da: "en mailadresse" },
  handle: { en: "a user name", da: "et brugernavn" },
  address: { en: "an address", da: "en adresse" },
  plate: { en: "a number plate", da: "en nummerplade" },
  name: { en: "a name", da: "et navn" },
};

/** Says which kinds of personal data a text seems to hold, and what to do; never the words. `line` counts from 1. */
export const seemsToHold = (found: readonly PersonalDataKind[], line?: number): Bilingual => {
  const en = found.map((kind) => kinds[kind].en).join(", ");
  const da = found.map((kind) => kinds[kind].da).join(", ");
  return line === undefined
    ? { en: `seems to hold ${en}; leave it out`, da: `ser ud til at indeholde ${da}; udelad det` }
    : {
        en: `seems to hold ${en} in line ${line}; leave it out`,
        da: `ser ud til at indeholde ${da} i linje ${line}; udelad det`,
      };
};
