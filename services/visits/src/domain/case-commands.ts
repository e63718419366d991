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
import type { Decision, Existing, TimePassed } from "@trygt/service-kit/rules";
import type { CaseEvent, CaseReferral, LetterLanguage, VisitCase } from "./case.ts";
import type { Concern } from "./concern.ts";
import type { Hold } from "./holds.ts";

/** What a consultant does with a case. */
export type CaseAction =
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
export type ExternalCommand =
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
  | TimePassed;

/** What a case starts with; the custody holders as a number, who they are stands in the vault. */
export type Opening = Pick<
  Existing<VisitCase>,
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

/** What a case starts with: what its concern knows, and what was decided when it was accepted. */
export const openingOf = (
  { subject, turnsEighteenOn, turnsFifteenOn, areaCode, grounds, custodyHolders }: Existing<Concern>,
  decided: Pick<Opening, "concernId" | "kle" | "assignedTo" | "caseWorker">,
): Opening => ({ subject, turnsEighteenOn, turnsFifteenOn, areaCode, grounds, custodyHolders, ...decided });

/** What can be asked of a visit case. */
export type CaseCommand = CaseAction | ExternalCommand;

/** Why a command to a visit case is refused. */
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
export type CaseDecision = Decision<CaseEvent, CaseRefusal>;

/** The actions that lead from state to state. A referral through the desk is offered and corrected while the case is open, recalled whenever, and leads to no other state. */
export type Transition = Exclude<CaseAction["type"], "refer" | "recall-referral" | "correct-referral">;

/** What may be done in which state, and where it leads (docs/domain.md § 5.2). The README's diagram is drawn from this. */
export const transitions: Record<CaseStatus, Partial<Record<Transition, readonly CaseStatus[]>>> = {
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
