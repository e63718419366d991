import { addDays, dateOf } from "@trygt/contracts";
import type { Aggregate } from "@trygt/service-kit/rules";
import { announceAreaHolds } from "../announce-areas.ts";
import {
  type AreaHolds,
  type AreaHoldsCommand,
  type AreaHoldsEvent,
  areaHoldsDue,
  decideAreaHolds,
  evolveAreaHolds,
  type HoldRefusal,
  noAreaHolds,
} from "../domain/area-holds.ts";
import type { Policy } from "../domain/policy.ts";

/** The recent holds of one area, kept under its code only as long as they may make a pattern. */
export const areaHolds = (policy: Policy): Aggregate<AreaHolds, AreaHoldsCommand, AreaHoldsEvent, HoldRefusal> => ({
  kind: "HOLD",
  initial: noAreaHolds,
  decide: (state, command) => decideAreaHolds(state, command, policy),
  evolve: evolveAreaHolds,
  announce: (_, event) => announceAreaHolds(event),
  visibleTo: (_, { role }) => role === "system" || role === "police_lead",
  file: (state) => {
    const due = areaHoldsDue(state, policy);
    if (due === undefined) return "gone";
    const day = addDays(dateOf(due), 1);
    return { ownerAuthority: "police", regime: "led", reviewOn: day, eraseOn: day, due };
  },
});
