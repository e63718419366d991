import * as z from "zod/mini";
import { event } from "../event.ts";
import { AreaCode } from "../values/area.ts";
import { described } from "../values/described.ts";
import { LocalDate } from "../values/time.ts";
import { CountBand, Mood, TrendTheme } from "./area-vocabulary.ts";
import { records } from "./example-values.ts";
import { GatheringId, HoldId, PublicTextId, ZoneId } from "./ids.ts";
import { zoneLimits } from "./limits.ts";

const areaCode = described(AreaCode, "Where: a sub-area or, for a gathering or trend, wider.", "101-3-RPL");
const zoneRef = described(ZoneId, "The zone, as an opaque reference.", records.zone);
const areaCodes = described(
  z
    .array(described(AreaCode, "A sub-area of the zone.", "101-3-RPL"))
    .check(z.minLength(1), z.maxLength(zoneLimits.areaCodes)),
  "Where the zone holds: one to ten sub-areas (Z2).",
  ["101-3-RPL"],
);

/** Something is going on in an area: plan around it. */
export const gatheringActive = event("exchange.gathering-active.v1", {
  summary: "A gathering or conflict is under way in an area",
  data: () =>
    z.strictObject({
      gatheringRef: described(
        GatheringId,
        "The gathering, as an opaque reference: a later event on it replaces this one.",
        records.gathering,
      ),
      areaCode,
      level: Mood,
      from: described(z.iso.datetime(), "When the gathering was or is to be seen, in UTC.", "2026-03-02T18:10:00.000Z"),
      validUntil: described(
        z.iso.datetime(),
        "Until when to plan around it, in UTC; then it counts as over, also without another event.",
        "2026-03-02T22:00:00.000Z",
      ),
    }),
});

/** It is over: holds are lifted. */
export const gatheringStoodDown = event("exchange.gathering-stood-down.v1", {
  summary: "A gathering or conflict is over",
  data: () =>
    z.strictObject({
      gatheringRef: described(GatheringId, "The gathering that is over, as an opaque reference.", records.gathering),
      areaCode,
    }),
});

/** A public decision of the police on areas and a period (Z1–Z4). */
export const zoneAnnounced = event("exchange.zone-announced.v1", {
  summary: "The police have announced a zone",
  data: () =>
    z.strictObject({
      zoneRef,
      areaCodes,
      from: described(LocalDate, "The first date on which the zone holds.", "2026-03-02"),
      until: described(LocalDate, "The last date on which the zone holds (Z3).", "2026-03-15"),
      publicTextId: PublicTextId,
    }),
});

/** A zone has ended before its time: what it held up goes on. */
export const zoneEnded = event("exchange.zone-ended.v1", {
  summary: "A zone has ended before its time",
  data: () => z.strictObject({ zoneRef, areaCodes }),
});

/** Somebody works there and says no more: plan around it, or ask. */
export const areaHoldPlaced = event("exchange.area-hold-placed.v1", {
  summary: "An area is on hold for a window, without a reason",
  data: () =>
    z.strictObject({
      holdRef: described(HoldId, "The hold, as an opaque reference.", records.hold),
      areaCode,
      from: described(z.iso.datetime(), "When the window begins: a full hour, in UTC.", "2026-03-02T18:00:00.000Z"),
      until: described(z.iso.datetime(), "When the window ends: a full hour, in UTC.", "2026-03-02T22:00:00.000Z"),
    }),
});

/** A trend of an area and a week. */
export const trendPublished = event("exchange.trend-published.v1", {
  summary: "A trend of an area and a week, in a band of counts",
  data: () =>
    z.strictObject({
      areaCode,
      themeCode: TrendTheme,
      period: described(
        z.string().check(z.regex(/^\d{4}-W\d{2}$/)),
        "The week that the count is of (ISO 8601).",
        "2026-W09",
      ),
      countBand: described(
        CountBand,
        "How often it was seen, in a band: `5-9`, `10-19` or `20+`; what was seen less often is not published. A later event for the same area, theme and week replaces this one.",
        "5-9",
      ),
    }),
});
