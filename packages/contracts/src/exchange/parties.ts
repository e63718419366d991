import * as z from "zod/mini";
import type { Agency } from "../values/agency.ts";
import { AuthorityKind } from "../values/disclosure.ts";
import { StaffId } from "../values/id.ts";
import type { Role } from "../values/role.ts";

export {
  AuthorityKind,
  CustodyStatus,
  GivenConsent,
  PreventiveStep,
  SubjectCategory,
  Use,
} from "../values/disclosure.ts";

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

/** Køge's three tests, confirmed by the person who shares (L10). */
export const ThreeTests = z.strictObject({
  partOfCooperation: z.literal(true),
  reasonableAndFactual: z.literal(true),
  necessary: z.literal(true),
});

/** A named member of staff of an authority: never a mailbox (L9). */
export const Party = z.strictObject({ staffId: StaffId, kind: AuthorityKind });
export type Party = z.output<typeof Party>;

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
