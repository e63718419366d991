import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { AreaCode } from "../values/area.ts";
import { PageQuery, pageOf } from "../values/page.ts";
import { text } from "../values/text.ts";
import { Instant, LocalDate } from "../values/time.ts";
import { AreaText, FalseAlarm } from "./gatherings.ts";
import { HoldId, ZoneId } from "./ids.ts";

/** Where a zone stands (domain.md § 5.2). */
export const ZoneStatus = z.enum(["drafted", "decided", "announced", "ended"]);
export type ZoneStatus = z.output<typeof ZoneStatus>;

/** The paragraph of politiloven that a zone rests on. */
export const ZoneBasis = z.enum(["politiloven_6", "politiloven_6a"]);
export type ZoneBasis = z.output<typeof ZoneBasis>;

const params = z.strictObject({ zoneId: ZoneId });
const Receipt = z.strictObject({
  zoneId: ZoneId,
  status: ZoneStatus,
  /** More than 28 days: not forbidden, but somebody should ask (Z3). */
  warnings: z.array(z.enum(["longer_than_28_days"])),
});
const lead = ["police_lead"] as const;

export const draftZone = operation("exchange.draftZone", {
  route: "POST /exchange/zones",
  summary: "Draft a zone: only what will be decided and public, never a plan of operations",
  roles: lead,
  status: 201,
  body: z.strictObject({
    basis: ZoneBasis,
    areaCodes: z.array(AreaCode).check(z.minLength(1), z.maxLength(10)),
    from: LocalDate,
    until: z.optional(LocalDate),
    publicText: z.strictObject({ da: AreaText, en: AreaText }),
    falseAlarm: z.optional(FalseAlarm),
    /** The zone that this one goes on from: an extension is a new, reasoned decision (Z3). */
    extends: z.optional(ZoneId),
  }),
  reply: Receipt,
  problems: [
    "zone-area-too-wide",
    "zone-decision-incomplete",
    "out-of-area",
    "date-not-usable",
    "personal-data-in-free-text",
    "self-approval-refused",
  ],
});

export const decideZone = operation("exchange.decideZone", {
  route: "POST /exchange/zones/{zoneId}/decision",
  summary: "Record the decision of the police director or delegate: in writing, with reasons (Z1)",
  roles: lead,
  requiresVersionOf: "zone",
  params,
  body: z.strictObject({
    decidedBy: z.enum(["police_director", "delegate"]),
    decisionReference: z.optional(z.string().check(z.regex(/^[A-Za-z0-9./-]{3,40}$/))),
    reasons: z.optional(text(20, 2000)),
    falseAlarm: z.optional(FalseAlarm),
  }),
  reply: Receipt,
  problems: ["invalid-transition", "zone-decision-incomplete", "self-approval-refused", "personal-data-in-free-text"],
});

export const announceZone = operation("exchange.announceZone", {
  route: "POST /exchange/zones/{zoneId}/announcement",
  summary: "Announce a decided zone to the public, within 24 hours (Z4)",
  roles: lead,
  requiresVersionOf: "zone",
  params,
  body: z.strictObject({}),
  reply: Receipt,
  problems: ["invalid-transition"],
});

export const endZone = operation("exchange.endZone", {
  route: "POST /exchange/zones/{zoneId}/end",
  summary: "End a zone before its time",
  roles: lead,
  requiresVersionOf: "zone",
  params,
  body: z.strictObject({}),
  reply: Receipt,
  problems: ["invalid-transition"],
});

export const listZones = operation("exchange.listZones", {
  route: "GET /exchange/zones",
  summary: "Announced zones, with their public text; police leads also see drafts",
  roles: [
    "police_ssp_officer",
    "police_lead",
    "street_worker",
    "ssp_consultant",
    "social_case_worker",
    "housing_coordinator",
    "meeting_organiser",
    "secretariat",
    "dpo_auditor",
  ],
  query: z.strictObject({ ...PageQuery }),
  reply: pageOf(
    z.strictObject({
      zoneId: ZoneId,
      /** What If-Match wants for the next step. */
      version: z.int(),
      status: ZoneStatus,
      basis: ZoneBasis,
      areaCodes: z.array(AreaCode),
      from: LocalDate,
      until: LocalDate,
      publicText: z.strictObject({ da: z.string(), en: z.string() }),
    }),
  ),
  problems: [],
});

export const placeHold = operation("exchange.placeHold", {
  route: "POST /exchange/holds",
  summary: "Keep visits and meetings out of an area for a window, and say no reason",
  roles: lead,
  status: 201,
  body: z.strictObject({ areaCode: AreaCode, from: Instant, until: Instant }),
  reply: z.strictObject({ holdId: HoldId, areaCode: AreaCode, from: Instant, until: Instant }),
  problems: ["out-of-area", "zone-area-too-wide", "date-not-usable", "hold-pattern-too-wide"],
});
