import type { exchange } from "@trygt/contracts/exchange";
import {
  type Acquaintance,
  type Dependencies,
  type Desk,
  type Handlers,
  inboxHandlers,
  type PersonRegister,
  type StaffDirectory,
  type SubjectRefs,
} from "@trygt/service-kit";
import type { records } from "../records/index.ts";
import { agreementOperations } from "./agreements.ts";
import { caseOperations } from "./cases.ts";
import { disclosureOperations } from "./disclosures.ts";
import { gatheringOperations } from "./gatherings.ts";
import { holdOperations } from "./holds.ts";
import { minorOperations } from "./minors.ts";
import { requestOperations } from "./requests.ts";
import { sharingOperations } from "./sharing.ts";
import { trendOperations } from "./trends.ts";
import { zoneOperations } from "./zones.ts";

type ApiDependencies = Dependencies<typeof records> & {
  readonly register: PersonRegister;
  readonly subjectRefs: SubjectRefs;
  readonly directory: StaffDirectory;
  readonly acquaintance: Acquaintance;
  readonly desk: Desk;
};

/** Every operation of exchange with its handler; a missing one does not compile. */
export const operations = (deps: ApiDependencies): Handlers<typeof exchange> => ({
  ...caseOperations(deps),
  ...minorOperations(deps),
  ...requestOperations(deps),
  ...disclosureOperations(deps),
  ...sharingOperations(deps),
  ...agreementOperations(deps),
  ...inboxHandlers(deps),
  ...gatheringOperations(deps),
  ...zoneOperations(deps),
  ...holdOperations(deps),
  ...trendOperations(deps),
});
