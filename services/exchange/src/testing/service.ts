import type { Desk, Store } from "@trygt/service-kit";
import {
  fakeAcquaintance,
  fakePersonRegister,
  fakeStaffDirectory,
  fakeSubjectRefs,
  memoryStore,
  testService,
  type VerbOf,
} from "@trygt/service-kit/testing";
import * as service from "../service.ts";

/** An operation of exchange by its verb. */
export type Verb = VerbOf<typeof service>;

/** Exchange on a store, with the people of the stories in the register; the desk that it asks is its own, over whatever lies between. */
export const exchangeOn = <Kept extends Store>(store: Kept, reached = (desk: Desk): Desk => desk) => {
  const desk = reached((message) => tested.askDesk("exchange", message));
  const { directory, ...staff } = fakeStaffDirectory();
  const { acquaintance, ...known } = fakeAcquaintance();
  const ports = {
    ...{ register: fakePersonRegister().register, subjectRefs: fakeSubjectRefs("exchange") },
    ...{ directory, acquaintance, desk },
  };
  const tested = testService(service, { ports, store });
  return { ...tested, ...staff, ...known };
};

export type ExchangeService = ReturnType<typeof exchangeOn<Store>>;

/** Exchange on an empty store in memory, which tests look into. */
export const exchangeService = () => exchangeOn(memoryStore());
