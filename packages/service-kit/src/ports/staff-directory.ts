import type { StaffId } from "@trygt/contracts";
import type { Port } from "./port.ts";
import { remembered } from "./remembered.ts";
import { attributes, type StaffMember, staffMemberIn, userIn } from "./scim.ts";

/** The agencies' staff directory: undefined for an identifier that it does not know. Throws when it cannot be asked. */
export type StaffDirectory = (id: StaffId) => Promise<StaffMember | undefined>;

/** The directory over HTTP, as SCIM 2.0 (RFC 7644 § 3.4.1). */
export const staffDirectory = (url: string, now: () => number = Date.now): StaffDirectory =>
  remembered(async (id) => {
    const user = await userIn(url, id, attributes);
    return user === undefined ? undefined : staffMemberIn(user);
  }, now);

/** The staff directory of the stage. */
export const staffDirectoryPort: Port<StaffDirectory> = {
  variable: "STAFF_DIRECTORY_URL",
  behind: "external-system",
  live: (url) => staffDirectory(url),
};
