import * as z from "zod/mini";

/** The kinds of authority and others that the law tells apart (domain.md § 2.1). */
export const AuthorityKind = z.enum([
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
]);
export type AuthorityKind = z.output<typeof AuthorityKind>;

/** What a disclosure is for. `investigation` is there only to be refused (L4). */
export const Use = z.enum([
  "preventive_visit",
  "preventive_plan",
  "conflict_prevention",
  "exit_screening",
  "release_planning",
  "investigation",
]);
export type Use = z.output<typeof Use>;

/** The one preventive step that the information is needed for (L3). */
export const PreventiveStep = z.enum([
  "arrange_a_talk",
  "plan_education",
  "plan_work",
  "plan_support",
  "plan_release",
  "prevent_a_conflict",
]);
export type PreventiveStep = z.output<typeof PreventiveStep>;

/** How a person stands to the matter (E2). Victims and witnesses are there only to be refused (G3). */
export const SubjectCategory = z.enum(["person_at_risk", "convicted", "victim", "witness"]);
export type SubjectCategory = z.output<typeof SubjectCategory>;

/** Whether and how a person is or was deprived of liberty, as far as the law makes a difference (L6). */
export const CustodyStatus = z.enum([
  "none",
  "remanded",
  "released_from_remand",
  "serving_sentence",
  "released_convicted",
]);
export type CustodyStatus = z.output<typeof CustodyStatus>;

/** A consent as it is asked for (D9): which text, in which language, to which kinds of authority, until when. */
export const GivenConsent = z.strictObject({
  textVersion: z.string().check(z.regex(/^[A-Za-z0-9.-]{1,20}$/)),
  language: z.string().check(z.regex(/^[a-z]{2,3}$/)),
  to: z.array(AuthorityKind).check(z.minLength(1), z.maxLength(8)),
  givenOn: z.iso.date(),
  validUntil: z.iso.date(),
});
export type GivenConsent = z.output<typeof GivenConsent>;
