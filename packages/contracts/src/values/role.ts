import * as z from "zod/mini";
import { described } from "./described.ts";

/** The system roles of domain.md § 5.5. There is no administrator who reads cases, and no investigator at all. */
export const Role = described(
  z.enum([
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
  ]),
  "A role that a member of staff acts in: `ssp_consultant` SSP consultant of the municipality, `police_ssp_officer` preventive police officer, `police_lead` lead of the police effort, `street_worker` municipal street worker, `social_case_worker` case worker of social services, `employment_adviser` adviser of the job centre, `exit_coordinator` coordinator of exit programmes, `mentor` mentor of one person, `probation_officer` officer of the Prison and Probation Service, `housing_coordinator` coordinator of a housing organisation, `meeting_organiser` organiser of meetings, `resident` member of the public, `dpo_auditor` data protection officer, `secretariat` the partnership's secretariat.",
);
export type Role = z.output<typeof Role>;
