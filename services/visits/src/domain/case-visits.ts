import { addDays, type Instant, startOf } from "@trygt/contracts";
import { accept, type Circumstances, type Existing, refuse, refuseIf } from "@trygt/service-kit/rules";
import type { Policy } from "../policy.ts";
import type { Progress, VisitCase } from "./case.ts";
import type { CaseAction, CaseDecision, CaseRefusal } from "./case-commands.ts";
import { mayInviteAgain } from "./case-due.ts";
import { covers } from "./holds.ts";
import { ahead, type HomeVisit } from "./home-visit.ts";

type Action<Type extends CaseAction["type"]> = Extract<CaseAction, { type: Type }>;

/** Invites the custody holders, and a youth who has turned 15. */
export const invite = (
  visitCase: Existing<VisitCase>,
  { notInformed, language }: Action<"invite">,
  progress: Progress,
  { policy }: Circumstances<Policy>,
): CaseDecision => {
  if (visitCase.status === "no_show" && !mayInviteAgain(visitCase, policy)) return refuse("invalid-transition");
  const known = visitCase.holders.map(({ holder }) => holder);
  const holders = known.map((holder) => ({
    holder,
    channel: "pending" as const,
    ...(notInformed.includes(holder) ? { notInformedReason: "child_safety" as const } : {}),
  }));
  return (
    refuseIf<CaseRefusal>({
      "subject-is-adult": progress.on >= visitCase.turnsEighteenOn,
      // B4: a visit needs somebody with custody who knows of it
      "custody-holder-absent":
        holders.every((holder) => "notInformedReason" in holder) ||
        notInformed.some((holder) => !known.includes(holder)),
    }) ??
    accept({
      type: "invited",
      holders,
      letterLanguage: language,
      // Digital Post from 15: the youth is invited in person too (docs/domain.md § 4.13)
      ...(progress.on >= visitCase.turnsFifteenOn ? { youthLetter: "pending" as const } : {}),
      ...progress,
    })
  );
};

/** Whether the child is an adult by then: from midnight of the eighteenth birthday in Copenhagen (B2). */
export const onOrAfterEighteen = ({ turnsEighteenOn }: Existing<VisitCase>, at: Instant): boolean =>
  at >= startOf(turnsEighteenOn);

/** Sets a time for a visit; an earlier time that still lay ahead is called off. */
export const schedule = (
  visitCase: Existing<VisitCase>,
  { visitAt, staff, interpreter }: Action<"schedule">,
  progress: Progress,
  { at, policy }: Circumstances<Policy>,
): CaseDecision => {
  const visit: HomeVisit = {
    number: visitCase.visits.length + 1,
    status: "planned",
    at: visitAt,
    staff,
    ...(interpreter === undefined ? {} : { interpreterLanguage: interpreter.language }),
  };
  return (
    refuseIf<CaseRefusal>({
      // B2: on the eighteenth birthday at midnight there is no new visit
      "subject-is-adult": onOrAfterEighteen(visitCase, visitAt),
      "date-not-usable": visitAt <= at || visitAt >= startOf(addDays(progress.on, policy.reviewDays + 1)),
      "area-on-hold": visitCase.holds.some((hold) => covers(hold, visitAt)),
      "staff-not-two": staff[0] === staff[1],
      // B6: a child or sibling never interprets
      "interpreter-not-allowed": interpreter !== undefined && interpreter.kind !== "professional",
    }) ?? accept({ type: "visit-scheduled", visit, ...progress })
  );
};

/** What became of a visit. */
export const recordOutcome = (
  visitCase: Existing<VisitCase>,
  { number, outcome }: Action<"record-outcome">,
  progress: Progress,
  { at }: Circumstances<Policy>,
): CaseDecision => {
  const visit = visitCase.visits.find((one) => one.number === number);
  if (visit === undefined || !ahead(visit)) return refuse("invalid-transition");
  if (outcome.outcome === "declined") return accept({ type: "declined", number, ...progress });
  const untimely = { "area-on-hold": visit.status === "on_hold", "date-not-usable": visit.at > at };
  if (outcome.outcome === "no_show")
    return refuseIf<CaseRefusal>(untimely) ?? accept({ type: "nobody-home", number, ...progress });
  const { present, informed, notInformedReason, childView, interpreter } = outcome;
  const known = visitCase.holders.map(({ holder }) => holder);
  const told = visitCase.holders.filter((holder) => holder.notInformedReason === undefined).map(({ holder }) => holder);
  const refused = refuseIf<CaseRefusal>({
    ...untimely,
    // B4: at least one custody holder present and informed; all informed unless the child's safety says otherwise
    "custody-holder-absent":
      [...present, ...informed].some((holder) => !known.includes(holder)) ||
      !present.some((holder) => informed.includes(holder)) ||
      (notInformedReason === undefined && !told.every((holder) => informed.includes(holder))),
    "child-not-heard": childView === undefined,
    "interpreter-not-allowed": interpreter !== undefined && interpreter.kind !== "professional",
  });
  if (refused !== undefined || childView === undefined) return refused ?? refuse("child-not-heard");
  return accept({ type: "visit-held", number, present, informed, childView, ...progress });
};
