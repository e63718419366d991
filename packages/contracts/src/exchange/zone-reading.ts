import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { AreaCode } from "../values/area.ts";
import { described } from "../values/described.ts";
import { PageQuery, pageOf } from "../values/page.ts";
import { LocalDate } from "../values/time.ts";
import { zoneLimits } from "./limits.ts";
import { ZoneBasis, ZoneStatus, zoneId } from "./zone-vocabulary.ts";

/** The roles that may know of announced zones: whoever works in the streets of Nørrebro, or plans around them. */
const readersOfZones = [
  "police_lead",
  "police_ssp_officer",
  "street_worker",
  "ssp_consultant",
  "adult_case_worker",
  "housing_coordinator",
  "meeting_organiser",
  "secretariat",
  "dpo_auditor",
] as const;

const shownZone = () => ({
  zoneId,
  version: described(z.int(), "The version that stands: sent in quotation marks as If-Match with the next step.", 2),
  status: ZoneStatus,
  basis: ZoneBasis,
  areaCodes: described(
    z.array(described(AreaCode, "A sub-area of the zone.", "101-3-RPL")).check(z.maxLength(zoneLimits.areaCodes)),
    "Where the zone holds.",
    ["101-3-RPL"],
  ),
  from: described(LocalDate, "The first date on which the zone holds.", "2026-03-02"),
  until: described(LocalDate, "The last date on which the zone holds.", "2026-03-15"),
  publicText: described(
    z.strictObject({
      da: described(z.string(), "The text in Danish.", "Politiet kan visitere på pladsen"),
      en: described(z.string(), "The text in English.", "The police may search people on the square"),
    }),
    "What the public reads.",
  ),
});

export const listZones = operation("exchange.listZones", {
  route: "GET /exchange/zones",
  summary: "Announced zones, with their public text; police leads also see drafts",
  description:
    "Everybody who works in the area looks up the zones that are announced and not over. Police leads see all their zones, drafts, decisions and ended ones included, with the version that the next step needs as If-Match. Reasons and decision are not shown.",
  roles: readersOfZones,
  query: () => z.strictObject({ ...PageQuery }),
  reply: () => pageOf(z.strictObject(shownZone())),
  problems: [],
});

export const readZone = operation("exchange.readZone", {
  route: "GET /exchange/zones/{zoneId}",
  summary: "One zone, with its public text",
  description:
    "Everybody who works in the area opens an announced zone; police leads also open a draft, a decided or an ended one. Its ETag is the version that the next step needs as If-Match. Reasons and decision are not shown.",
  roles: readersOfZones,
  params: () => z.strictObject({ zoneId }),
  reply: () => z.strictObject(shownZone()),
  problems: [],
});
