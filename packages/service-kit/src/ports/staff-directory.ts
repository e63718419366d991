import type { StaffId } from "@trygt/contracts";
import type { Port } from "./port.ts";
import { askScim, attributes, type StaffMember, staffMemberIn } from "./scim.ts";

/** The agencies' staff directory: undefined for an identifier that it does not know. Throws when it cannot be asked. */
export type StaffDirectory = (id: StaffId) => Promise<StaffMember | undefined>;

/** How long what the directory said is taken as true, in milliseconds: whoever leaves is named no longer after a minute. */
export const staffCacheMs = 60_000;

/** How many members of staff one container remembers. */
const maxRemembered = 500;

/** The directory over HTTP, as SCIM 2.0 (RFC 7644 § 3.4.1). Who is known is remembered for a minute; who is not may have begun just now and is asked for anew. */
export const staffDirectory = (url: string, now: () => number = Date.now): StaffDirectory => {
  const remembered = new Map<StaffId, { readonly member: StaffMember; readonly until: number }>();
  return async (id) => {
    const kept = remembered.get(id);
    if (kept !== undefined && now() < kept.until) return kept.member;
    const { status, body } = await askScim(url, `/Users/${id}?attributes=${encodeURIComponent(attributes)}`);
    remembered.delete(id);
    if (status === 404) return undefined;
    if (status !== 200) throw new Error(`The staff directory answered ${status}`);
    const member = staffMemberIn(body);
    remembered.set(id, { member, until: now() + staffCacheMs });
    const [oldest] = remembered.keys();
    if (remembered.size > maxRemembered && oldest !== undefined) remembered.delete(oldest);
    return member;
  };
};

/** The staff directory of the stage. */
export const staffDirectoryPort: Port<StaffDirectory> = {
  variable: "STAFF_DIRECTORY_URL",
  behind: "external-system",
  live: (url) => staffDirectory(url),
};
