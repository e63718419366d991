import * as z from "zod/mini";
import { ReturnReason, TicketId } from "../desk/vocabulary.ts";
import { event } from "../event.ts";
import { operation } from "../operation.ts";
import { AreaCode } from "../values/area.ts";
import { StaffId } from "../values/id.ts";
import { Kle } from "../values/kle.ts";
import { PageQuery, pageOf } from "../values/page.ts";
import { text } from "../values/text.ts";
import { Instant, LocalDate } from "../values/time.ts";
import { Ground } from "./concerns.ts";
import { CaseId, FollowUpId, VisitId } from "./ids.ts";

/** Where a visit case stands (domain.md § 5.2). */
export const CaseStatus = z.enum([
  "open",
  "inviting",
  "scheduled",
  "no_show",
  "declined",
  "held",
  "following_up",
  "closed",
]);
export type CaseStatus = z.output<typeof CaseStatus>;

/** Why a case has ended. */
export const CloseReason = z.enum(["turned_18", "moved", "board_case", "agreed", "no_further_need", "declined"]);
export type CloseReason = z.output<typeof CloseReason>;

/** What is due next in a case. */
export const DueKind = z.enum(["invite", "schedule", "new_date", "visit", "follow_up", "review", "close", "erase"]);
export type DueKind = z.output<typeof DueKind>;

/** How a letter reached its reader: on its way, by Digital Post, or by the paper path where they are exempt. */
export const LetterChannel = z.enum(["pending", "digital_post", "paper"]);
export type LetterChannel = z.output<typeof LetterChannel>;

/** The custody holder's number within a case: the name stands in the vault. */
export const HolderNumber = z.int().check(z.gte(1), z.lte(9));

/** Where a home visit stands; `on_hold` is put up for a new date. */
export const VisitStatus = z.enum(["planned", "on_hold", "held", "no_show", "declined", "called_off"]);
export type VisitStatus = z.output<typeof VisitStatus>;

/** Why a child was not heard (B5). */
export const NotHeardReason = z.enum(["absent", "did_not_wish", "too_young", "safety"]);
export type NotHeardReason = z.output<typeof NotHeardReason>;

/** What a follow-up is about. */
export const FollowUpKind = z.enum(["club", "school", "family_counselling", "mentor", "activity", "other"]);
export type FollowUpKind = z.output<typeof FollowUpKind>;

/** Who interprets: only a professional may, and the others exist to be refused (B6). */
export const Interpreter = z.strictObject({
  language: z.string().check(z.regex(/^[a-z]{2,3}$/)),
  kind: z.enum(["professional", "relative", "sibling", "child"]),
});
export type Interpreter = z.output<typeof Interpreter>;

export const caseParams = z.strictObject({ caseId: CaseId });
const visitParams = z.strictObject({ visitId: VisitId });

/** What every change of a case answers. */
export const CaseReceipt = z.strictObject({
  caseId: CaseId,
  status: CaseStatus,
  nextDueOn: LocalDate,
  nextDue: DueKind,
});

const summary = {
  caseId: CaseId,
  status: CaseStatus,
  areaCode: AreaCode,
  openedAt: Instant,
  nextDueOn: LocalDate,
  nextDue: DueKind,
};

export const listCases = operation("visits.listCases", {
  route: "GET /visits/cases",
  summary: "My cases, by the date on which something is due next",
  roles: ["ssp_consultant", "social_case_worker"],
  query: z.strictObject({
    assignedTo: z.literal("me"),
    /** Only what is due this week (to Sunday, late included), or only what is late. */
    due: z.optional(z.enum(["this_week", "late"])),
    ...PageQuery,
  }),
  reply: pageOf(z.strictObject({ ...summary, late: z.boolean() })),
  problems: [],
});

export const readCase = operation("visits.readCase", {
  route: "GET /visits/cases/{caseId}",
  summary: "A case, for those it is assigned to",
  roles: ["ssp_consultant", "social_case_worker", "dpo_auditor"],
  reason: true,
  params: caseParams,
  query: z.strictObject({
    /** The extra step that shows a protected address (B14). */
    reveal: z.optional(z.literal("address")),
  }),
  reply: z.strictObject({
    ...summary,
    kle: Kle,
    reviewOn: LocalDate,
    eraseOn: LocalDate,
    assignedTo: StaffId,
    closeReason: z.optional(CloseReason),
    subject: z.strictObject({
      name: z.string(),
      birthDate: LocalDate,
      protectedAddress: z.boolean(),
      address: z.optional(z.string()),
    }),
    grounds: z.array(Ground),
    custodyHolders: z.array(z.strictObject({ holder: HolderNumber, name: z.string(), channel: LetterChannel })),
    visits: z.array(
      z.strictObject({
        visitId: VisitId,
        status: VisitStatus,
        at: Instant,
        staff: z.array(StaffId),
        childView: z.optional(z.string()),
      }),
    ),
    referrals: z.array(
      z.strictObject({
        ticketId: TicketId,
        kind: z.enum(["job-referral", "adult-handover"]),
        status: z.enum(["offered", "accepted", "returned", "lapsed", "recalled"]),
        reasonCode: z.optional(ReturnReason),
      }),
    ),
    followUps: z.array(
      z.strictObject({
        followUpId: FollowUpId,
        kind: FollowUpKind,
        owner: StaffId,
        dueOn: LocalDate,
        doneOn: z.optional(LocalDate),
        text: z.string(),
      }),
    ),
  }),
  problems: [],
});

export const inviteCustodyHolders = operation("visits.inviteCustodyHolders", {
  route: "POST /visits/cases/{caseId}/invitations",
  summary: "Invite the custody holders, and a youth of 15 or more, to a visit they may decline",
  roles: ["ssp_consultant"],
  requiresVersionOf: "case",
  params: caseParams,
  body: z.strictObject({
    language: z.enum(["da", "en"]),
    /** Custody holders who are not told, and why: only the child's safety counts (B4). */
    notInformed: z.optional(
      z
        .array(z.strictObject({ holder: HolderNumber, reason: z.literal("child_safety") }))
        .check(z.minLength(1), z.maxLength(9)),
    ),
  }),
  reply: CaseReceipt,
  problems: ["invalid-transition", "subject-is-adult", "custody-holder-absent"],
});

export const scheduleVisit = operation("visits.scheduleVisit", {
  route: "POST /visits/cases/{caseId}/visits",
  summary: "Set a time for the home visit, with two members of staff",
  roles: ["ssp_consultant"],
  requiresVersionOf: "case",
  params: caseParams,
  body: z.strictObject({
    at: Instant,
    staff: z.tuple([StaffId, StaffId]),
    interpreter: z.optional(Interpreter),
  }),
  reply: z.strictObject({ ...CaseReceipt.shape, visitId: VisitId }),
  problems: [
    "invalid-transition",
    "subject-is-adult",
    "date-not-usable",
    "area-on-hold",
    "staff-not-two",
    "interpreter-not-allowed",
  ],
});

export const recordVisitOutcome = operation("visits.recordVisitOutcome", {
  route: "POST /visits/visits/{visitId}/outcome",
  summary: "What became of a visit: held, nobody home, or declined",
  roles: ["ssp_consultant"],
  requiresVersionOf: "case",
  params: visitParams,
  body: z.discriminatedUnion("outcome", [
    z.strictObject({
      outcome: z.literal("held"),
      /** The custody holders who were there. */
      present: z.array(HolderNumber).check(z.maxLength(9)),
      /** The custody holders who have been told of the visit and what came of it. */
      informed: z.array(HolderNumber).check(z.maxLength(9)),
      notInformedReason: z.optional(z.literal("child_safety")),
      childView: z.optional(
        z.discriminatedUnion("heard", [
          z.strictObject({ heard: z.literal(true), text: text(3, 1000) }),
          z.strictObject({ heard: z.literal(false), reason: NotHeardReason }),
        ]),
      ),
      interpreter: z.optional(Interpreter),
    }),
    z.strictObject({ outcome: z.literal("no_show") }),
    z.strictObject({ outcome: z.literal("declined") }),
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

export const recordDecline = operation("visits.recordDecline", {
  route: "POST /visits/cases/{caseId}/decline",
  summary: "The family says no thank you: nothing follows from it anywhere (B3)",
  roles: ["ssp_consultant"],
  requiresVersionOf: "case",
  params: caseParams,
  body: z.strictObject({}),
  reply: CaseReceipt,
  problems: ["invalid-transition"],
});

export const agreeFollowUp = operation("visits.agreeFollowUp", {
  route: "POST /visits/cases/{caseId}/follow-ups",
  summary: "Agree a next step with the family: what, who, by when",
  roles: ["ssp_consultant"],
  requiresVersionOf: "case",
  params: caseParams,
  body: z.strictObject({
    kind: FollowUpKind,
    text: text(3, 500),
    owner: StaffId,
    dueOn: LocalDate,
  }),
  reply: z.strictObject({ ...CaseReceipt.shape, followUpId: FollowUpId }),
  problems: ["invalid-transition", "date-not-usable", "subject-is-adult"],
});

export const completeFollowUp = operation("visits.completeFollowUp", {
  route: "POST /visits/follow-ups/{followUpId}/done",
  summary: "A follow-up is done",
  roles: ["ssp_consultant"],
  requiresVersionOf: "case",
  params: z.strictObject({ followUpId: FollowUpId }),
  body: z.strictObject({}),
  reply: CaseReceipt,
  problems: ["invalid-transition"],
});

export const closeCase = operation("visits.closeCase", {
  route: "POST /visits/cases/{caseId}/close",
  summary: "Close a case, with its reason",
  roles: ["ssp_consultant"],
  requiresVersionOf: "case",
  params: caseParams,
  body: z.strictObject({ reason: CloseReason }),
  reply: CaseReceipt,
  problems: ["invalid-transition"],
});

/** Letters are to be sent: visits' own subscriber does it, so that a slow mailbox never holds up a consultant. */
export const invitationMade = event("visits.invitation-made.v1", {
  summary: "Custody holders are invited; their letters wait to be sent",
  data: z.strictObject({ caseRef: CaseId, invitation: z.int().check(z.positive(), z.lte(9)) }),
});

/** A case has ended. At 18 nothing is carried over by itself (B13, G16); that a family declined is told to nobody (B3). */
export const caseClosed = event("visits.case-closed.v1", {
  summary: "A visit case has ended",
  data: z.strictObject({
    caseRef: CaseId,
    reasonCode: z.enum(["turned_18", "moved", "board_case", "agreed", "no_further_need"]),
    /** Only when the youth has agreed to be handed over: at 18 nothing is carried over by itself. */
    ticketId: z.optional(TicketId),
  }),
});
