import type { Agency } from "@trygt/contracts";
import { agencyOf, kindOf, type Party } from "@trygt/contracts/exchange";
import type { Staff } from "@trygt/service-kit/rules";

/** A named member of staff with the authority they come from. */
export type CaseParty = Party & { readonly agency: Agency };

/** The authority for which a member of staff acts here. Throws for a role without one: the contract lets none in. */
export const partyOf = ({ id, agency, role }: Staff): CaseParty => {
  const kind = kindOf(role);
  if (kind === undefined) throw new Error(`The role ${role} acts for no authority in exchange`);
  return { staffId: id, kind, agency };
};

/** Somebody who is named by another, with the authority behind their kind; one that nobody in Trygt works for is kept as housing, which no law lets in. */
export const namedParty = (party: Party): CaseParty => ({ ...party, agency: agencyOf[party.kind] ?? "housing" });

/** Whether a member of staff is the person who is named, and acts for the authority for which they are named: a name alone opens nothing (L9). */
export const isNamed = ({ staffId, kind }: CaseParty, { id, role }: Staff): boolean =>
  id === staffId && kindOf(role) === kind;
