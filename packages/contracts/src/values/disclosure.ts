import * as z from "zod/mini";
import { described } from "./described.ts";
import { withoutCpr } from "./reference.ts";

/** The kinds of authority and others that the law tells apart (domain.md § 2.1). */
export const AuthorityKind = described(
  z.enum([
    "police",
    "social_services",
    "children_and_youth",
    "employment",
    "culture_and_leisure",
    "probation",
    "psychiatry",
    "self_governing_social",
    "self_governing_education",
    "self_governing_employment",
    "self_governing_psychiatry",
    "police_investigation",
    "immigration",
    "tax",
    "housing",
    "employer",
    "association",
    "private_mentor",
  ]),
  "A kind of authority that shares or receives (L2): `police` the police's preventive function, `social_services` social services for adults, `children_and_youth` children and youth administration and schools, `employment` job centre, `culture_and_leisure` clubs and street workers, `probation` Kriminalforsorgen, `psychiatry` social and treatment psychiatry, `self_governing_…` a self-governing institution in that field; `police_investigation`, `immigration`, `tax`, `housing`, `employer`, `association` and `private_mentor` take no part and are always refused (L8).",
  "social_services",
);
export type AuthorityKind = z.output<typeof AuthorityKind>;

/** What a disclosure is for. `investigation` is there only to be refused (L4). */
export const Use = described(
  z.enum([
    "preventive_visit",
    "preventive_plan",
    "conflict_prevention",
    "exit_screening",
    "release_planning",
    "investigation",
  ]),
  "What the recipient will use the information for (L4): `preventive_visit` a visit or talk, `preventive_plan` a plan of support, `conflict_prevention` keeping a conflict from breaking out, `exit_screening` finding out whether an exit programme suits, `release_planning` a release from custody; `investigation` is always refused with `investigation-use-refused`.",
  "preventive_plan",
);
export type Use = z.output<typeof Use>;

/** The one preventive step that the information is needed for (L3). */
export const PreventiveStep = described(
  z.enum(["arrange_a_talk", "plan_education", "plan_work", "plan_support", "plan_release", "prevent_a_conflict"]),
  "The one step that cannot be taken without the information (L3): `arrange_a_talk` invite to a talk or visit, `plan_education`, `plan_work`, `plan_support` and `plan_release` plan education, work, social support or a release, `prevent_a_conflict` act before a conflict breaks out.",
  "plan_education",
);
export type PreventiveStep = z.output<typeof PreventiveStep>;

/** How a person stands to the matter (E2). Victims and witnesses are there only to be refused (G3). */
export const SubjectCategory = described(
  z.enum(["person_at_risk", "convicted", "victim", "witness"]),
  "How the person stands to the matter (E2): `person_at_risk` at risk of recruitment or conflict, `convicted` sentenced for an offence; `victim` and `witness` are always refused with `victim-not-registrable` (G3).",
  "person_at_risk",
);
export type SubjectCategory = z.output<typeof SubjectCategory>;

/** Whether and how a person is or was deprived of liberty, as far as the law makes a difference (L6). */
export const CustodyStatus = described(
  z.enum(["none", "remanded", "released_from_remand", "serving_sentence", "released_convicted"]),
  "Whether the person is or was deprived of liberty: `none` never or long ago, `remanded` in custody before trial, `released_from_remand`, `serving_sentence` in prison, `released_convicted` after a sentence. The purpose `ksp` is open for the last two alone (L6).",
  "none",
);
export type CustodyStatus = z.output<typeof CustodyStatus>;

/** A consent as it is asked for (D9): which text, in which language, to which kinds of authority, until when. */
export const GivenConsent = () =>
  z.strictObject({
    textVersion: described(
      z.string().check(z.regex(/^[A-Za-z0-9.-]{1,20}$/), withoutCpr()),
      "Which version of the consent text the person has seen (D9).",
      "2026.1",
    ),
    language: described(
      z.string().check(z.regex(/^[a-z]{2,3}$/)),
      "The language in which the person has seen the text (ISO 639).",
      "da",
    ),
    to: described(
      z.array(AuthorityKind).check(z.minLength(1), z.maxLength(8)),
      "The authorities that the person lets know; to any other it is refused with `consent-missing` (D9).",
      ["social_services", "employment"],
    ),
    givenOn: described(z.iso.date(), "The date on which the person consented; not in the future.", "2026-03-01"),
    validUntil: described(
      z.iso.date(),
      "The last date on which the consent holds, at most twelve months after it was given; later it is refused with `consent-expired` (D9).",
      "2026-06-01",
    ),
  });
export type GivenConsent = z.output<ReturnType<typeof GivenConsent>>;
