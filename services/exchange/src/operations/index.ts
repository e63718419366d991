import type { exchange } from "@trygt/contracts/exchange";
import { type Handlers, inboxHandlers } from "@trygt/service-kit";
import type { ApiDeps } from "../deps.ts";
import { caseOperations } from "./cases.ts";
import { gatheringOperations } from "./gatherings.ts";
import { holdOperations } from "./holds.ts";
import { informationOperations } from "./information.ts";
import { readings } from "./reading.ts";
import { sharingOperations } from "./sharing.ts";
import { trendOperations } from "./trends.ts";
import { zoneOperations } from "./zones.ts";

/** Every operation of exchange with its handler; a missing one does not compile. */
export const operations = (deps: ApiDeps): Handlers<typeof exchange> => ({
  ...caseOperations(deps),
  ...readings(deps),
  ...informationOperations(deps),
  ...sharingOperations(deps),
  ...inboxHandlers(deps),
  ...gatheringOperations(deps),
  ...zoneOperations(deps),
  ...holdOperations(deps),
  ...trendOperations(deps),
});
