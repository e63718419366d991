import * as z from "zod/mini";
import type { Agency } from "../values/agency.ts";
import { StaffId } from "../values/id.ts";
import type { Role } from "../values/role.ts";

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

/** What can be disclosed, item by item (G8). There is no diagnosis, no group, no rank among them (D7, G1). */
export const ItemKind = z.enum([
  "contact",
  "education_status",
  "employment_status",
  "support_status",
  "custody_status",
  "release_date",
  "conflict_risk",
]);
export type ItemKind = z.output<typeof ItemKind>;

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

/** Køge's three tests, confirmed by the person who shares (L10). */
export const ThreeTests = z.strictObject({
  partOfCooperation: z.literal(true),
  reasonableAndFactual: z.literal(true),
  necessary: z.literal(true),
});

/** A named member of staff of an authority: never a mailbox (L9). */
export const Party = z.strictObject({ staffId: StaffId, kind: AuthorityKind });
export type Party = z.output<typeof Party>;

/** A consent as it is asked for (D9): which text, in which language, to which kinds of authority, until when. */
export const GivenConsent = z.strictObject({
  textVersion: z.string().check(z.regex(/^[A-Za-z0-9.-]{1,20}$/)),
  language: z.string().check(z.regex(/^[a-z]{2,3}$/)),
  to: z.array(AuthorityKind).check(z.minLength(1), z.maxLength(8)),
  givenOn: z.iso.date(),
  validUntil: z.iso.date(),
});
export type GivenConsent = z.output<typeof GivenConsent>;

/** The kind of authority for which a role of an agency acts; undefined where the role takes no part in exchange. */
export const kindOf = (agency: Agency, role: Role): AuthorityKind | undefined => {
  switch (role) {
    case "police_lead":
    case "police_ssp_officer":
      return agency === "police" ? "police" : undefined;
    case "social_case_worker":
      return "social_services";
    case "ssp_consultant":
      return "children_and_youth";
    case "street_worker":
      return "culture_and_leisure";
    case "employment_adviser":
      return "employment";
    case "probation_officer":
      return "probation";
    case "housing_coordinator":
      return "housing";
    case "mentor":
      return "private_mentor";
    case "exit_coordinator":
    case "meeting_organiser":
    case "resident":
    case "dpo_auditor":
    case "secretariat":
      return undefined;
  }
};

/** The agency behind a kind of authority, where it has people in Trygt. */
export const agencyOf: Partial<Record<AuthorityKind, Agency>> = {
  police: "police",
  social_services: "municipality",
  children_and_youth: "municipality",
  culture_and_leisure: "municipality",
  employment: "job-centre",
  probation: "probation",
};
