import type { Store } from "@trygt/service-kit";
import { memoryStore, testService, type VerbOf } from "@trygt/service-kit/testing";
import type { StaffSearch } from "../ports/staff-search.ts";
import * as service from "../service.ts";

/** An operation of directory by its verb. */
export type Verb = VerbOf<typeof service>;

const findingNobody: StaffSearch = async () => ({ members: [], more: false });

/** The directory on a store, beside a staff directory that is searched. */
export const directoryOn = <Kept extends Store>(store: Kept, staffSearch: StaffSearch = findingNobody) =>
  testService(service, { ports: { staffSearch }, store });

/** The directory on an empty store in memory. */
export const directoryService = () => directoryOn(memoryStore());
