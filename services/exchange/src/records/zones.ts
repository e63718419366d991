import { zoneLimits } from "@trygt/contracts/exchange";
import { type Existing, entryOn, type RecordType, type WorklistEntry } from "@trygt/service-kit/rules";
import { announceZone } from "../announce.ts";
import { evolveZone, type Zone, type ZoneEvent, zoneEndsAt } from "../domain/zone.ts";
import { zoneDue, zoneErasedOn } from "../domain/zone-due.ts";
import { decideZone, type ZoneCommand, type ZoneRefusal } from "../domain/zone-rules.ts";
import type { Policy } from "../policy.ts";
import { worklist } from "./worklists.ts";

/** Zones are the police's; to all but those who lead them they exist once announced. */
export const zones: RecordType<Zone, ZoneCommand, ZoneEvent, ZoneRefusal, Policy> = {
  kind: "ZONE",
  pathParameters: ["zoneId"],
  limits: zoneLimits,
  decide: decideZone,
  evolve: evolveZone,
  announce: announceZone,
  visibleTo: ({ status }, { role }) => status === "announced" || role === "police_lead",
  index: (zone, _, policy) => ({
    ownerAuthority: "police",
    regime: "led",
    reviewOn: zone.until,
    eraseOn: zoneErasedOn(zone),
    due: zoneDue(zone, policy),
    worklists: worklistsOf(zone),
  }),
  // What is left of a zone that was announced: one more in the month and area in which it began, counted as it ends
  counters: (event, before) =>
    event.type === "ended" && before.status === "announced"
      ? before.areaCodes.map((areaCode) => ({ name: "zones", period: before.from.slice(0, 7), areaCode }))
      : [],
  // Z4: an alarm stands on this count
  metrics: (event) => (event.type === "announcement-late" ? ["ZoneAnnouncementLate"] : []),
};

const worklistsOf = (zone: Existing<Zone>): readonly WorklistEntry[] => {
  const sortKey = zoneEndsAt(zone);
  const { status, basis, areaCodes, from, until, publicText } = zone;
  const shown = { status, basis, areaCodes, from, until, publicText };
  return [
    entryOn(worklist.zonesOfLeads, sortKey, shown),
    ...(zone.status === "announced"
      ? [entryOn(worklist.zones, sortKey, shown), entryOn(worklist.advice, sortKey, zone)]
      : []),
  ];
};
