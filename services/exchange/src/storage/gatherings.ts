import { dateOf, regimeOf } from "@trygt/contracts";
import type { Aggregate, Figure, Listing } from "@trygt/service-kit/rules";
import { announceGathering } from "../announce-areas.ts";
import {
  evolveGathering,
  type Gathering,
  type GatheringCommand,
  type GatheringEvent,
  type GatheringRefusal,
  initialGathering,
  isOpen,
  type KnownGathering,
  weekOfGathering,
} from "../domain/gathering.ts";
import { gatheringDue, purgedAt } from "../domain/gathering-due.ts";
import { decideGathering } from "../domain/gathering-rules.ts";
import type { Policy } from "../domain/policy.ts";
import { areaWorklist } from "./area-worklists.ts";

/** Gatherings belong to who reported them; they exist for those who work on the street, SSP and the auditor. */
export const gatherings = (
  policy: Policy,
): Aggregate<Gathering, GatheringCommand, GatheringEvent, GatheringRefusal> => ({
  kind: "GATHERING",
  initial: initialGathering,
  decide: (gathering, command) => decideGathering(gathering, command, policy),
  evolve: evolveGathering,
  announce: announceGathering,
  visibleTo: ({ status }, { role }) =>
    role === "system" || (status !== "none" && status !== "purged" && readers.includes(role)),
  file: (gathering) => {
    if (gathering.status === "none" || gathering.status === "purged") return "gone";
    const eraseOn = dateOf(purgedAt(gathering, policy));
    const due = gatheringDue(gathering, policy);
    return {
      ownerAuthority: gathering.reportedFrom,
      regime: regimeOf[gathering.reportedFrom],
      reviewOn: eraseOn,
      eraseOn,
      ...(due === undefined ? {} : { due }),
      worklists: listings(gathering),
    };
  },
});

const readers: readonly string[] = [
  "police_ssp_officer",
  "police_lead",
  "street_worker",
  "ssp_consultant",
  "dpo_auditor",
];

const listings = (gathering: KnownGathering): readonly Listing[] => [
  { who: areaWorklist.gatherings, when: gathering.at },
  ...(isOpen(gathering) && gathering.agreed !== undefined
    ? [{ who: areaWorklist.advice, when: gathering.agreed.until }]
    : []),
];

/** What is left of a gathering: one more in its week and area, counted as it is stood down (Z6). */
export const gatheringFigures = (gathering: Gathering): readonly Figure[] =>
  gathering.status === "stood_down"
    ? [{ name: "gatherings", period: weekOfGathering(gathering), areaCode: gathering.areaCode }]
    : [];
