import { AuthorityKind } from "../values/disclosure.ts";
import type { Role } from "../values/role.ts";

/** What a service may do at the disclosure desk: for which kinds of authority it discloses, and for holders of which roles it claims. */
export type DeskCaller = {
  readonly disclosesFor: readonly AuthorityKind[];
  readonly claimsFor: readonly Role[];
};

/** The services that come to the desk, each by a door of its own (an alias of the desk function): who comes follows from the door, and from nothing that is said. */
export const deskCallers = {
  exchange: { disclosesFor: AuthorityKind.options, claimsFor: ["adult_case_worker"] },
  visits: { disclosesFor: ["children_and_youth"], claimsFor: ["police_ssp_officer"] },
  jobs: { disclosesFor: [], claimsFor: ["employment_adviser"] },
} as const satisfies Readonly<Record<string, DeskCaller>>;
export type DeskCallerName = keyof typeof deskCallers;

/** Whether a service comes to the desk. */
export const isDeskCaller = (service: string): service is DeskCallerName => Object.hasOwn(deskCallers, service);
