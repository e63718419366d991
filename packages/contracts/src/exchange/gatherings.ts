import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { AreaCode } from "../values/area.ts";
import { described } from "../values/described.ts";
import { Instant } from "../values/time.ts";
import { AreaText, FalseAlarm } from "./area-text.ts";
import { Mood } from "./area-vocabulary.ts";
import { GatheringStatus, onTheStreet, SizeBand, StreetAction } from "./gathering-vocabulary.ts";
import { GatheringId } from "./ids.ts";

const params = () => z.strictObject({ gatheringId: GatheringId });
const Receipt = () => z.strictObject({ gatheringId: GatheringId, status: GatheringStatus });

export const reportGathering = operation("exchange.reportGathering", {
  route: "POST /exchange/gatherings",
  summary: "Somebody sees or expects a gathering: area, time, size band and mood, and nobody in it",
  description:
    "A street worker or police officer reports what they see or expect in the streets of Nørrebro. Street workers and police find it on their common list and agree on what to do. There is no field for a person, and text that seems to name one is refused (Z6); a report that nobody works on stands down after 24 hours.",
  roles: onTheStreet,
  status: 201,
  location: "/exchange/gatherings/{gatheringId}",
  body: () =>
    z.strictObject({
      areaCode: described(
        AreaCode,
        "Where it is: Nørrebro or a sub-area of it; elsewhere is refused with `out-of-area`.",
        "101-3-RPL",
      ),
      at: described(
        Instant,
        "When it was or will be seen, with the offset of Copenhagen: at most 24 hours ago or ahead, or it is refused with `date-not-usable`.",
        "2026-03-02T09:00:00+01:00",
      ),
      size: SizeBand,
      mood: Mood,
      contactFunction: described(
        z.enum(["street_team", "duty_officer", "ssp"]),
        "Whom to call about it, as a function and never as a person: `street_team` the street workers, `duty_officer` the police's officer on duty, `ssp` the SSP consultants.",
        "street_team",
      ),
      safety: z.optional(
        described(
          AreaText,
          "What colleagues must know to be safe there, in 3 to 500 characters; without persons (Z6).",
          "Gå to sammen, og hold afstand til legepladsen",
        ),
      ),
      falseAlarm: z.optional(FalseAlarm()),
    }),
  reply: Receipt,
  problems: [
    "staff-unknown",
    "staff-role-mismatch",
    "out-of-area",
    "date-not-usable",
    "personal-data-in-free-text",
    "self-approval-refused",
  ],
});

export const assessGathering = operation("exchange.assessGathering", {
  route: "POST /exchange/gatherings/{gatheringId}/assessment",
  summary: "Update how large a gathering is and how it feels",
  description:
    "Whoever is there tells how it looks now, as often as it changes. The new size and mood take the place of the old ones; the agreed action stays. If an action is agreed, visits and meetings in the area are told of the new mood.",
  roles: onTheStreet,
  requiresVersionOf: "gathering",
  params,
  body: () => z.strictObject({ size: SizeBand, mood: Mood }),
  reply: Receipt,
  problems: ["invalid-transition"],
});

export const agreeAction = operation("exchange.agreeAction", {
  route: "POST /exchange/gatherings/{gatheringId}/actions",
  summary: "Street workers and police agree on one action: one proposes, the other side agrees to the same",
  description:
    "A street worker or a police officer proposes an action; somebody of the other side agrees by sending the same one, or proposes another. Nobody agrees with their own side: that is refused with `second-approval-required`. Once agreed, visits in the area are on hold and housing organisations see standard advice, until the earlier of the two times.",
  roles: onTheStreet,
  requiresVersionOf: "gathering",
  params,
  body: () =>
    z.strictObject({
      action: StreetAction,
      until: described(
        Instant,
        "Until when the action is to last, with the offset of Copenhagen: after now and after the gathering itself, at most 24 hours ahead.",
        "2026-03-02T12:00:00+01:00",
      ),
    }),
  reply: () =>
    z.strictObject({
      ...Receipt().shape,
      agreed: described(
        z.boolean(),
        "Whether both sides now want the same; `false` means that the other side is still to answer.",
        true,
      ),
    }),
  problems: ["invalid-transition", "second-approval-required", "date-not-usable"],
});

export const beginAction = operation("exchange.beginAction", {
  route: "POST /exchange/gatherings/{gatheringId}/start",
  summary: "The agreed action is under way",
  description:
    "Whoever begins the agreed action says so, so that everybody on the list sees it. It is possible only while an agreed action is in force. Another action can still be agreed afterwards.",
  roles: onTheStreet,
  requiresVersionOf: "gathering",
  params,
  body: () => z.strictObject({}),
  reply: Receipt,
  problems: ["invalid-transition"],
});

export const standDown = operation("exchange.standDown", {
  route: "POST /exchange/gatherings/{gatheringId}/stand-down",
  summary: "A gathering is over: holds are lifted",
  description:
    "A street worker or police officer ends the gathering as soon as it is over. Visits in the area can go on, and the advice to housing organisations disappears. A debrief can be written for 72 hours; then only the count of the area and week is left (T5).",
  roles: onTheStreet,
  requiresVersionOf: "gathering",
  params,
  body: () => z.strictObject({}),
  reply: Receipt,
  problems: ["invalid-transition"],
});

export const debriefGathering = operation("exchange.debriefGathering", {
  route: "POST /exchange/gatherings/{gatheringId}/debrief",
  summary: "What was learnt, without anybody in it",
  description:
    "After the stand-down somebody who was there writes once what the others can learn from it. Text that seems to name a person is refused with `personal-data-in-free-text` (Z6). The debrief is purged with the gathering, 72 hours after the stand-down.",
  roles: onTheStreet,
  requiresVersionOf: "gathering",
  params,
  body: () =>
    z.strictObject({
      text: described(
        AreaText,
        "What worked and what did not, in 3 to 500 characters; without persons (Z6).",
        "Dialogen virkede, da politiet holdt afstand",
      ),
      falseAlarm: z.optional(FalseAlarm()),
    }),
  reply: Receipt,
  problems: [
    "staff-unknown",
    "staff-role-mismatch",
    "invalid-transition",
    "personal-data-in-free-text",
    "self-approval-refused",
  ],
});
