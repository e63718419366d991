import type { directory } from "@trygt/contracts/directory";
import type { Handlers } from "@trygt/service-kit";
import type { StaffSearch } from "../ports/staff-search.ts";
import { staffOperations } from "./staff.ts";

/** Every operation of directory with its handler; a missing one does not compile. */
export const operations = (deps: { readonly staffSearch: StaffSearch }): Handlers<typeof directory> => ({
  ...staffOperations(deps),
});
