import type { Instant, LocalDate, StaffId } from "@trygt/contracts";
import type { OfferOutcome, ReturnReason, TicketId } from "@trygt/contracts/desk";
import type {
  CaseStatus,
  CloseReason,
  FollowUpKind,
  Interpreter,
  NotHeardReason,
  NotificationId,
} from "@trygt/contracts/visits";
import type { Decision } from "@trygt/service-kit/rules";
import type { Hold } from "./holds.ts";
import type { CaseEvent, CaseReferral, LetterLanguage, OpenedCase } from "./visit-case.ts";

/** What a consultant does with a case. */
export type Act =
  | { readonly type: "invite"; readonly language: LetterLanguage; readonly notInformed: readonly number[] }
  | {
      readonly type: "schedule";
      readonly visitAt: Instant;
      readonly staff: readonly [StaffId, StaffId];
      readonly interpreter?: Interpreter | undefined;
    }
  | { readonly type: "record-outcome"; readonly number: number; readonly outcome: VisitOutcome }
  | { readonly type: "decline" }
  | {
      readonly type: "agree-follow-up";
      readonly kind: FollowUpKind;
      readonly owner: StaffId;
      readonly dueOn: LocalDate;
    }
  | { readonly type: "complete-follow-up"; readonly number: number }
  | {
      readonly type: "refer";
      readonly kind: CaseReferral["kind"];
      readonly ticketId: TicketId;
      readonly consent: {
        readonly youth: boolean;
        readonly custodyHolder: boolean;
        readonly custodyHolderTold: boolean;
      };
    }
  | { readonly type: "recall-referral"; readonly ticketId: TicketId }
  | { readonly type: "correct-referral"; readonly ticketId: TicketId }
  | { readonly type: "close"; readonly reason: CloseReason };

/** What became of a visit. */
export type VisitOutcome =
  | {
      readonly outcome: "held";
      readonly present: readonly number[];
      readonly informed: readonly number[];
      readonly notInformedReason?: "child_safety" | undefined;
      readonly childView?: "heard" | NotHeardReason | undefined;
      readonly interpreter?: Interpreter | undefined;
    }
  | { readonly outcome: "no_show" }
  | { readonly outcome: "declined" };

/** What others, time and the area bring. */
export type Happening =
  | { readonly type: "open"; readonly opened: Opening }
  | {
      readonly type: "note-letters";
      readonly holders: readonly { readonly holder: number; readonly channel: "digital_post" | "paper" }[];
      readonly youthLetter?: "digital_post" | "paper";
    }
  | { readonly type: "note-hold"; readonly hold: Hold }
  | { readonly type: "lift-hold"; readonly ref: string }
  | {
      readonly type: "note-answer";
      readonly ticketId: TicketId;
      readonly outcome: OfferOutcome;
      readonly reasonCode?: ReturnReason;
    }
  | { readonly type: "note-notification"; readonly notificationId: NotificationId }
  | { readonly type: "note-time" };

/** What a case starts with; the custody holders as a number, who they are stands in the vault. */
export type Opening = Pick<
  OpenedCase,
  | "subject"
  | "turnsEighteenOn"
  | "turnsFifteenOn"
  | "concernId"
  | "areaCode"
  | "grounds"
  | "kle"
  | "assignedTo"
  | "caseWorker"
> & { readonly custodyHolders: number };

export type CaseCommand = (Act | Happening) & { readonly at: Instant };

export type CaseRefusal =
  | "invalid-transition"
  | "duplicate-open-case"
  | "subject-is-adult"
  | "subject-is-minor"
  | "consent-missing"
  | "date-not-usable"
  | "area-on-hold"
  | "staff-not-two"
  | "interpreter-not-allowed"
  | "custody-holder-absent"
  | "child-not-heard";

/** What a rule of the case says. */
export type Ruling = Decision<CaseEvent, CaseRefusal>;

/** The days that an act moves on: when it was, and when the case is next reviewed. */
export type Moved = { readonly on: LocalDate; readonly reviewOn: LocalDate };

/** The acts that move a case on. A way on through the desk is offered and corrected while the case is open, recalled whenever, and moves nothing. */
export type Step = Exclude<Act["type"], "refer" | "recall-referral" | "correct-referral">;

/** What may be done in which state, and where it leads (domain.md § 5.2). The README's diagram is drawn from this. */
export const transitions: Record<CaseStatus, Partial<Record<Step, readonly CaseStatus[]>>> = {
  open: { invite: ["inviting"], decline: ["declined"], close: ["closed"] },
  inviting: { schedule: ["scheduled"], decline: ["declined"], close: ["closed"] },
  scheduled: {
    schedule: ["scheduled"],
    "record-outcome": ["held", "no_show", "declined"],
    decline: ["declined"],
    close: ["closed"],
  },
  no_show: { invite: ["inviting"], decline: ["declined"], close: ["closed"] },
  declined: { close: ["closed"] },
  held: { "agree-follow-up": ["following_up"], close: ["closed"] },
  following_up: {
    "agree-follow-up": ["following_up"],
    "complete-follow-up": ["following_up"],
    close: ["closed"],
  },
  closed: {},
};
