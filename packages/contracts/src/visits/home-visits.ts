import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { described } from "../values/described.ts";
import { StaffId } from "../values/id.ts";
import { text } from "../values/text.ts";
import { Instant } from "../values/time.ts";
import { CaseReceipt, caseParams, HolderNumber, Interpreter, NotHeardReason } from "./case-values.ts";
import { signe, soeren } from "./examples.ts";
import { VisitId } from "./ids.ts";
import { caseLimits } from "./limits.ts";

export const scheduleVisit = operation("visits.scheduleVisit", {
  route: "POST /visits/cases/{caseId}/visits",
  summary: "Set a time for the home visit, with two members of staff",
  description:
    "The consultant sets the time that was agreed with the family, once the custody holders are invited; sent again, it moves the visit, and the earlier time is called off. Both members of staff can read the case until the visit is over. A time on or after the eighteenth birthday is refused (B2), and so is one at which something goes on in the area.",
  roles: ["ssp_consultant"],
  requiresVersionOf: "case",
  params: caseParams,
  body: () =>
    z.strictObject({
      at: described(
        Instant,
        "When the visit begins, with its offset from UTC: in the future, before the eighteenth birthday, and no later than the next review, 90 days ahead by the proposed policy.",
        "2026-03-05T17:00:00+01:00",
      ),
      staff: described(
        z.tuple([StaffId, StaffId]),
        "The two who go there, never the same person twice: nobody makes a home visit alone.",
        [signe, soeren],
      ),
      interpreter: z.optional(
        described(Interpreter(), "Who interprets, where the family needs it (B6).", {
          language: "ar",
          kind: "professional",
        }),
      ),
    }),
  reply: () => z.strictObject({ ...CaseReceipt().shape, visitId: VisitId }),
  problems: [
    "staff-unknown",
    "staff-role-mismatch",
    "invalid-transition",
    "record-full",
    "subject-is-adult",
    "date-not-usable",
    "area-on-hold",
    "staff-not-two",
    "interpreter-not-allowed",
  ],
});

const ChildView = () =>
  z.discriminatedUnion("heard", [
    z.strictObject({
      heard: described(z.literal(true), "The child was heard."),
      text: described(
        text(3, 1000),
        "What the child said, in the child's own words, in 3 to 1000 characters.",
        "Jeg vil hellere spille fodbold end stå dernede",
      ),
    }),
    z.strictObject({
      heard: described(z.literal(false), "The child was not heard."),
      reason: NotHeardReason,
    }),
  ]);

export const recordVisitOutcome = operation("visits.recordVisitOutcome", {
  route: "POST /visits/visits/{visitId}/outcome",
  summary: "Record what became of a visit: held, nobody home, or declined",
  description:
    "The consultant records a visit once its time has come; a no from the family may be recorded before. A visit counts as held only when a custody holder was there and all who may know of it are informed (B4), and when the child was heard or there is a reason why not (B5). A next step can then be agreed; when nobody was home the family may be invited again, twice at most by the proposed policy.",
  roles: ["ssp_consultant"],
  requiresVersionOf: "case",
  params: () => z.strictObject({ visitId: VisitId }),
  body: () =>
    z.discriminatedUnion("outcome", [
      z.strictObject({
        outcome: described(z.literal("held"), "The visit took place."),
        present: described(
          z.array(HolderNumber).check(z.maxLength(caseLimits.holders)),
          "The custody holders who were there, at least one of them informed as well (B4).",
          [1],
        ),
        informed: described(
          z.array(HolderNumber).check(z.maxLength(caseLimits.holders)),
          "The custody holders who have been told of the visit and what came of it: all who were invited, unless a reason says why not (B4).",
          [1, 2],
        ),
        notInformedReason: z.optional(
          described(
            z.literal("child_safety"),
            "Why not all were informed: the child's safety is the only reason that counts (B4).",
          ),
        ),
        childView: z.optional(
          described(
            ChildView(),
            "Whether the child was heard, and what the child said; left out it is refused with `child-not-heard` (B5).",
            { heard: true, text: "Jeg vil hellere spille fodbold end stå dernede" },
          ),
        ),
        interpreter: z.optional(
          described(Interpreter(), "Who interpreted, where somebody did (B6).", {
            language: "ar",
            kind: "professional",
          }),
        ),
      }),
      z.strictObject({ outcome: described(z.literal("no_show"), "Nobody was home.") }),
      z.strictObject({
        outcome: described(z.literal("declined"), "The family said no; nothing follows from it anywhere (B3)."),
      }),
    ]),
  reply: CaseReceipt,
  problems: [
    "invalid-transition",
    "date-not-usable",
    "area-on-hold",
    "custody-holder-absent",
    "child-not-heard",
    "interpreter-not-allowed",
  ],
});
