import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { AreaCode } from "../values/area.ts";
import { described } from "../values/described.ts";
import { Instant } from "../values/time.ts";
import { HoldId } from "./ids.ts";

const areaCode = described(
  AreaCode,
  "A sub-area of Nørrebro; a district or the municipality is refused with `zone-area-too-wide`.",
  "101-3-RPL",
);

export const placeHold = operation("exchange.placeHold", {
  route: "POST /exchange/holds",
  summary: "Keep visits and meetings out of an area for a window, and say no reason",
  description:
    "A police lead keeps colleagues of other authorities out of harm's way without telling what is going on: there is no field for a reason. Visits planned in the area and the window are put on hold at once. Only few holds are allowed in one area within two weeks: more would tell of operations and are refused with `hold-pattern-too-wide`.",
  roles: ["police_lead"],
  body: () =>
    z.strictObject({
      areaCode,
      from: described(
        Instant,
        "When the window begins, with the offset of Copenhagen: at most an hour ago and 14 days ahead; rounded down to the hour.",
        "2026-03-02T19:00:00+01:00",
      ),
      until: described(
        Instant,
        "When the window ends, with the offset of Copenhagen: at most 24 hours after it begins; rounded up to the hour.",
        "2026-03-02T23:00:00+01:00",
      ),
    }),
  reply: () =>
    z.strictObject({
      holdId: HoldId,
      areaCode,
      from: described(Instant, "When the window begins, in UTC: a full hour.", "2026-03-02T18:00:00.000Z"),
      until: described(Instant, "When the window ends, in UTC: a full hour.", "2026-03-02T22:00:00.000Z"),
    }),
  problems: ["out-of-area", "zone-area-too-wide", "date-not-usable", "hold-pattern-too-wide", "record-full"],
});
