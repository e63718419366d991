import { addDays, dateOf } from "@trygt/contracts";
import { areaLimits } from "@trygt/contracts/visits";
import type { RecordType } from "@trygt/service-kit/rules";
import { announceAreaHolds } from "../announce.ts";
import {
  type AreaHolds,
  type AreaHoldsCommand,
  type AreaHoldsEvent,
  areaHoldsDue,
  decideAreaHolds,
  evolveAreaHolds,
} from "../domain/area-holds.ts";

/** What stands in the way of visits, area by area; nobody reads it but the service itself. */
export const areaHolds: RecordType<AreaHolds, AreaHoldsCommand, AreaHoldsEvent, never> = {
  kind: "HOLDS",
  pathParameters: [],
  limits: areaLimits,
  decide: decideAreaHolds,
  evolve: evolveAreaHolds,
  announce: announceAreaHolds,
  visibleTo: () => false,
  index: (state) => {
    const due = areaHoldsDue(state);
    const day = addDays(dateOf(due), 1);
    return { ownerAuthority: "municipality", regime: "gdpr", reviewOn: day, eraseOn: day, due };
  },
};
