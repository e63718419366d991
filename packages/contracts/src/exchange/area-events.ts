import * as z from "zod/mini";
import { event } from "../event.ts";
import { AreaCode } from "../values/area.ts";
import { LocalDate } from "../values/time.ts";
import { GatheringId, HoldId, PublicTextId, ZoneId } from "./ids.ts";

/** How a gathering feels to those who see it. */
export const Mood = z.enum(["calm", "tense", "hostile", "violent"]);
export type Mood = z.output<typeof Mood>;

/** Something is going on in an area: plan around it. */
export const gatheringActive = event("exchange.gathering-active.v1", {
  summary: "A gathering or conflict is under way in an area",
  data: z.strictObject({
    gatheringRef: GatheringId,
    areaCode: AreaCode,
    level: Mood,
    from: z.iso.datetime(),
    validUntil: z.iso.datetime(),
  }),
});

/** It is over: holds are lifted. */
export const gatheringStoodDown = event("exchange.gathering-stood-down.v1", {
  summary: "A gathering or conflict is over",
  data: z.strictObject({ gatheringRef: GatheringId, areaCode: AreaCode }),
});

/** A public decision of the police on areas and a period (Z1–Z4). */
export const zoneAnnounced = event("exchange.zone-announced.v1", {
  summary: "The police have announced a zone",
  data: z.strictObject({
    zoneRef: ZoneId,
    areaCodes: z.array(AreaCode).check(z.minLength(1), z.maxLength(10)),
    from: LocalDate,
    until: LocalDate,
    publicTextId: PublicTextId,
  }),
});

/** A zone has ended before its time: what it held up goes on. */
export const zoneEnded = event("exchange.zone-ended.v1", {
  summary: "A zone has ended before its time",
  data: z.strictObject({ zoneRef: ZoneId, areaCodes: z.array(AreaCode).check(z.minLength(1), z.maxLength(10)) }),
});

/** Somebody works there and says no more: plan around it, or ask. */
export const areaHoldPlaced = event("exchange.area-hold-placed.v1", {
  summary: "An area is on hold for a window, without a reason",
  data: z.strictObject({
    holdRef: HoldId,
    areaCode: AreaCode,
    from: z.iso.datetime(),
    until: z.iso.datetime(),
  }),
});

/** What an area sees more of, without anybody in it. */
export const TrendTheme = z.enum([
  "scooters",
  "gathering",
  "noise",
  "fireworks",
  "recruitment",
  "intimidation",
  "other",
]);
export type TrendTheme = z.output<typeof TrendTheme>;

/** A count that hides small numbers: cells under five are never told (domain.md § 5.6). */
export const CountBand = z.enum(["under_5", "5-9", "10-19", "20+"]);
export type CountBand = z.output<typeof CountBand>;

/** A trend of an area and a week. */
export const trendPublished = event("exchange.trend-published.v1", {
  summary: "A trend of an area and a week, in a band of counts",
  data: z.strictObject({
    areaCode: AreaCode,
    themeCode: TrendTheme,
    period: z.string().check(z.regex(/^\d{4}-W\d{2}$/)),
    countBand: CountBand,
  }),
});
