import { conflictOfRoles } from "@trygt/contracts";
import type { directory } from "@trygt/contracts/directory";
import type { Handlers, StaffMember } from "@trygt/service-kit";
import type { StaffSearch } from "../ports/staff-search.ts";

/** The staff directory over HTTP. Whoever could not sign in with what the directory says of them is not offered either. */
export const staffOperations = ({
  staffSearch,
}: {
  readonly staffSearch: StaffSearch;
}): Pick<Handlers<typeof directory>, "listStaff"> => ({
  listStaff: async ({ query }) => {
    const { members, more } = await staffSearch(query);
    return { kind: "read", about: "STAFF", body: { items: members.flatMap(offered), more } };
  },
});

const offered = ({ staffId, name, active, roles, agency }: StaffMember) =>
  agency === undefined || !active || roles.length === 0 || conflictOfRoles(agency, roles) !== undefined
    ? []
    : [{ staffId, name, agency, roles: [...roles] }];
