import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { AreaCode } from "../values/area.ts";
import { StaffId } from "../values/id.ts";
import { PageQuery, pageOf } from "../values/page.ts";
import { text } from "../values/text.ts";
import { Instant } from "../values/time.ts";
import { CountBand, Mood, TrendTheme } from "./area-events.ts";
import { GatheringId } from "./ids.ts";

/** Where a gathering stands (domain.md § 5.2). What is purged is a number. */
export const GatheringStatus = z.enum([
  "reported",
  "assessed",
  "action_agreed",
  "under_way",
  "stood_down",
  "debriefed",
]);
export type GatheringStatus = z.output<typeof GatheringStatus>;

/** How many, in bands: nobody is counted by name. */
export const SizeBand = z.enum(["<10", "10-29", "30-99", "100+"]);
export type SizeBand = z.output<typeof SizeBand>;

/** What street workers and police agree to do. */
export const StreetAction = z.enum([
  "dialogue_by_street_workers",
  "police_presence",
  "dialogue_with_police_apart",
  "stand_off",
]);
export type StreetAction = z.output<typeof StreetAction>;

/** Text without persons: no names, numbers, addresses or telephones (H1, Z6). */
export const AreaText = text(3, 500);

/** A second person says that the machine was wrong about a text, and stands for it by name in the log. */
export const FalseAlarm = z.strictObject({ author: StaffId });

const params = z.strictObject({ gatheringId: GatheringId });
const Receipt = z.strictObject({ gatheringId: GatheringId, status: GatheringStatus });
const onTheStreet = ["police_ssp_officer", "police_lead", "street_worker"] as const;

export const reportGathering = operation("exchange.reportGathering", {
  route: "POST /exchange/gatherings",
  summary: "Somebody sees or expects a gathering: area, time, size band and mood, and nobody in it",
  roles: onTheStreet,
  status: 201,
  body: z.strictObject({
    areaCode: AreaCode,
    at: Instant,
    size: SizeBand,
    mood: Mood,
    contactFunction: z.enum(["street_team", "duty_officer", "ssp"]),
    safety: z.optional(AreaText),
    falseAlarm: z.optional(FalseAlarm),
  }),
  reply: Receipt,
  problems: ["out-of-area", "date-not-usable", "personal-data-in-free-text", "self-approval-refused"],
});

export const assessGathering = operation("exchange.assessGathering", {
  route: "POST /exchange/gatherings/{gatheringId}/assessment",
  summary: "What it looks like now",
  roles: onTheStreet,
  requiresVersionOf: "gathering",
  params,
  body: z.strictObject({ size: SizeBand, mood: Mood }),
  reply: Receipt,
  problems: ["invalid-transition"],
});

export const agreeAction = operation("exchange.agreeAction", {
  route: "POST /exchange/gatherings/{gatheringId}/actions",
  summary: "Street workers and police agree on one action: one proposes, the other side agrees to the same",
  roles: onTheStreet,
  requiresVersionOf: "gathering",
  params,
  body: z.strictObject({ action: StreetAction, until: Instant }),
  reply: z.strictObject({ ...Receipt.shape, agreed: z.boolean() }),
  problems: ["invalid-transition", "second-approval-required", "date-not-usable"],
});

export const beginAction = operation("exchange.beginAction", {
  route: "POST /exchange/gatherings/{gatheringId}/start",
  summary: "The agreed action is under way",
  roles: onTheStreet,
  requiresVersionOf: "gathering",
  params,
  body: z.strictObject({}),
  reply: Receipt,
  problems: ["invalid-transition"],
});

export const standDown = operation("exchange.standDown", {
  route: "POST /exchange/gatherings/{gatheringId}/stand-down",
  summary: "It is over: holds are lifted",
  roles: onTheStreet,
  requiresVersionOf: "gathering",
  params,
  body: z.strictObject({}),
  reply: Receipt,
  problems: ["invalid-transition"],
});

export const debriefGathering = operation("exchange.debriefGathering", {
  route: "POST /exchange/gatherings/{gatheringId}/debrief",
  summary: "What was learnt, without anybody in it",
  roles: onTheStreet,
  requiresVersionOf: "gathering",
  params,
  body: z.strictObject({ text: AreaText, falseAlarm: z.optional(FalseAlarm) }),
  reply: Receipt,
  problems: ["invalid-transition", "personal-data-in-free-text", "self-approval-refused"],
});

export const listGatherings = operation("exchange.listGatherings", {
  route: "GET /exchange/gatherings",
  summary: "The gatherings of Nørrebro that are not purged yet, by time",
  roles: [...onTheStreet, "ssp_consultant", "dpo_auditor"],
  query: z.strictObject({ ...PageQuery }),
  reply: pageOf(
    z.strictObject({
      gatheringId: GatheringId,
      /** What If-Match wants for the next step. */
      version: z.int(),
      status: GatheringStatus,
      areaCode: AreaCode,
      at: Instant,
      size: SizeBand,
      mood: Mood,
      action: z.optional(StreetAction),
      safety: z.optional(z.string()),
    }),
  ),
  problems: [],
});

export const readAdvice = operation("exchange.readAdvice", {
  route: "GET /exchange/area-advice",
  summary: "Standard advice for housing and organisers on what is going on now: text, and no detail",
  roles: ["housing_coordinator", "meeting_organiser"],
  query: z.strictObject({ ...PageQuery }),
  reply: pageOf(z.strictObject({ areaCode: AreaCode, until: Instant, en: z.string(), da: z.string() })),
  problems: [],
});

export const publishTrend = operation("exchange.publishTrend", {
  route: "POST /exchange/area-trends",
  summary: "Publish what an area sees more of in a week, in a band of counts",
  roles: ["street_worker", "police_ssp_officer", "police_lead", "ssp_consultant"],
  status: 201,
  body: z.strictObject({
    areaCode: AreaCode,
    theme: TrendTheme,
    week: z.string().check(z.regex(/^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/)),
    count: z.int().check(z.gte(1), z.lte(1000)),
  }),
  reply: z.strictObject({ areaCode: AreaCode, theme: TrendTheme, week: z.string(), countBand: CountBand }),
  problems: ["out-of-area", "date-not-usable", "group-too-small"],
});

export const readGatheringFigures = operation("exchange.readGatheringFigures", {
  route: "GET /exchange/figures/gatherings",
  summary: "How many gatherings by area and week; numbers under five only as such",
  roles: [...onTheStreet, "ssp_consultant", "dpo_auditor", "secretariat", "meeting_organiser", "housing_coordinator"],
  reply: z.strictObject({
    weeks: z.array(z.strictObject({ week: z.string(), areaCode: AreaCode, countBand: CountBand })),
  }),
  problems: [],
});
