import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { AreaCode } from "../values/area.ts";
import { described } from "../values/described.ts";
import { reference } from "../values/reference.ts";
import { text } from "../values/text.ts";
import { LocalDate } from "../values/time.ts";
import { AreaText, FalseAlarm } from "./area-text.ts";
import { staff } from "./example-values.ts";
import { ZoneId } from "./ids.ts";
import { zoneLimits } from "./limits.ts";
import { ZoneBasis, ZoneStatus, zoneId } from "./zone-vocabulary.ts";

const params = () => z.strictObject({ zoneId });
const Receipt = () =>
  z.strictObject({
    zoneId,
    status: ZoneStatus,
    warnings: described(
      z
        .array(
          described(
            z.enum(["longer_than_28_days"]),
            "`longer_than_28_days`: the zone, with the zones that it extends, lasts more than 28 days (Z3).",
          ),
        )
        .check(z.maxLength(1)),
      "What is not forbidden, but somebody should ask about; mostly empty.",
      [],
    ),
  });
const lead = ["police_lead"] as const;

export const draftZone = operation("exchange.draftZone", {
  route: "POST /exchange/zones",
  summary: "Draft a zone: only what will be decided and public, never a plan of operations",
  description:
    "A police lead drafts what the police director or a delegate is to decide, with the text that the public will read. Only police leads see it until it is announced, and another lead records the decision. A zone covers sub-areas and never a whole district (Z2), and always has an end (Z3).",
  roles: lead,
  status: 201,
  location: "/exchange/zones/{zoneId}",
  body: () =>
    z.strictObject({
      basis: ZoneBasis,
      areaCodes: described(
        z
          .array(described(AreaCode, "A sub-area of Nørrebro.", "101-3-RPL"))
          .check(z.minLength(1), z.maxLength(zoneLimits.areaCodes)),
        "Where the zone is to hold: one to ten sub-areas; a district or the municipality is refused with `zone-area-too-wide` (Z2).",
        ["101-3-RPL"],
      ),
      from: described(LocalDate, "The first date on which the zone holds; today or later.", "2026-03-02"),
      until: z.optional(
        described(
          LocalDate,
          "The last date on which the zone holds, at most a year ahead; without it the draft is refused with `zone-decision-incomplete` (Z3).",
          "2026-03-15",
        ),
      ),
      publicText: described(
        z.strictObject({
          da: described(
            AreaText,
            "The text in Danish, in 3 to 500 characters; without persons.",
            "Politiet kan visitere på pladsen",
          ),
          en: described(
            AreaText,
            "The text in English, in 3 to 500 characters; without persons.",
            "The police may search people on the square",
          ),
        }),
        "What the public reads when the zone is announced (Z4).",
      ),
      falseAlarm: z.optional(FalseAlarm(staff.rasmus)),
      extends: z.optional(
        described(
          ZoneId,
          "The decided zone that this one continues, by its `zoneId`; an extension is a new decision with new reasons (Z3). Left out for a new zone.",
        ),
      ),
    }),
  reply: Receipt,
  problems: [
    "staff-unknown",
    "staff-role-mismatch",
    "zone-area-too-wide",
    "zone-decision-incomplete",
    "out-of-area",
    "date-not-usable",
    "personal-data-in-free-text",
    "self-approval-refused",
    "record-full",
  ],
});

export const decideZone = operation("exchange.decideZone", {
  route: "POST /exchange/zones/{zoneId}/decision",
  summary: "Record the decision of the police director or delegate: in writing, with reasons (Z1)",
  description:
    "Another police lead than the one who drafted the zone records that it was decided, with the reference of the written decision and its reasons. From then on it must be announced within 24 hours (Z4). An extension needs reasons of its own: those of an earlier zone are refused with `zone-decision-incomplete` (Z3).",
  roles: lead,
  requiresVersionOf: "zone",
  params,
  body: () =>
    z.strictObject({
      decidedBy: described(
        z.enum(["police_director", "delegate"]),
        "Who decided: `police_director` the police director, `delegate` somebody to whom the director has given that power.",
        "police_director",
      ),
      decisionReference: z.optional(
        described(
          reference(3, 40),
          "Where the written decision is filed: 3 to 40 letters, digits, full stops, slashes and hyphens; without it the decision is refused with `zone-decision-incomplete` (Z1).",
          "0100-2026-17",
        ),
      ),
      reasons: z.optional(
        described(
          text(20, 2000),
          "Why the zone is needed there and then, in 20 to 2000 characters without persons; without it the decision is refused with `zone-decision-incomplete` (Z1).",
          "Tre skud på pladsen i sidste uge",
        ),
      ),
      falseAlarm: z.optional(FalseAlarm(staff.rasmus)),
    }),
  reply: Receipt,
  problems: [
    "staff-unknown",
    "staff-role-mismatch",
    "invalid-transition",
    "zone-decision-incomplete",
    "self-approval-refused",
    "personal-data-in-free-text",
  ],
});

export const announceZone = operation("exchange.announceZone", {
  route: "POST /exchange/zones/{zoneId}/announcement",
  summary: "Announce a decided zone to the public, within 24 hours (Z4)",
  description:
    "A police lead announces a decided zone, at the latest 24 hours after the decision. Everybody in the partnership who works in the area then sees it with its public text, housing organisations see standard advice, and home visits planned there are on hold until its last date is over.",
  roles: lead,
  requiresVersionOf: "zone",
  params,
  body: () => z.strictObject({}),
  reply: Receipt,
  problems: ["invalid-transition"],
});

export const endZone = operation("exchange.endZone", {
  route: "POST /exchange/zones/{zoneId}/end",
  summary: "End a zone before its time",
  description:
    "A police lead ends a zone that is no longer needed, or gives up a draft. If it was announced, what it held up can go on. A zone that nobody ends is over after its last date; six months later only a number is left.",
  roles: lead,
  requiresVersionOf: "zone",
  params,
  body: () => z.strictObject({}),
  reply: Receipt,
  problems: ["invalid-transition"],
});
