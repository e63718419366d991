import type { Role } from "@trygt/contracts";
import { type Party, rolesFor } from "@trygt/contracts/exchange";
import { type CommandContext, checkNamed, type StaffDirectory } from "@trygt/service-kit";

/** What naming a member of staff stands on. */
export type DirectoryDependencies = { readonly directory: StaffDirectory };

/** Whoever is named for an authority works there now, in one of the roles that may do what they are named for (L9): a name that nobody can use opens nothing and must not stand. */
export const checkParty = (
  { directory }: DirectoryDependencies,
  { actor }: CommandContext,
  { staffId, kind }: Party,
  may: readonly Role[],
) => checkNamed(directory, actor, [{ staffId, roles: rolesFor(kind, may) }]);
