import type { Agency, Role } from "@trygt/contracts";

const roles: Readonly<Record<Role, string>> = {
  ssp_consultant: "SSP consultant",
  police_ssp_officer: "SSP officer",
  police_lead: "effort lead",
  street_worker: "street worker",
  child_case_worker: "case worker of the child team",
  adult_case_worker: "case worker of the adult team",
  employment_adviser: "employment adviser",
  exit_coordinator: "exit coordinator",
  mentor: "mentor",
  probation_officer: "probation officer",
  housing_coordinator: "housing coordinator",
  meeting_organiser: "meeting organiser",
  resident: "resident",
  dpo_auditor: "data protection officer",
  secretariat: "secretariat",
};

const agencies: Readonly<Record<Agency, string>> = {
  police: "police",
  municipality: "municipality",
  "job-centre": "job centre",
  probation: "Prison and Probation Service",
  housing: "housing organisation",
};

/** Roles of the contracts as people write them; a role that the contracts do not know stays as it is. */
export const roleNames = (names: readonly string[]): string =>
  names.map((name) => roles[name as Role] ?? name).join(", ");

/** An agency of the contracts as people write it; one that the contracts do not know stays as it is. */
export const agencyName = (name: string): string => agencies[name as Agency] ?? name;

/** "exchange · clock dead letters" for `Trygt-Test-Exchange-ClockDeadLetters60934FCE`: the service and the purpose. */
export const resourceName = (name: string): string =>
  name
    .replace(/(?<=[a-z])[0-9A-F]{8}$/, "")
    .split("-")
    .slice(-2)
    .map((part) => part.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase())
    .join(" · ");

const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "Europe/Copenhagen" });

/** "Monday 2026-03-02" for an ISO instant with the offset of Copenhagen. */
export const dayName = (instant: string): string => `${weekday.format(new Date(instant))} ${instant.slice(0, 10)}`;

/** "1 queue is empty", "8 queues are empty": the count with the words for one or for several. */
export const counted = (count: number, one: string, several: string): string =>
  `${count} ${count === 1 ? one : several}`;
