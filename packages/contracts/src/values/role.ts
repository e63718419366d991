import * as z from "zod/mini";
import type { Agency } from "./agency.ts";
import { described } from "./described.ts";

/** The system roles of domain.md § 5.5. There is no administrator who reads cases, and no investigator at all. */
export const Role = described(
  z.enum([
    "ssp_consultant",
    "police_ssp_officer",
    "police_lead",
    "street_worker",
    "child_case_worker",
    "adult_case_worker",
    "employment_adviser",
    "exit_coordinator",
    "mentor",
    "probation_officer",
    "housing_coordinator",
    "meeting_organiser",
    "resident",
    "dpo_auditor",
    "secretariat",
  ]),
  "A role that a member of staff acts in: `ssp_consultant` SSP consultant of the municipality, `police_ssp_officer` preventive police officer, `police_lead` lead of the police effort, `street_worker` municipal street worker, `child_case_worker` case worker of the municipality's child team, `adult_case_worker` case worker of its adult team, `employment_adviser` adviser of the job centre, `exit_coordinator` coordinator of exit programmes, `mentor` mentor of one person, `probation_officer` officer of the Prison and Probation Service, `housing_coordinator` coordinator of a housing organisation, `meeting_organiser` organiser of meetings, `resident` member of the public, `dpo_auditor` data protection officer, `secretariat` the partnership's secretariat.",
);
export type Role = z.output<typeof Role>;

/** Which agencies may give their people a role: a token that claims another is refused (domain.md §§ 5.5 and 5.6). The first is the usual one. */
export const agenciesOf: Readonly<Record<Role, readonly [Agency, ...Agency[]]>> = {
  ssp_consultant: ["municipality"],
  police_ssp_officer: ["police"],
  police_lead: ["police"],
  street_worker: ["municipality"],
  child_case_worker: ["municipality"],
  adult_case_worker: ["municipality"],
  employment_adviser: ["job-centre"],
  // Police and municipality each have an exit unit
  exit_coordinator: ["municipality", "police"],
  mentor: ["municipality"],
  probation_officer: ["probation"],
  housing_coordinator: ["housing"],
  meeting_organiser: ["municipality"],
  resident: ["housing"],
  dpo_auditor: ["municipality"],
  secretariat: ["municipality"],
};

/** Roles that nobody holds together with the one on the left: they stand on both sides of the wall between help and control, or between working and auditing (domain.md § 5.5). */
const heldApart: Partial<Record<Role, readonly Role[]>> = {
  child_case_worker: ["adult_case_worker"],
  exit_coordinator: ["police_ssp_officer", "police_lead"],
  dpo_auditor: Role.options.filter((role) => role !== "dpo_auditor"),
};

/** Why an agency's person may not hold these roles; undefined when they may. */
export const conflictOfRoles = (
  agency: Agency,
  roles: readonly Role[],
): "role-agency-mismatch" | "roles-held-apart" | undefined => {
  if (roles.some((role) => !agenciesOf[role].includes(agency))) return "role-agency-mismatch";
  return roles.some((role) => heldApart[role]?.some((other) => roles.includes(other))) ? "roles-held-apart" : undefined;
};
