import { addMonths, type LocalDate } from "@trygt/contracts";
import type { GateTable } from "./parties.ts";
import type { GateRefusal, Plan } from "./plan.ts";

/** One rule of the gate: where it stands, what it says in plain words, and whether a plan keeps it. */
export type GateRule = {
  readonly id: string;
  readonly paragraph: string;
  readonly en: string;
  readonly da: string;
  readonly refusal: GateRefusal;
  /** Undefined where the rule has nothing to say to the plan. */
  readonly keeps: (plan: Plan, table: GateTable) => boolean | undefined;
};

/** Shortest statement of necessity, in characters (L3). */
const shortestNecessity = 20;
/** Sentences that fit every case say nothing about one (L3). */
const templates = [
  /^(det er )?n[øo]dvendigt? (for|i) (sagen|samarbejdet|det videre forl[øo]b)\W*$/iu,
  /^(it is )?necessary for the (case|cooperation|work)\W*$/iu,
];
/** Longest that a consent holds, in months (D9). */
const consentMonths = 12;

/** Whether necessity is stated in words of one's own: long enough, more than one word over and over, and no template (L3). */
export const statesNecessity = (text: string | undefined): boolean => {
  if (text === undefined) return false;
  const words = text.trim();
  const different = new Set(words.toLowerCase().match(/\p{L}{2,}/gu) ?? []);
  return (
    words.length >= shortestNecessity && different.size >= 4 && !templates.some((template) => template.test(words))
  );
};

const convicted = ["serving_sentence", "released_convicted"];

/** The rules of the gate in the order in which they are told. The same list refuses a disclosure and explains a planned one. */
export const gateRules: readonly GateRule[] = [
  {
    id: "L4",
    paragraph: "Retsplejeloven § 115, stk. 2",
    en: "Nothing is shared for the investigation of criminal cases.",
    da: "Intet deles til efterforskning af straffesager.",
    refusal: "investigation-use-refused",
    keeps: ({ use }) => use !== "investigation",
  },
  {
    id: "G3",
    paragraph: "Retshåndhævelsesdirektivet art. 6",
    en: "Victims and witnesses are never the subject.",
    da: "Ofre og vidner er aldrig den, det handler om.",
    refusal: "victim-not-registrable",
    keeps: ({ subject }) => subject.category !== "victim" && subject.category !== "witness",
  },
  {
    id: "L11",
    paragraph: "Partnerskabets egen grænse; barnets lov",
    en: "People under 18 are kept out of this exchange; visits take care of them.",
    da: "Unge under 18 holdes ude af denne udveksling; hjemmebesøg tager sig af dem.",
    refusal: "subject-is-minor",
    keeps: ({ subject, minorsWelcome }) => (minorsWelcome ? undefined : subject.age >= 18),
  },
  {
    id: "L1",
    paragraph: "Retsplejeloven § 115, stk. 1; GDPR art. 5, stk. 1, litra b",
    en: "One purpose is stated: ssp, psp, ksp or consent.",
    da: "Der er angivet ét formål: ssp, psp, ksp eller samtykke.",
    refusal: "purpose-missing",
    keeps: ({ purpose }) => purpose !== undefined,
  },
  {
    id: "L2",
    paragraph: "Retsplejeloven § 115, stk. 1-3",
    en: "Sender and recipient are both parties of that form of cooperation.",
    da: "Afsender og modtager er begge parter i den form for samarbejde.",
    refusal: "recipient-not-authorised",
    keeps: ({ purpose, from, to }, { parties }) =>
      purpose === undefined ? undefined : parties[purpose].includes(from) && parties[purpose].includes(to),
  },
  {
    id: "L8",
    paragraph: "Retsplejeloven § 115, stk. 3",
    en: "Housing organisations, employers, associations, volunteers and the immigration authority never receive.",
    da: "Boligorganisationer, arbejdsgivere, foreninger, frivillige og udlændingemyndigheden modtager aldrig noget.",
    refusal: "recipient-not-authorised",
    keeps: ({ to }, { neverReceive }) => !neverReceive.includes(to),
  },
  {
    id: "L9",
    paragraph: "Aalborgs regel om samarbejdets parter",
    en: "The recipient is a named member of staff, not a mailbox.",
    da: "Modtageren er en navngiven medarbejder, ikke en postkasse.",
    refusal: "recipient-not-authorised",
    keeps: ({ toNamedPerson }) => toNamedPerson,
  },
  {
    id: "L6",
    paragraph: "Retsplejeloven § 115, stk. 1, nr. 3, litra a-b",
    en: "KSP is for convicted people; after remand the exchange rests on ssp or consent.",
    da: "KSP er for dømte; efter varetægt hviler udvekslingen på ssp eller samtykke.",
    refusal: "ksp-not-available-for-remand",
    keeps: ({ purpose, subject }) => (purpose === "ksp" ? convicted.includes(subject.custody) : undefined),
  },
  {
    id: "L3",
    paragraph: "Retsplejeloven § 115, stk. 1 (nødvendigt)",
    en: "The necessity is stated in one's own words and tied to one preventive step.",
    da: "Nødvendigheden er begrundet med egne ord og knyttet til ét forebyggende skridt.",
    refusal: "necessity-missing",
    keeps: ({ necessity, step }) => step !== undefined && statesNecessity(necessity),
  },
  {
    id: "L10",
    paragraph: "Køges tre prøver",
    en: "The sender has confirmed: part of the cooperation, reasonable and factual, necessary.",
    da: "Afsenderen har bekræftet: en del af samarbejdet, rimeligt og sagligt, nødvendigt.",
    refusal: "necessity-missing",
    keeps: ({ testsConfirmed }) => testsConfirmed,
  },
  {
    id: "G8",
    paragraph: "GDPR art. 5, stk. 1, litra c; retshåndhævelsesloven § 4",
    en: "Every item is one that the recipient's task needs.",
    da: "Hver oplysning er en, som modtagerens opgave kræver.",
    refusal: "recipient-not-authorised",
    keeps: ({ items, to }, { receives }) => items.every((item) => receives[to]?.includes(item) ?? false),
  },
  {
    id: "D9",
    paragraph: "GDPR art. 7; forvaltningsloven § 28",
    en: "The consent names this recipient.",
    da: "Samtykket nævner denne modtager.",
    refusal: "consent-missing",
    keeps: ({ purpose, consent, to, on }) =>
      purpose === "consent" ? consent?.to.includes(to) === true && consent.givenOn <= on : undefined,
  },
  {
    id: "D9",
    paragraph: "GDPR art. 7; forvaltningsloven § 28",
    en: "The consent has not run out; none holds for more than twelve months.",
    da: "Samtykket er ikke udløbet; intet samtykke gælder over tolv måneder.",
    refusal: "consent-expired",
    keeps: ({ purpose, consent, on }) =>
      purpose === "consent" && consent !== undefined
        ? on <= consent.validUntil && on <= addMonths(consent.givenOn as LocalDate, consentMonths)
        : undefined,
  },
  {
    id: "D15",
    paragraph: "GDPR art. 26 og 28; G10",
    en: "The authorities have an agreement in force.",
    da: "Myndighederne har en aftale i kraft.",
    refusal: "agreement-not-in-force",
    keeps: ({ agreement }) => agreement !== "missing",
  },
];
