import { addHours, addMonths, type Instant, type LocalDate, startOf } from "@trygt/contracts";
import { type Existing, exists } from "@trygt/service-kit/rules";
import type { Policy } from "../policy.ts";
import { type Zone, type ZoneEvent, zoneEndsAt } from "./zone.ts";

/** How long an ended zone is kept, in months. */
const endedMonths = 6;

/** When time next demands something of a zone: the announcement that is late (Z4), its end (Z3), its erasure. */
export const zoneDue = (zone: Existing<Zone>, { announcementHours }: Policy): Instant => {
  switch (zone.status) {
    case "drafted":
    case "announced":
      return zoneEndsAt(zone);
    case "decided": {
      const late = addHours(zone.decision.decidedAt, announcementHours);
      return zone.late || zoneEndsAt(zone) < late ? zoneEndsAt(zone) : late;
    }
    case "ended":
      return startOf(zoneErasedOn(zone));
  }
};

/** The day on which nothing is left of a zone but a number. */
export const zoneErasedOn = (zone: Existing<Zone>): LocalDate =>
  addMonths(zone.status === "ended" ? zone.endedOn : zone.until, endedMonths);

/** What time does to a zone at an instant. */
export const zoneDueEvents = (zone: Zone, at: Instant, policy: Policy): readonly ZoneEvent[] => {
  if (!exists(zone)) return [];
  const due = zoneDue(zone, policy);
  if (at < due) return [];
  switch (zone.status) {
    case "decided":
      if (due < zoneEndsAt(zone)) return [{ type: "announcement-late", at }];
      return [{ type: "ended", on: zone.until }];
    case "drafted":
    case "announced":
      return [{ type: "ended", on: zone.until }];
    case "ended":
      return [{ type: "erased", at }];
  }
};
