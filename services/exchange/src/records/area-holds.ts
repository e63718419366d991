import { addDays, dateOf } from "@trygt/contracts";
import { areaHoldLimits } from "@trygt/contracts/exchange";
import type { RecordType } from "@trygt/service-kit/rules";
import { announceAreaHolds } from "../announce.ts";
import {
  type AreaHolds,
  type AreaHoldsCommand,
  type AreaHoldsEvent,
  areaHoldsDue,
  decideAreaHolds,
  evolveAreaHolds,
  type HoldRefusal,
} from "../domain/area-holds.ts";
import type { Policy } from "../policy.ts";

/** The recent holds of one area, kept under its code only as long as they may make a pattern. */
export const areaHolds: RecordType<AreaHolds, AreaHoldsCommand, AreaHoldsEvent, HoldRefusal, Policy> = {
  kind: "HOLD",
  pathParameters: [],
  limits: areaHoldLimits,
  decide: decideAreaHolds,
  evolve: evolveAreaHolds,
  announce: announceAreaHolds,
  visibleTo: (_, { role }) => role === "police_lead",
  index: (state, _, policy) => {
    const due = areaHoldsDue(state, policy);
    const day = addDays(dateOf(due), 1);
    return { ownerAuthority: "police", regime: "led", reviewOn: day, eraseOn: day, due };
  },
};
