import { addDays, instantOf, startOf } from "@trygt/contracts";
import {
  areaHoldPlaced,
  gatheringActive,
  gatheringStoodDown,
  zoneAnnounced,
  zoneEnded,
} from "@trygt/contracts/exchange";
import { reaction } from "@trygt/service-kit";
import { liftHold, type HoldDependencies as Needed, placeHold } from "./holds.ts";

/** What goes on in an area, and when it is over: a gathering, a zone, police work that nobody explains. */
export const areas = [
  reaction(gatheringActive, (deps: Needed, { gatheringRef: ref, areaCode, from, validUntil }, { context, meta }) => {
    const time = { from: instantOf(from), until: instantOf(validUntil) };
    return placeHold(deps, { ref, version: meta.version, areaCode, ...time }, context);
  }),
  reaction(gatheringStoodDown, (deps: Needed, { gatheringRef: ref, areaCode }, { context, meta }) =>
    liftHold(deps, { ref, version: meta.version, areaCode }, context),
  ),
  reaction(zoneAnnounced, async (deps: Needed, { zoneRef: ref, areaCodes, from, until }, { context, meta }) => {
    // A zone stands from the first moment of its first day to the end of its last
    const time = { from: startOf(from), until: startOf(addDays(until, 1)) };
    for (const areaCode of areaCodes) await placeHold(deps, { ref, version: meta.version, areaCode, ...time }, context);
  }),
  reaction(zoneEnded, async (deps: Needed, { zoneRef: ref, areaCodes }, { context, meta }) => {
    for (const areaCode of areaCodes) await liftHold(deps, { ref, version: meta.version, areaCode }, context);
  }),
  reaction(areaHoldPlaced, (deps: Needed, { holdRef: ref, areaCode, from, until }, { context, meta }) => {
    const time = { from: instantOf(from), until: instantOf(until) };
    return placeHold(deps, { ref, version: meta.version, areaCode, ...time }, context);
  }),
];
