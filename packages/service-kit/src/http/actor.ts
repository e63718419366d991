import { Agency, type Operation, Role, StaffId } from "@trygt/contracts";
import * as z from "zod/mini";
import type { Staff } from "../records/actor.ts";

/** The person behind a token, as the gateway's JWT authorizer passes its claims. */
export type Caller = {
  readonly id: StaffId;
  readonly agency: Agency;
  readonly roles: readonly Role[];
  /** Whether the sign-in reached NSIS level Substantial (domain.md § 4.1). */
  readonly assured: boolean;
};

const claims = z.object({ sub: StaffId, agency: Agency, roles: z.string(), nsis: z.optional(z.string()) });
const assuredLevels = new Set(
  ["Substantial", "High"].map((level) => `https://data.gov.dk/concept/core/nsis/loa/${level}`),
);

/** Reads the claims; undefined when they do not name a person of an authority. The gateway writes lists as `[a b]`. */
export const callerOf = (given: unknown): Caller | undefined => {
  const read = z.safeParse(claims, given);
  if (!read.success) return undefined;
  const { sub, agency, roles, nsis } = read.data;
  const known = roles
    .replace(/^\[|\]$/g, "")
    .split(/[ ,]+/)
    .flatMap((role) => Role.safeParse(role).data ?? []);
  return { id: sub, agency, roles: known, assured: nsis !== undefined && assuredLevels.has(nsis) };
};

/** A caller in each of their roles that may do this, in the order in which the operation names them; none when none may. */
export const actorsOf = ({ id, agency, roles }: Caller, operation: Operation): readonly Staff[] =>
  operation.roles.filter((allowed) => roles.includes(allowed)).map((role) => ({ id, agency, role }));
