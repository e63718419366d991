import * as z from "zod/mini";
import { event } from "../event.ts";
import { AreaCode } from "../values/area.ts";
import { id } from "../values/id.ts";
import { LocalDate } from "../values/time.ts";

/** A gathering (forsamling): an area and a time, never a person. */
export const GatheringId = id("GatheringId");
export type GatheringId = z.output<typeof GatheringId>;

/** A zone that the police have decided and announced. */
export const ZoneId = id("ZoneId");
export type ZoneId = z.output<typeof ZoneId>;

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
    publicTextId: id("PublicTextId"),
  }),
});
