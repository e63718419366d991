import { addDays, dateOf } from "@trygt/contracts";
import type { Aggregate } from "@trygt/service-kit/rules";
import {
  type AreaHolds,
  type AreaHoldsCommand,
  type AreaHoldsEvent,
  areaHoldsDue,
  decideAreaHolds,
  evolveAreaHolds,
  noHolds,
} from "../domain/area-holds.ts";

/** What stands in the way of visits, area by area; nobody reads it but the service itself. */
export const areaHolds: Aggregate<AreaHolds, AreaHoldsCommand, AreaHoldsEvent, never> = {
  kind: "HOLDS",
  initial: noHolds,
  decide: decideAreaHolds,
  evolve: evolveAreaHolds,
  announce: () => [],
  visibleTo: (_, actor) => actor.role === "system",
  file: (state) => {
    const due = areaHoldsDue(state);
    if (due === undefined) return "gone";
    const day = addDays(dateOf(due), 1);
    return { ownerAuthority: "municipality", regime: "gdpr", reviewOn: day, eraseOn: day, due };
  },
};
