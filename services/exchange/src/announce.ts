import type { Announcement } from "@trygt/contracts";
import { disclosureAnswered, disclosureCorrected, disclosureOffered, disclosureRecalled } from "@trygt/contracts/desk";
import {
  areaHoldPlaced,
  gatheringActive,
  gatheringStoodDown,
  trendPublished,
  zoneAnnounced,
  zoneEnded,
} from "@trygt/contracts/exchange";
import { exists } from "@trygt/service-kit/rules";
import type { AreaHoldsEvent } from "./domain/area-holds.ts";
import { type DeskTicket, isSealed, type TicketEvent } from "./domain/desk-ticket.ts";
import { activeAt, type Gathering, type GatheringEvent } from "./domain/gathering.ts";
import type { TrendEvent } from "./domain/trend.ts";
import { type Zone, type ZoneEvent, zoneEndsAt } from "./domain/zone.ts";

/** Cases announce nothing: that authorities exchange information on somebody is nobody's business. */
export const announceCase = (): readonly Announcement[] => [];

/** Requests announce nothing, for the same reason. */
export const announceRequest = (): readonly Announcement[] => [];

/** Disclosures announce nothing, for the same reason: their recipients find them on their lists. */
export const announceDisclosure = (): readonly Announcement[] => [];

/** Agreements announce nothing: the gate looks them up. */
export const announceAgreement = (): readonly Announcement[] => [];

/** Of a parcel at the desk leave its ticket, for which role and how urgent it is, an age band and an area; and what became of it. Neither whom it is about nor who deposited it. */
export const announceTicket = (id: string, event: TicketEvent, ticket: DeskTicket): readonly Announcement[] => {
  switch (event.type) {
    case "deposited": {
      const { kind, recipientRole, track, urgency, ageBand, areaCode, expiresAt } = event;
      const coarse = {
        ...(track === undefined ? {} : { track }),
        ...(ageBand === undefined ? {} : { ageBand }),
        ...(areaCode === undefined ? {} : { areaCode }),
      };
      return [disclosureOffered.of({ ticketId: id, kind, recipientRole, urgency, expiresAt, ...coarse })];
    }
    case "accepted":
      return [
        disclosureAnswered.of({ ticketId: id, outcome: "accepted" }),
        // Corrected on its way: what has arrived is not what lies here
        ...(exists(ticket) && isSealed(ticket) ? [disclosureCorrected.of({ ticketId: id })] : []),
      ];
    case "returned":
      return [disclosureAnswered.of({ ticketId: id, outcome: "returned", reasonCode: event.reason })];
    case "lapsed":
      return [disclosureAnswered.of({ ticketId: id, outcome: "lapsed" })];
    case "recalled":
      return [
        disclosureAnswered.of({ ticketId: id, outcome: "recalled" }),
        disclosureRecalled.of({ ticketId: id, eraseBy: event.eraseBy }),
      ];
    case "corrected":
      // Unclaimed, the parcel has been replaced before anybody saw it
      return exists(ticket) && ticket.status === "accepted" ? [disclosureCorrected.of({ ticketId: id })] : [];
    case "claimed":
    case "correction-received":
    case "erasure-confirmed":
    case "erased":
      return [];
  }
};

/** Of a gathering leave its area, level and times, once an action is agreed: neither its size nor what is done about it. */
export const announceGathering = (id: string, event: GatheringEvent, gathering: Gathering): readonly Announcement[] => {
  if (!exists(gathering)) return [];
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
export const announceZone = (id: string, event: ZoneEvent, zone: Zone): readonly Announcement[] => {
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
export const announceAreaHolds = (_id: string, event: AreaHoldsEvent): readonly Announcement[] => {
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
export const announceTrend = (_id: string, event: TrendEvent): readonly Announcement[] => {
  switch (event.type) {
    case "published": {
      const { areaCode, theme: themeCode, week: period, countBand } = event;
      return [trendPublished.of({ areaCode, themeCode, period, countBand }, { areaCode })];
    }
    case "erased":
      return [];
  }
};
