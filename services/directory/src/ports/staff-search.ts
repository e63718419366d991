import type { Agency, Role } from "@trygt/contracts";
import { maxListed } from "@trygt/contracts/directory";
import {
  askScim,
  type Port,
  type StaffMember,
  scimAttributes,
  scimEnterprise,
  staffMemberIn,
} from "@trygt/service-kit";
import * as z from "zod/mini";

/** Whom to find: of an agency, in a role, with this in their name; everybody unless said. */
export type StaffQuery = {
  readonly role?: Role | undefined;
  readonly agency?: Agency | undefined;
  readonly q?: string | undefined;
};

/** Finds members of staff who are active, by name, at most {@link maxListed}. Throws when the directory cannot be asked. */
export type StaffSearch = (
  query: StaffQuery,
) => Promise<{ readonly members: readonly StaffMember[]; readonly more: boolean }>;

/** The question as a SCIM filter (RFC 7644 § 3.4.2.2); its texts are JSON strings. */
export const filterFor = ({ role, agency, q }: StaffQuery): string =>
  [
    "active eq true",
    ...(role === undefined ? [] : [`roles.value eq ${JSON.stringify(role)}`]),
    ...(agency === undefined ? [] : [`${scimEnterprise}:organization eq ${JSON.stringify(agency)}`]),
    ...(q === undefined ? [] : [`displayName co ${JSON.stringify(q)}`]),
  ].join(" and ");

/** The directory over HTTP, as SCIM 2.0 (RFC 7644 § 3.4.2). */
export const staffSearch =
  (url: string): StaffSearch =>
  async (query) => {
    const question = new URLSearchParams({
      filter: filterFor(query),
      attributes: scimAttributes,
      sortBy: "displayName",
      startIndex: "1",
      count: String(maxListed),
    });
    const { status, body } = await askScim(url, `/Users?${question}`);
    if (status !== 200) throw new Error(`The staff directory answered ${status}`);
    const { totalResults, Resources = [] } = z.parse(ListResponse(), body);
    return { members: Resources.slice(0, maxListed).map(staffMemberIn), more: totalResults > Resources.length };
  };

const ListResponse = () => z.object({ totalResults: z.number(), Resources: z.optional(z.array(z.unknown())) });

/** The staff directory of the stage, asked for names. */
export const staffSearchPort: Port<StaffSearch> = {
  variable: "STAFF_DIRECTORY_URL",
  behind: "external-system",
  live: staffSearch,
};
