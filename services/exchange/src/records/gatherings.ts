import { dateOf, type Role, regimeOf } from "@trygt/contracts";
import { type Existing, entryOn, exists, type RecordType, type WorklistEntry } from "@trygt/service-kit/rules";
import { announceGathering } from "../announce.ts";
import { evolveGathering, type Gathering, type GatheringEvent, isOpen, weekOfGathering } from "../domain/gathering.ts";
import { gatheringDue, purgedAt } from "../domain/gathering-due.ts";
import { decideGathering, type GatheringCommand, type GatheringRefusal } from "../domain/gathering-rules.ts";
import type { Policy } from "../policy.ts";
import { worklist } from "./worklists.ts";

/** Gatherings belong to who reported them; they exist for those who work on the street, SSP and the auditor. */
export const gatherings: RecordType<Gathering, GatheringCommand, GatheringEvent, GatheringRefusal, Policy> = {
  kind: "GATHERING",
  pathParameters: ["gatheringId"],
  limits: {},
  decide: decideGathering,
  evolve: evolveGathering,
  announce: announceGathering,
  visibleTo: (_, { role }) => readers.includes(role),
  index: (gathering, _, policy) => {
    const eraseOn = dateOf(purgedAt(gathering, policy));
    return {
      ownerAuthority: gathering.reportedFrom,
      regime: regimeOf[gathering.reportedFrom],
      reviewOn: eraseOn,
      eraseOn,
      due: gatheringDue(gathering, policy),
      worklists: worklistsOf(gathering),
    };
  },
  // What is left of a gathering: one more in its week and area, counted as it is stood down (Z6)
  counters: (event, before) =>
    event.type === "stood-down" && exists(before)
      ? [{ name: "gatherings", period: weekOfGathering(before), areaCode: before.areaCode }]
      : [],
};

const readers: readonly Role[] = [
  "police_ssp_officer",
  "police_lead",
  "street_worker",
  "ssp_consultant",
  "dpo_auditor",
];

const worklistsOf = (gathering: Existing<Gathering>): readonly WorklistEntry[] => [
  entryOn(worklist.gatherings, gathering.at, gathering),
  ...(isOpen(gathering) && gathering.agreed !== undefined
    ? [entryOn(worklist.advice, gathering.agreed.until, gathering)]
    : []),
];
