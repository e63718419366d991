import * as z from "zod/mini";

/** The system roles of domain.md § 5.5. There is no administrator who reads cases, and no investigator at all. */
export const Role = z.enum([
  "ssp_consultant",
  "police_ssp_officer",
  "police_lead",
  "street_worker",
  "social_case_worker",
  "employment_adviser",
  "exit_coordinator",
  "mentor",
  "probation_officer",
  "housing_coordinator",
  "meeting_organiser",
  "resident",
  "dpo_auditor",
  "secretariat",
]);
export type Role = z.output<typeof Role>;
