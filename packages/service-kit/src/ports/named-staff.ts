import { conflictOfRoles, type Problem, type Role, type StaffId } from "@trygt/contracts";
import type { Actor } from "../records/actor.ts";
import type { StaffDirectory } from "./staff-directory.ts";

/** Somebody whom a request names, and the roles of which they must hold one. */
export type NamedStaff = { readonly staffId: StaffId; readonly roles: readonly Role[] };

/**
 * A step before writing: whoever is named works there now, in a role and agency that fit; otherwise `staff-unknown` or
 * `staff-role-mismatch`. Somebody who names themselves has shown their token. Throws when the directory cannot be asked, and nothing is written.
 */
export const checkNamed =
  (directory: StaffDirectory, actor: Actor, named: readonly NamedStaff[]) =>
  async (): Promise<{ readonly refused?: readonly Problem[] }> => {
    const found = await Promise.all(named.map((one) => reasonAgainst(directory, actor, one)));
    const refused = [...new Set(found.filter((reason) => reason !== undefined))];
    return refused.length === 0 ? {} : { refused };
  };

const reasonAgainst = async (
  directory: StaffDirectory,
  actor: Actor,
  { staffId, roles }: NamedStaff,
): Promise<"staff-unknown" | "staff-role-mismatch" | undefined> => {
  if (actor.role !== "system" && actor.id === staffId && roles.includes(actor.role)) return undefined;
  const member = await directory(staffId);
  if (member === undefined || !member.active) return "staff-unknown";
  const { agency } = member;
  const fits =
    agency !== undefined &&
    member.roles.some((role) => roles.includes(role)) &&
    conflictOfRoles(agency, member.roles) === undefined;
  return fits ? undefined : "staff-role-mismatch";
};
