import type { visits } from "@trygt/contracts/visits";
import { type Handlers, inboxHandlers } from "@trygt/service-kit";
import type { ApiDeps } from "../deps.ts";
import { caseReadings } from "./case-reading.ts";
import { caseOperations } from "./cases.ts";
import { concernOperations } from "./concerns.ts";
import { dayOperations } from "./days.ts";
import { handoverOperations } from "./handovers.ts";
import { notificationOperations } from "./notifications.ts";

/** Every operation of visits with its handler; a missing one does not compile. */
export const operations = (deps: ApiDeps): Handlers<typeof visits> => ({
  ...concernOperations(deps),
  ...caseOperations(deps),
  ...caseReadings(deps),
  ...dayOperations(deps),
  ...notificationOperations(deps),
  ...handoverOperations(deps),
  ...inboxHandlers(deps),
});
