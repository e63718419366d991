import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { described } from "../values/described.ts";
import { StaffId } from "../values/id.ts";
import { text } from "../values/text.ts";
import { LocalDate } from "../values/time.ts";
import { CaseReceipt, CloseReason, caseParams, FollowUpKind, HolderNumber } from "./case-values.ts";
import { signe } from "./examples.ts";
import { FollowUpId } from "./ids.ts";
import { caseLimits } from "./limits.ts";

export const inviteCustodyHolders = operation("visits.inviteCustodyHolders", {
  route: "POST /visits/cases/{caseId}/invitations",
  summary: "Invite the custody holders, and a youth of 15 or more, to a visit they may decline",
  description:
    "The consultant invites the custody holders of a new case, or once more when nobody was home. The letters go out by Digital Post, or on paper to those who are exempt, soon after the answer; their title and text are neutral. A youth who has turned 15 gets a letter too. The next step is to set a time for the visit.",
  roles: ["ssp_consultant"],
  requiresVersionOf: "case",
  params: caseParams,
  body: () =>
    z.strictObject({
      language: described(z.enum(["da", "en"]), "The language of the letters. `da`: Danish; `en`: English.", "da"),
      notInformed: z.optional(
        described(
          z
            .array(
              z.strictObject({
                holder: HolderNumber,
                reason: described(z.literal("child_safety"), "The child's safety is the only reason that counts (B4)."),
              }),
            )
            .check(z.minLength(1), z.maxLength(caseLimits.holders)),
          "Custody holders who get no letter because the child would be in danger; at least one must be left who does (B4).",
          [{ holder: 2, reason: "child_safety" }],
        ),
      ),
    }),
  reply: CaseReceipt,
  problems: ["invalid-transition", "subject-is-adult", "custody-holder-absent"],
});

export const recordDecline = operation("visits.recordDecline", {
  route: "POST /visits/cases/{caseId}/decline",
  summary: "Record that the family declines, which has no consequence anywhere (B3)",
  description:
    "The consultant records a no that the family gave before the visit, by phone or letter. A visit that lies ahead is called off, and the case can only be closed. No other service learns of it, and it has no consequence for other help; a notification of concern can still be sent (B7).",
  roles: ["ssp_consultant"],
  requiresVersionOf: "case",
  params: caseParams,
  body: () => z.strictObject({}),
  reply: CaseReceipt,
  problems: ["invalid-transition"],
});

export const agreeFollowUp = operation("visits.agreeFollowUp", {
  route: "POST /visits/cases/{caseId}/follow-ups",
  summary: "Agree a next step with the family: what, who, by when",
  description:
    "After a visit that was held the consultant records a next step that the family wants, as many as are agreed, up to 60 in a case. It then stands on the list of what is due until it is recorded as done. The step must be due within the time that the case may stay open: no later than a fortnight after the eighteenth birthday (B13).",
  roles: ["ssp_consultant"],
  requiresVersionOf: "case",
  params: caseParams,
  body: () =>
    z.strictObject({
      kind: FollowUpKind,
      text: described(
        text(3, 500),
        "What is agreed, in 3 to 500 characters; it stands in the vault and is erased with the case.",
        "Melder sig til fodbold om tirsdagen",
      ),
      owner: described(StaffId, "The member of staff who sees to it.", signe),
      dueOn: described(LocalDate, "The day by which it is to be done: today or later.", "2026-04-02"),
    }),
  reply: () => z.strictObject({ ...CaseReceipt().shape, followUpId: FollowUpId }),
  problems: [
    "staff-unknown",
    "staff-role-mismatch",
    "invalid-transition",
    "date-not-usable",
    "subject-is-adult",
    "record-full",
  ],
});

export const completeFollowUp = operation("visits.completeFollowUp", {
  route: "POST /visits/follow-ups/{followUpId}/done",
  summary: "Record that a follow-up is done",
  description:
    "The consultant records that an agreed next step has been taken; today is kept as its day. When all steps are done, closing the case is what is due next. A step is recorded as done once.",
  roles: ["ssp_consultant"],
  requiresVersionOf: "case",
  params: () => z.strictObject({ followUpId: FollowUpId }),
  body: () => z.strictObject({}),
  reply: CaseReceipt,
  problems: ["invalid-transition"],
});

export const closeCase = operation("visits.closeCase", {
  route: "POST /visits/cases/{caseId}/close",
  summary: "Close a case, with its reason",
  description:
    "The consultant ends an open case, from every state. A visit that lies ahead is called off, and the case is erased half a year later by the proposed policy (T2). The other services learn the reason as a code; that a family declined is told as `no_further_need` (B3). A case that nobody closes ends by itself: a fortnight after the eighteenth birthday (B13), or a month after a review that nobody made (G5).",
  roles: ["ssp_consultant"],
  requiresVersionOf: "case",
  params: caseParams,
  body: () => z.strictObject({ reason: CloseReason }),
  reply: CaseReceipt,
  problems: ["invalid-transition"],
});
