import type { Aggregate, Figure, Listing } from "@trygt/service-kit/rules";
import { announceZone } from "../announce-areas.ts";
import type { Policy } from "../domain/policy.ts";
import {
  evolveZone,
  initialZone,
  type KnownZone,
  type Zone,
  type ZoneCommand,
  type ZoneEvent,
  type ZoneRefusal,
  zoneEndsAt,
} from "../domain/zone.ts";
import { decideZone, zoneDue, zoneErasedOn } from "../domain/zone-rules.ts";
import { areaWorklist } from "./area-worklists.ts";

/** Zones are the police's; to all but those who lead them they exist once announced. */
export const zones = (policy: Policy): Aggregate<Zone, ZoneCommand, ZoneEvent, ZoneRefusal> => ({
  kind: "ZONE",
  initial: initialZone,
  decide: (zone, command) => decideZone(zone, command, policy),
  evolve: evolveZone,
  announce: announceZone,
  visibleTo: ({ status }, { role }) =>
    role === "system" || status === "announced" || (status !== "none" && status !== "erased" && role === "police_lead"),
  file: (zone) => {
    if (zone.status === "none" || zone.status === "erased") return "gone";
    const due = zoneDue(zone, policy);
    return {
      ownerAuthority: "police",
      regime: "led",
      reviewOn: zone.until,
      eraseOn: zoneErasedOn(zone),
      ...(due === undefined ? {} : { due }),
      worklists: listings(zone),
    };
  },
});

const listings = (zone: KnownZone): readonly Listing[] => {
  const when = zoneEndsAt(zone);
  const announced = zone.status === "announced" ? [areaWorklist.zones, areaWorklist.advice] : [];
  return [areaWorklist.zonesOfLeads, ...announced].map((who) => ({ who, when }));
};

/** What is left of a zone that was announced: one more in the month and area in which it began, counted as it ends. */
export const zoneFigures = (zone: Zone): readonly Figure[] =>
  zone.status === "ended" && zone.wasAnnounced
    ? zone.areaCodes.map((areaCode) => ({ name: "zones", period: zone.from.slice(0, 7), areaCode }))
    : [];
