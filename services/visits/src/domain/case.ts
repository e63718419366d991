import type { AreaCode, Instant, Kle, LocalDate, StaffId, SubjectRef } from "@trygt/contracts";
import type { OfferOutcome, ReturnReason, TicketId } from "@trygt/contracts/desk";
import type {
  CaseStatus,
  CloseReason,
  ConcernId,
  FollowUpKind,
  LetterChannel,
  NotHeardReason,
  NotificationId,
} from "@trygt/contracts/visits";
import { type Absent, type Existing, erased, exists } from "@trygt/service-kit/rules";
import type { GroundFact } from "./concern.ts";
import { type Hold, standing, withHold } from "./holds.ts";
import { calledOff, freed, type HomeVisit, heldBack } from "./home-visit.ts";

/** A custody holder by number: told by letter, or not told for the child's safety (B4). Who it is stands in the vault. */
export type Holder = {
  readonly holder: number;
  readonly channel: LetterChannel;
  readonly notInformedReason?: "child_safety";
};

/** The languages in which letters are written. */
export type LetterLanguage = "da" | "en";

/** An agreed next step (aftale om opfølgning). */
export type FollowUp = {
  readonly number: number;
  readonly kind: FollowUpKind;
  readonly owner: StaffId;
  readonly dueOn: LocalDate;
  readonly doneOn?: LocalDate;
};

/** A way on that was offered through the desk, and what became of it. */
export type CaseReferral = {
  readonly ticketId: TicketId;
  readonly kind: "job-referral" | "adult-handover";
  readonly status: "offered" | OfferOutcome;
  readonly reasonCode?: ReturnReason;
};

/** A visit case (enkeltsag): one child, one consultant, an end that is known from the start. */
export type VisitCase =
  | Absent
  | {
      readonly status: CaseStatus;
      readonly subject: SubjectRef;
      readonly turnsEighteenOn: LocalDate;
      /** From this day on the youth has a mailbox of their own (docs/domain.md § 4.13). */
      readonly turnsFifteenOn: LocalDate;
      readonly concernId: ConcernId;
      readonly areaCode: AreaCode;
      /** Copied from the concern, dated and attributed; their words pass over in the vault. */
      readonly grounds: readonly GroundFact[];
      readonly kle: Kle;
      readonly assignedTo: StaffId;
      readonly caseWorker?: StaffId;
      readonly openedAt: Instant;
      /** The day of the last step, from which the next one is due. */
      readonly movedOn: LocalDate;
      readonly reviewOn: LocalDate;
      readonly holders: readonly Holder[];
      readonly youthLetter?: LetterChannel;
      readonly letterLanguage?: LetterLanguage;
      readonly invitations: number;
      readonly visits: readonly HomeVisit[];
      readonly followUps: readonly FollowUp[];
      readonly referrals: readonly CaseReferral[];
      readonly holds: readonly Hold[];
      readonly lastNotifiedOn?: LocalDate;
      /** The notifications of concern that were sent from here; until the case goes, the child's data stand in its vault. */
      readonly notifications: readonly NotificationId[];
      readonly closedOn?: LocalDate;
      readonly closeReason?: CloseReason;
    };

/** The days that an action moves on: when it was, and when the case is next reviewed. */
export type Progress = { readonly on: LocalDate; readonly reviewOn: LocalDate };

/** What has happened to a visit case. */
export type CaseEvent =
  | { readonly type: "opened"; readonly opened: Omit<Existing<VisitCase>, "status"> }
  | ({
      readonly type: "invited";
      readonly holders: readonly Holder[];
      readonly youthLetter?: LetterChannel;
      readonly letterLanguage: LetterLanguage;
    } & Progress)
  | {
      readonly type: "letters-sent";
      readonly holders: readonly { readonly holder: number; readonly channel: LetterChannel }[];
      readonly youthLetter?: LetterChannel;
    }
  | ({ readonly type: "visit-scheduled"; readonly visit: HomeVisit } & Progress)
  | ({
      readonly type: "visit-held";
      readonly number: number;
      readonly present: readonly number[];
      readonly informed: readonly number[];
      readonly childView: "heard" | NotHeardReason;
    } & Progress)
  | ({ readonly type: "nobody-home"; readonly number: number } & Progress)
  | ({ readonly type: "declined"; readonly number?: number } & Progress)
  | ({ readonly type: "follow-up-agreed"; readonly followUp: FollowUp } & Progress)
  | ({ readonly type: "follow-up-done"; readonly number: number } & Progress)
  | { readonly type: "hold-noted"; readonly hold: Hold; readonly at: Instant }
  | { readonly type: "hold-lifted"; readonly ref: string; readonly at: Instant }
  | { readonly type: "holds-ended"; readonly at: Instant }
  | ({ readonly type: "referred"; readonly referral: CaseReferral } & Progress)
  | ({ readonly type: "referred-anew" } & Progress)
  | {
      readonly type: "referral-answered";
      readonly ticketId: TicketId;
      readonly outcome: OfferOutcome;
      readonly reasonCode?: ReturnReason;
    }
  | { readonly type: "notified"; readonly on: LocalDate; readonly notificationId: NotificationId }
  | { readonly type: "turned-eighteen"; readonly at: Instant }
  | { readonly type: "closed"; readonly on: LocalDate; readonly reason: CloseReason }
  | { readonly type: "erased" };

/** The case after an event. */
export const evolveCase = (visitCase: VisitCase, event: CaseEvent): VisitCase => {
  if (event.type === "opened") return { ...event.opened, status: "open" };
  if (event.type === "erased") return erased;
  if (!exists(visitCase)) return visitCase;
  const progress = "reviewOn" in event ? { movedOn: event.on, reviewOn: event.reviewOn } : {};
  return { ...visitCase, ...progress, ...change(visitCase, event) };
};

const change = (
  visitCase: Existing<VisitCase>,
  event: Exclude<CaseEvent, { type: "opened" | "erased" }>,
): Partial<Existing<VisitCase>> => {
  const { visits, followUps, holds } = visitCase;
  switch (event.type) {
    case "invited":
      return {
        status: "inviting",
        invitations: visitCase.invitations + 1,
        holders: event.holders,
        letterLanguage: event.letterLanguage,
        ...(event.youthLetter === undefined ? {} : { youthLetter: event.youthLetter }),
      };
    case "letters-sent":
      return {
        holders: visitCase.holders.map((holder) => ({
          ...holder,
          channel: event.holders.find((sent) => sent.holder === holder.holder)?.channel ?? holder.channel,
        })),
        ...(event.youthLetter === undefined ? {} : { youthLetter: event.youthLetter }),
      };
    case "visit-scheduled":
      return { status: "scheduled", visits: [...visits.map(calledOff), event.visit] };
    case "visit-held": {
      const { number, present, informed, childView } = event;
      return { status: "held", visits: replaced(visits, number, { status: "held", present, informed, childView }) };
    }
    case "nobody-home":
      return { status: "no_show", visits: replaced(visits, event.number, { status: "no_show" }) };
    case "declined":
      return {
        status: "declined",
        visits: (event.number === undefined ? visits : replaced(visits, event.number, { status: "declined" })).map(
          calledOff,
        ),
      };
    case "follow-up-agreed":
      return { status: "following_up", followUps: [...followUps, event.followUp] };
    case "follow-up-done":
      return { followUps: replaced(followUps, event.number, { doneOn: event.on }) };
    case "hold-noted": {
      const noted = withHold(holds, event.hold);
      // A hold that has become shorter frees what it no longer covers
      return { holds: noted, visits: visits.map((visit) => heldBack(freed(visit, noted, event.at), event.hold)) };
    }
    case "hold-lifted":
    case "holds-ended": {
      const left =
        event.type === "hold-lifted" ? holds.filter(({ ref }) => ref !== event.ref) : standing(holds, event.at);
      return { holds: left, visits: visits.map((visit) => freed(visit, left, event.at)) };
    }
    case "referred":
      return { referrals: [...visitCase.referrals, event.referral] };
    case "referred-anew":
      return {};
    case "referral-answered": {
      const { ticketId, outcome: status, reasonCode } = event;
      const answer = { status, ...(reasonCode === undefined ? {} : { reasonCode }) };
      return { referrals: visitCase.referrals.map((one) => (one.ticketId === ticketId ? { ...one, ...answer } : one)) };
    }
    case "notified":
      return { lastNotifiedOn: event.on, notifications: [...visitCase.notifications, event.notificationId] };
    case "turned-eighteen":
      return { visits: visits.map((visit) => (visit.at >= event.at ? calledOff(visit) : visit)) };
    case "closed":
      return { status: "closed", closedOn: event.on, closeReason: event.reason, visits: visits.map(calledOff) };
  }
};

const replaced = <Part extends { readonly number: number }>(
  parts: readonly Part[],
  number: number,
  changed: Partial<Part>,
): readonly Part[] => parts.map((part) => (part.number === number ? { ...part, ...changed } : part));
