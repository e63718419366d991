import { Agency, once, Role, StaffId } from "@trygt/contracts";
import * as z from "zod/mini";
import { getJson, type JsonAnswer } from "./json-call.ts";

/** Where the agency of a member of staff stands: `organization` of the enterprise extension (RFC 7643 § 4.3). */
export const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/** A member of staff as the directory tells: whether they work there now, as what, and for which agency; undefined for an agency or a role that Trygt does not know. */
export type StaffMember = {
  readonly staffId: StaffId;
  readonly name: string;
  readonly active: boolean;
  readonly roles: readonly Role[];
  readonly agency: Agency | undefined;
};

/** The attributes that are asked for: the directory knows more of its people than Trygt needs (RFC 7644 § 3.9). */
export const attributes = ["displayName", "active", "roles", `${enterprise}:organization`].join(",");

/** Asks a SCIM 2.0 service for a resource below its base address (RFC 7644 § 3.4). */
export const askScim = (url: string, path: string): Promise<JsonAnswer> =>
  getJson(`${url}${path}`, "application/scim+json");

/** A User resource with these of its attributes; undefined for an identifier that the directory does not know. Throws when it cannot be asked, or refuses. */
export const userIn = async (url: string, id: StaffId, wanted: string): Promise<unknown> => {
  const { status, body } = await askScim(url, `/Users/${id}?attributes=${encodeURIComponent(wanted)}`);
  if (status === 404) return undefined;
  if (status !== 200) throw new Error(`The staff directory answered ${status}`);
  return body ?? {};
};

const User = once(() =>
  z.object({
    id: StaffId,
    displayName: z.string(),
    active: z.boolean(),
    roles: z.optional(z.array(z.object({ value: z.string() }))),
    [enterprise]: z.optional(z.object({ organization: z.optional(z.string()) })),
  }),
);

/** Reads a User resource (RFC 7643 § 4.1). Throws for what is none. */
export const staffMemberIn = (resource: unknown): StaffMember => {
  const { id, displayName, active, roles = [], [enterprise]: employed } = z.parse(User(), resource);
  return {
    staffId: id,
    name: displayName,
    active,
    roles: roles.flatMap(({ value }) => Role.safeParse(value).data ?? []),
    agency: Agency.safeParse(employed?.organization).data,
  };
};
