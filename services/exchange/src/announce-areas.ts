import type { Announcement } from "@trygt/contracts";
import {
  areaHoldPlaced,
  gatheringActive,
  gatheringStoodDown,
  trendPublished,
  zoneAnnounced,
  zoneEnded,
} from "@trygt/contracts/exchange";
import type { AreaHoldsEvent } from "./domain/area-holds.ts";
import { activeAt, type Gathering, type GatheringEvent } from "./domain/gathering.ts";
import type { TrendEvent } from "./domain/trend.ts";
import { type Zone, type ZoneEvent, zoneEndsAt } from "./domain/zone.ts";

/** Of a gathering leave its area, level and times, once an action is agreed: neither its size nor what is done about it. */
export const announceGathering = (id: string, event: GatheringEvent, gathering: Gathering): Announcement[] => {
  if (gathering.status === "none" || gathering.status === "purged") return [];
  const { areaCode, mood, at: from } = gathering;
  switch (event.type) {
    case "action-agreed":
    case "assessed": {
      const active = activeAt(gathering, event.at);
      if (active === undefined) return [];
      const { until: validUntil } = active;
      return [
        gatheringActive.of({ gatheringRef: id, areaCode, level: mood, from, validUntil }, { areaCode, validUntil }),
      ];
    }
    case "stood-down":
      // What nobody was told of needs no end
      return gathering.agreed === undefined
        ? []
        : [gatheringStoodDown.of({ gatheringRef: id, areaCode }, { areaCode })];
    case "reported":
    case "action-proposed":
    case "begun":
    case "debriefed":
    case "purged":
      return [];
  }
};

/** Of a zone leaves what the public may know, when it is announced: areas, period, and which text tells it; and that it ended before its time. */
export const announceZone = (id: string, event: ZoneEvent, zone: Zone): Announcement[] => {
  switch (event.type) {
    case "announced": {
      if (zone.status !== "announced") return [];
      const { areaCodes, from, until, publicTextId } = zone;
      return [
        zoneAnnounced.of(
          { zoneRef: id, areaCodes: [...areaCodes], from, until, publicTextId },
          { validUntil: zoneEndsAt(zone) },
        ),
      ];
    }
    case "ended": {
      // The last day is known from the announcement: only an earlier end is news, and only to those who heard of the zone
      if (zone.status !== "ended" || !zone.wasAnnounced || event.by === undefined) return [];
      return [zoneEnded.of({ zoneRef: id, areaCodes: [...zone.areaCodes] })];
    }
    case "drafted":
    case "decided":
    case "announcement-late":
    case "erased":
      return [];
  }
};

/** Of a hold leave its area and window; there is no reason to tell. */
export const announceAreaHolds = (event: AreaHoldsEvent): Announcement[] => {
  switch (event.type) {
    case "placed": {
      const { areaCode, window } = event;
      const { holdId: holdRef, from, until } = window;
      return [areaHoldPlaced.of({ holdRef, areaCode, from, until }, { areaCode, validUntil: until })];
    }
    case "forgotten":
      return [];
  }
};

/** A trend leaves as a band: the count itself never does. */
export const announceTrend = (event: TrendEvent): Announcement[] => {
  switch (event.type) {
    case "published": {
      const { areaCode, theme: themeCode, week: period, countBand } = event;
      return [trendPublished.of({ areaCode, themeCode, period, countBand }, { areaCode })];
    }
    case "erased":
      return [];
  }
};
