import * as z from "zod/mini";
import type { Agency } from "../values/agency.ts";
import { described } from "../values/described.ts";
import { AuthorityKind } from "../values/disclosure.ts";
import { StaffId } from "../values/id.ts";
import type { Role } from "../values/role.ts";
import { parties } from "./example-values.ts";

export {
  AuthorityKind,
  CustodyStatus,
  GivenConsent,
  PreventiveStep,
  SubjectCategory,
  Use,
} from "../values/disclosure.ts";

/** What can be disclosed, item by item (G8). There is no diagnosis, no group, no rank among them (D7, G1). */
export const ItemKind = described(
  z.enum([
    "contact",
    "education_status",
    "employment_status",
    "support_status",
    "custody_status",
    "release_date",
    "conflict_risk",
  ]),
  "What the information tells (G8): `contact` how to reach the person, `education_status` whether and where in education, `employment_status` whether in work or on benefits, `support_status` which support is given, `custody_status` whether deprived of liberty, `release_date` when released, `conflict_risk` whether a conflict is to be feared.",
  "education_status",
);
export type ItemKind = z.output<typeof ItemKind>;

/** Køge's three tests, confirmed by the person who shares (L10). */
export const ThreeTests = () =>
  z.strictObject({
    partOfCooperation: described(z.literal(true), "Confirms that sharing is a part of the cooperation (L10)."),
    reasonableAndFactual: described(z.literal(true), "Confirms that sharing is reasonable and rests on facts (L10)."),
    necessary: described(z.literal(true), "Confirms that the step cannot be taken without sharing (L10)."),
  });

/** A named member of staff of an authority: never a mailbox (L9). */
export const Party = () =>
  z.strictObject({
    staffId: described(
      StaffId,
      "A member of staff, by the identifier in the directory of their own organisation (the `sub` of their token): never a mailbox (L9).",
      parties.palle.staffId,
    ),
    kind: AuthorityKind,
  });
export type Party = z.output<ReturnType<typeof Party>>;

/** The kind of authority for which a role acts; undefined where the role takes no part in exchange. */
export const kindOf = (role: Role): AuthorityKind | undefined => {
  switch (role) {
    case "police_lead":
    case "police_ssp_officer":
      return "police";
    case "adult_case_worker":
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
    // The child team meets in visits, never in exchange (domain.md § 5.5)
    case "child_case_worker":
    case "exit_coordinator":
    case "meeting_organiser":
    case "resident":
    case "dpo_auditor":
    case "secretariat":
      return undefined;
  }
};

/** The roles among some in which somebody acts for a kind of authority; none where nobody does. */
export const rolesFor = (kind: AuthorityKind, among: readonly Role[]): readonly Role[] =>
  among.filter((role) => kindOf(role) === kind);

/** The agency behind a kind of authority, where it has people in Trygt. */
export const agencyOf: Partial<Record<AuthorityKind, Agency>> = {
  police: "police",
  social_services: "municipality",
  children_and_youth: "municipality",
  culture_and_leisure: "municipality",
  employment: "job-centre",
  probation: "probation",
};
