import {
  addDays,
  addHours,
  addMonths,
  addWorkingDays,
  dateOf,
  type Instant,
  type LocalDate,
  type StaffId,
  type SubjectRef,
  startOf,
} from "@trygt/contracts";
import type { AssessmentOutcome, CaseId, ConcernId, NotificationStatus } from "@trygt/contracts/visits";
import {
  type Absent,
  accept,
  type Circumstances,
  type Decision,
  type Existing,
  erased,
  exists,
  refuse,
  staffOf,
  type TimePassed,
} from "@trygt/service-kit/rules";
import type { Policy } from "../policy.ts";

/** A notification of concern (underretning) with its two clocks: 24 hours to assess, six working days to answer (B7). */
export type Notification =
  | Absent
  | {
      readonly status: NotificationStatus;
      readonly subject: SubjectRef;
      readonly sentBy: StaffId;
      readonly sentAt: Instant;
      readonly assessBy: Instant;
      readonly receiptBy: LocalDate;
      /** The case it was sent from, as long as the child's data stand in that case's vault. */
      readonly from?: { readonly caseId: CaseId; readonly concernId: ConcernId };
      readonly acknowledgedOn?: LocalDate;
      readonly assessedAt?: Instant;
      readonly outcome?: AssessmentOutcome;
      readonly late: boolean;
    };

/** What can be asked of a notification. */
export type NotificationCommand =
  | { readonly type: "send"; readonly subject: SubjectRef; readonly from?: Existing<Notification>["from"] }
  | { readonly type: "acknowledge" }
  | { readonly type: "assess"; readonly outcome: AssessmentOutcome }
  | { readonly type: "stand-alone" }
  | TimePassed;

/** What has happened to a notification. */
export type NotificationEvent =
  | ({ readonly type: "sent" } & Omit<Existing<Notification>, "status" | "late">)
  | { readonly type: "acknowledged"; readonly on: LocalDate }
  | { readonly type: "assessed"; readonly at: Instant; readonly outcome: AssessmentOutcome }
  | { readonly type: "deadline-passed" }
  | { readonly type: "stands-alone" }
  | { readonly type: "erased" };

/** How long the municipality has to judge whether to act at once, in hours (vejledning 9471). */
const assessmentHours = 24;
/** How long the notifier waits for a receipt at most, in working days (Barnets lov, underretning). */
const receiptWorkingDays = 6;

/** The rules of a notification of concern. */
export const decideNotification = (
  notification: Notification,
  command: NotificationCommand,
  { at, actor, policy }: Circumstances<Policy>,
): Decision<NotificationEvent, "invalid-transition"> => {
  if (command.type === "send") {
    // B7: from every state, without consent, never blocked; all that can go wrong is sending the same one twice
    if (notification.status !== "none") return refuse("invalid-transition");
    const { subject, from } = command;
    return accept({
      type: "sent",
      subject,
      sentBy: staffOf(actor).id,
      sentAt: at,
      assessBy: addHours(at, assessmentHours),
      receiptBy: addWorkingDays(dateOf(at), receiptWorkingDays),
      ...(from === undefined ? {} : { from }),
    });
  }
  if (!exists(notification)) return refuse("invalid-transition");
  switch (command.type) {
    case "acknowledge":
      return notification.acknowledgedOn === undefined
        ? accept({ type: "acknowledged", on: dateOf(at) })
        : refuse("invalid-transition");
    case "assess":
      return notification.assessedAt === undefined
        ? accept({ type: "assessed", at, outcome: command.outcome })
        : refuse("invalid-transition");
    case "stand-alone":
      return notification.from === undefined ? accept() : accept({ type: "stands-alone" });
    case "time-passed": {
      const due = notificationDue(notification, policy);
      if (due === undefined || at < due) return accept();
      return accept({ type: isFinished(notification) ? "erased" : "deadline-passed" });
    }
  }
};

/** The notification after an event. */
export const evolveNotification = (notification: Notification, event: NotificationEvent): Notification => {
  if (event.type === "sent") {
    const { type: _, ...sent } = event;
    return { ...sent, status: "sent", late: false };
  }
  if (event.type === "erased") return erased;
  if (!exists(notification)) return notification;
  switch (event.type) {
    case "acknowledged":
      return standing({ ...notification, acknowledgedOn: event.on, late: false });
    case "assessed":
      return standing({ ...notification, assessedAt: event.at, outcome: event.outcome, late: false });
    case "deadline-passed":
      return { ...notification, late: true };
    case "stands-alone": {
      const { from: _, ...alone } = notification;
      return alone;
    }
  }
};

// The receipt and the assessment come in either order; finished is what has both
const standing = (notification: Existing<Notification>): Existing<Notification> => {
  if (notification.acknowledgedOn === undefined) return { ...notification, status: "sent" };
  return { ...notification, status: notification.assessedAt === undefined ? "acknowledged" : "assessed_24h" };
};

/** Whether social services have done both: receipt and assessment. */
export const isFinished = ({ status }: Existing<Notification>): boolean => status === "assessed_24h";

/** The instant at which the next of the two clocks runs out. */
export const nextDeadline = ({ assessedAt, assessBy, acknowledgedOn, receiptBy }: Existing<Notification>): Instant => {
  const receipt = startOf(addDays(receiptBy, 1));
  if (assessedAt !== undefined) return receipt;
  return acknowledgedOn !== undefined || assessBy < receipt ? assessBy : receipt;
};

/** When time next demands something of a notification: a deadline, or the erasure once it is finished. What is late waits for people, and no time ends it: a duty to a child is outstanding (B7). */
export const notificationDue = (notification: Existing<Notification>, policy: Policy): Instant | undefined => {
  if (isFinished(notification)) return startOf(notificationErasedOn(notification, policy));
  return notification.late ? undefined : nextDeadline(notification);
};

/** The day on which nothing is left of a notification: six months after it was finished; the file of record is the municipality's. Of an unfinished one the earliest day that this can be. */
export const notificationErasedOn = (
  { acknowledgedOn, assessedAt, receiptBy }: Existing<Notification>,
  { closedMonths }: Policy,
): LocalDate => {
  if (acknowledgedOn === undefined || assessedAt === undefined) return addMonths(receiptBy, closedMonths);
  const assessedOn = dateOf(assessedAt);
  return addMonths(assessedOn > acknowledgedOn ? assessedOn : acknowledgedOn, closedMonths);
};
