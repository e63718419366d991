import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { AreaCode } from "../values/area.ts";
import { described } from "../values/described.ts";
import { CountBand, TrendTheme } from "./area-vocabulary.ts";

const areaCode = described(
  AreaCode,
  "Where it was seen: Nørrebro or a sub-area of it; elsewhere is refused with `out-of-area`.",
  "101-3-MJO",
);

export const publishTrend = operation("exchange.publishTrend", {
  route: "POST /exchange/area-trends",
  summary: "Publish what an area sees more of in a week, in a band of counts",
  description:
    "Street workers, police and SSP consultants publish what they see more of, so that forums and theme meetings can take it up. Only a band of the count leaves the service, and fewer than five is refused with `group-too-small`. The same area, theme and week sent again corrects the band.",
  roles: ["street_worker", "police_lead", "police_ssp_officer", "ssp_consultant"],
  body: () =>
    z.strictObject({
      areaCode,
      theme: TrendTheme,
      week: described(
        z.string().check(z.regex(/^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/)),
        "The week that was counted (ISO 8601): this one, or one of the 52 before it.",
        "2026-W09",
      ),
      count: described(z.int().check(z.gte(1), z.lte(1000)), "How often it was seen in that week, at least 5.", 7),
    }),
  reply: () =>
    z.strictObject({
      areaCode,
      theme: TrendTheme,
      week: described(z.string(), "The week that was counted (ISO 8601).", "2026-W09"),
      countBand: CountBand,
    }),
  problems: ["out-of-area", "date-not-usable", "group-too-small"],
});
