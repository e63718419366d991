import { addDays, addMonths, dateOf, type Instant, type LocalDate, startOf } from "@trygt/contracts";
import type { DueKind } from "@trygt/contracts/visits";
import type { Existing } from "@trygt/service-kit/rules";
import type { Policy } from "../policy.ts";
import type { CaseEvent, VisitCase } from "./case.ts";
import { ahead } from "./home-visit.ts";

/** What is due next in a case, and on which day. Every open case has one. */
export type NextDue = { readonly on: LocalDate; readonly what: DueKind };

/** The earliest of what the state, the review and the eighteenth birthday demand of the consultant. */
export const nextDue = (visitCase: Existing<VisitCase>, policy: Policy): NextDue => {
  if (visitCase.status === "closed") return { on: erasedOn(visitCase, policy), what: "erase" };
  const due: NextDue[] = [
    nextStep(visitCase, policy),
    { on: visitCase.reviewOn, what: "review" },
    { on: lastDay(visitCase, policy), what: "close" },
  ];
  return due.reduce((first, other) => (other.on < first.on ? other : first));
};

const nextStep = (visitCase: Existing<VisitCase>, policy: Policy): NextDue => {
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

/** Whether another new date may follow: two after a visit that met nobody (docs/domain.md § 1.1). */
export const mayInviteAgain = ({ visits }: Existing<VisitCase>, { newDates }: Policy): boolean =>
  visits.filter(({ status }) => status === "no_show").length <= newDates;

/** The last day on which a case may be open: a fortnight after the eighteenth birthday (B13). */
export const lastDay = ({ turnsEighteenOn }: Existing<VisitCase>, { eighteenDays }: Policy): LocalDate =>
  addDays(turnsEighteenOn, eighteenDays);

/** The day on which a case closes by itself because nobody has reviewed it (G5). */
export const lapsesOn = ({ reviewOn }: Existing<VisitCase>, { unreviewedDays }: Policy): LocalDate =>
  addDays(reviewOn, unreviewedDays);

/** The day on which nothing is left of a case: six months after its end (T2), or after a notification that rests on it. */
export const erasedOn = (visitCase: Existing<VisitCase>, policy: Policy): LocalDate => {
  const { closedOn = lastDay(visitCase, policy), lastNotifiedOn = closedOn } = visitCase;
  return addMonths(lastNotifiedOn > closedOn ? lastNotifiedOn : closedOn, policy.closedMonths);
};

/** When time next demands something of a case: the birthday, the end of a hold, an end by itself, the erasure. */
export const caseDue = (visitCase: Existing<VisitCase>, policy: Policy): Instant => {
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

/** What has happened to a case because of the time alone: its end, its erasure, the birthday, the end of a hold. */
export const timeEvents = (visitCase: Existing<VisitCase>, at: Instant, policy: Policy): CaseEvent[] => {
  const on = dateOf(at);
  if (visitCase.status === "closed") return on >= erasedOn(visitCase, policy) ? [{ type: "erased" }] : [];
  // B13: nobody has to remember the fortnight; nothing is carried over. G5: what nobody reviews ends by itself
  const fortnight = { type: "closed", on: lastDay(visitCase, policy), reason: "turned_18" } as const;
  const unreviewed = { type: "closed", on: lapsesOn(visitCase, policy), reason: "no_further_need" } as const;
  // On the day that it was due, however late the clock wakes: the erasure counts from there
  const end = unreviewed.on < fortnight.on ? unreviewed : fortnight;
  if (on >= end.on) return [end];
  const birthday = startOf(visitCase.turnsEighteenOn);
  const tooLate = visitCase.visits.some((visit) => ahead(visit) && visit.at >= birthday);
  return [
    ...(at >= birthday && tooLate ? [{ type: "turned-eighteen", at: birthday } as const] : []),
    ...(visitCase.holds.some(({ until }) => until <= at) ? [{ type: "holds-ended", at } as const] : []),
  ];
};
