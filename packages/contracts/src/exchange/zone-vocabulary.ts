import * as z from "zod/mini";
import { described } from "../values/described.ts";
import { records } from "./example-values.ts";
import { ZoneId } from "./ids.ts";

/** Where a zone stands (domain.md § 5.2). */
export const ZoneStatus = described(
  z.enum(["drafted", "decided", "announced", "ended"]),
  "Where the zone stands: `drafted` known to police leads alone, `decided` decided in writing, `announced` public, `ended` over.",
  "drafted",
);
export type ZoneStatus = z.output<typeof ZoneStatus>;

/** The paragraph of politiloven that a zone rests on. */
export const ZoneBasis = described(
  z.enum(["politiloven_6", "politiloven_6a"]),
  "The paragraph of politiloven that the zone rests on: `politiloven_6` a stop-and-search zone (visitationszone), `politiloven_6a` an enhanced-penalty zone (skærpet strafzone).",
  "politiloven_6",
);
export type ZoneBasis = z.output<typeof ZoneBasis>;

/** How a path or an answer names a zone. */
export const zoneId = described(
  ZoneId,
  "A zone: sub-areas, a period and a public text. Given by the service when it is drafted.",
  records.zone,
);
