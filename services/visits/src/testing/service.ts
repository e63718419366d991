import type { Desk, Store } from "@trygt/service-kit";
import {
  fakeAcquaintance,
  fakeDesk,
  fakePersonRegister,
  fakeStaffDirectory,
  fakeSubjectRefs,
  memoryStore,
  testService,
  type VerbOf,
} from "@trygt/service-kit/testing";
import { fakeDigitalPost } from "../ports/digital-post.ts";
import * as visits from "../service.ts";

/** An operation of visits by its verb. */
export type Verb = VerbOf<typeof visits>;

/** The whole of visits on a store, with its neighbours; the desk is asked over whatever lies between. */
export const visitsServiceOn = <Kept extends Store>(store: Kept, reached = (desk: Desk): Desk => desk) => {
  const { people, register } = fakePersonRegister();
  const { directory, ...staff } = fakeStaffDirectory();
  const { acquaintance, ...known } = fakeAcquaintance();
  const atDesk = fakeDesk(() => tested.now());
  const { digitalPost, ...mailboxes } = fakeDigitalPost();
  const subjectRefs = fakeSubjectRefs("visits");
  const ports = { register, subjectRefs, directory, acquaintance, desk: reached(atDesk.desk), digitalPost };
  const tested = testService(visits, { ports, store });
  return { ...tested, ...staff, ...known, people, atDesk, ...mailboxes };
};

/** The whole of visits on an empty store in memory. */
export const visitsService = () => visitsServiceOn(memoryStore());
export type VisitsService = ReturnType<typeof visitsServiceOn>;
