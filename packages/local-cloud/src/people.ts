import { createHash } from "node:crypto";

/** A demo member of staff. `roles` are the contract's role names, `cvr` the agency's registration number, `sub` a stable UUID. */
export type Person = {
  readonly name: string;
  readonly roles: readonly string[];
  readonly agency: string;
  readonly cvr: string;
  readonly sub: string;
};

/** Invented CVR numbers: eight digits that satisfy the check with the weights 2 7 6 5 4 3 2 1, modulus 11. */
const agencies = {
  police: "29051186",
  municipality: "33812043",
  "job-centre": "36105275",
  probation: "47112036",
  housing: "30000005",
} as const;

/** A stable UUID (RFC 9562, version 5 shape) made from a name, so that a person stays the same over restarts. */
const uuidOf = (name: string): string => {
  const hex = createHash("sha1").update(`trygt-demo-person/${name}`).digest("hex");
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
};

/** A person of an agency with one or more roles. */
export const person = (name: string, agency: keyof typeof agencies, ...roles: readonly string[]): Person => ({
  name,
  roles,
  agency,
  cvr: agencies[agency],
  sub: uuidOf(name),
});

/** The demo members of staff, with a second person wherever a rule asks for four eyes. */
export const demoPeople: readonly Person[] = [
  person("Birk", "police", "police_ssp_officer"),
  person("Bodil", "police", "police_ssp_officer"),
  person("Runa", "police", "police_lead"),
  person("Rasmus", "police", "police_lead"),
  person("Signe", "municipality", "ssp_consultant"),
  person("Søren", "municipality", "ssp_consultant"),
  person("Clara", "municipality", "child_case_worker"),
  person("Conrad", "municipality", "child_case_worker"),
  person("Palle", "municipality", "adult_case_worker"),
  person("Pia", "municipality", "adult_case_worker"),
  person("Gro", "municipality", "street_worker"),
  person("Gerda", "municipality", "street_worker"),
  person("Eva", "municipality", "exit_coordinator"),
  person("Mads", "municipality", "mentor"),
  person("Olga", "municipality", "meeting_organiser"),
  person("Sanne", "municipality", "secretariat"),
  person("Dorte", "municipality", "dpo_auditor"),
  person("Jens", "job-centre", "employment_adviser"),
  person("Jonna", "job-centre", "employment_adviser"),
  person("Kaj", "probation", "probation_officer"),
  person("Kirsten", "probation", "probation_officer"),
  person("Hanne", "housing", "housing_coordinator"),
];
