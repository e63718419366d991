import type { visits } from "@trygt/contracts/visits";
import { type Acquaintance, type Desk, type Handlers, inboxHandlers, type StaffDirectory } from "@trygt/service-kit";
import { caseReadings } from "./case-reading.ts";
import { caseOperations } from "./cases.ts";
import { concernOperations, type RegistrationDependencies } from "./concerns.ts";
import { dayOperations } from "./days.ts";
import { draftOperations } from "./drafts.ts";
import { notificationOperations } from "./notifications.ts";
import { referralOperations } from "./referrals.ts";

type ApiDependencies = RegistrationDependencies & {
  readonly directory: StaffDirectory;
  readonly acquaintance: Acquaintance;
  readonly desk: Desk;
};

/** Every operation of visits with its handler; a missing one does not compile. */
export const operations = (deps: ApiDependencies): Handlers<typeof visits> => ({
  ...concernOperations(deps),
  ...caseOperations(deps),
  ...caseReadings(deps),
  ...dayOperations(deps),
  ...notificationOperations(deps),
  ...referralOperations(deps),
  ...draftOperations(deps),
  ...inboxHandlers(deps),
});
