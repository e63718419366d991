import { addDays, addMonths, dateOf, type Instant, type LocalDate, startOf } from "@trygt/contracts";
import type { DueKind } from "@trygt/contracts/visits";
import type { Policy } from "./policy.ts";
import { ahead, type OpenedCase } from "./visit-case.ts";

/** What is due next in a case, and on which day. Every open case has one. */
export type NextDue = { readonly on: LocalDate; readonly what: DueKind };

/** The earliest of what the state, the review and the eighteenth birthday demand of the consultant. */
export const nextDue = (visitCase: OpenedCase, policy: Policy): NextDue => {
  if (visitCase.status === "closed") return { on: erasedOn(visitCase, policy), what: "erase" };
  const due: NextDue[] = [
    step(visitCase, policy),
    { on: visitCase.reviewOn, what: "review" },
    { on: lastDay(visitCase, policy), what: "close" },
  ];
  return due.reduce((first, other) => (other.on < first.on ? other : first));
};

const step = (visitCase: OpenedCase, policy: Policy): NextDue => {
  const { status, movedOn, visits, followUps } = visitCase;
  const within = (days: number) => addDays(movedOn, days);
  switch (status) {
    case "open":
      return { on: within(policy.invitationDays), what: "invite" };
    case "inviting":
      return { on: within(policy.schedulingDays), what: "schedule" };
    case "scheduled": {
      const visit = visits.find(ahead);
      if (visit === undefined) return { on: movedOn, what: "new_date" };
      // A visit on hold wants a new date at once; it is late from the day after it was planned
      return visit.status === "on_hold" ? { on: movedOn, what: "new_date" } : { on: dateOf(visit.at), what: "visit" };
    }
    case "no_show":
      return mayInviteAgain(visitCase, policy)
        ? { on: within(policy.invitationDays), what: "invite" }
        : { on: within(policy.wrapUpDays), what: "close" };
    case "held":
      return { on: within(policy.wrapUpDays), what: "follow_up" };
    case "following_up": {
      const open = followUps.filter(({ doneOn }) => doneOn === undefined).map(({ dueOn }) => dueOn);
      const [first] = open.sort();
      return first === undefined ? { on: within(policy.wrapUpDays), what: "close" } : { on: first, what: "follow_up" };
    }
    case "declined":
    case "closed":
      return { on: within(policy.wrapUpDays), what: "close" };
  }
};

/** Whether another new date may follow: two after a visit that met nobody (domain.md § 1.1). */
export const mayInviteAgain = ({ visits }: OpenedCase, { newDates }: Policy): boolean =>
  visits.filter(({ status }) => status === "no_show").length <= newDates;

/** The last day on which a case may be open: a fortnight after the eighteenth birthday (B13). */
export const lastDay = ({ turnsEighteenOn }: OpenedCase, { eighteenDays }: Policy): LocalDate =>
  addDays(turnsEighteenOn, eighteenDays);

/** The day on which a case closes by itself because nobody has reviewed it (G5). */
export const lapsesOn = ({ reviewOn }: OpenedCase, { unreviewedDays }: Policy): LocalDate =>
  addDays(reviewOn, unreviewedDays);

/** The day on which nothing is left of a case: six months after its end (T2), or after a notification that rests on it. */
export const erasedOn = (visitCase: OpenedCase, policy: Policy): LocalDate => {
  const { closedOn = lastDay(visitCase, policy), lastNotifiedOn = closedOn } = visitCase;
  return addMonths(lastNotifiedOn > closedOn ? lastNotifiedOn : closedOn, policy.closedMonths);
};

/** When time next demands something of a case: the birthday, the end of a hold, an end by itself, the erasure. */
export const caseDue = (visitCase: OpenedCase, policy: Policy): Instant => {
  if (visitCase.status === "closed") return startOf(erasedOn(visitCase, policy));
  const birthday = startOf(visitCase.turnsEighteenOn);
  const moments = [
    startOf(lastDay(visitCase, policy)),
    startOf(lapsesOn(visitCase, policy)),
    ...visitCase.holds.map(({ until }) => until),
    ...(visitCase.visits.some((visit) => ahead(visit) && visit.at >= birthday) ? [birthday] : []),
  ];
  return moments.reduce((first, other) => (other < first ? other : first));
};
