import { addDays, type Instant, startOf } from "@trygt/contracts";
import { accept, refuse, refuseIf } from "@trygt/service-kit/rules";
import type { Act, CaseRefusal, Moved, Ruling } from "./case-commands.ts";
import { mayInviteAgain } from "./case-due.ts";
import { covers } from "./holds.ts";
import type { Policy } from "./policy.ts";
import { ahead, type HomeVisit, type OpenedCase } from "./visit-case.ts";

type Of<Type extends Act["type"]> = Extract<Act, { type: Type }> & { readonly at: Instant };

/** Invites the custody holders, and a youth who has turned 15. */
export const invite = (
  visitCase: OpenedCase,
  { notInformed, language }: Of<"invite">,
  policy: Policy,
  moved: Moved,
): Ruling => {
  if (visitCase.status === "no_show" && !mayInviteAgain(visitCase, policy)) return refuse("invalid-transition");
  const known = visitCase.holders.map(({ holder }) => holder);
  const holders = known.map((holder) => ({
    holder,
    channel: "pending" as const,
    ...(notInformed.includes(holder) ? { notInformedReason: "child_safety" as const } : {}),
  }));
  return (
    refuseIf<CaseRefusal>({
      "subject-is-adult": moved.on >= visitCase.turnsEighteenOn,
      // B4: a visit needs somebody with custody who knows of it
      "custody-holder-absent":
        holders.every((holder) => "notInformedReason" in holder) ||
        notInformed.some((holder) => !known.includes(holder)),
    }) ??
    accept({
      type: "invited",
      holders,
      letterLanguage: language,
      // Digital Post from 15: the youth is invited in person too (domain.md § 4.13)
      ...(moved.on >= visitCase.turnsFifteenOn ? { youthLetter: "pending" as const } : {}),
      ...moved,
    })
  );
};

/** Whether the child is an adult by then: from midnight of the eighteenth birthday in Copenhagen (B2). */
export const onOrAfterEighteen = ({ turnsEighteenOn }: OpenedCase, at: Instant): boolean =>
  at >= startOf(turnsEighteenOn);

/** Sets a time for a visit; an earlier time that still lay ahead is called off. */
export const schedule = (visitCase: OpenedCase, command: Of<"schedule">, policy: Policy, moved: Moved): Ruling => {
  const { visitAt, staff, interpreter, at } = command;
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
      "date-not-usable": visitAt <= at || visitAt >= startOf(addDays(moved.on, policy.reviewDays + 1)),
      "area-on-hold": visitCase.holds.some((hold) => covers(hold, visitAt)),
      "staff-not-two": staff[0] === staff[1],
      // B6: a child or sibling never interprets
      "interpreter-not-allowed": interpreter !== undefined && interpreter.kind !== "professional",
    }) ?? accept({ type: "visit-scheduled", visit, ...moved })
  );
};

/** What became of a visit. */
export const recordOutcome = (visitCase: OpenedCase, command: Of<"record-outcome">, moved: Moved): Ruling => {
  const { number, outcome, at } = command;
  const visit = visitCase.visits.find((one) => one.number === number);
  if (visit === undefined || !ahead(visit)) return refuse("invalid-transition");
  if (outcome.outcome === "declined") return accept({ type: "declined", number, ...moved });
  const untimely = { "area-on-hold": visit.status === "on_hold", "date-not-usable": visit.at > at };
  if (outcome.outcome === "no_show")
    return refuseIf<CaseRefusal>(untimely) ?? accept({ type: "nobody-home", number, ...moved });
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
  return accept({ type: "visit-held", number, present, informed, childView, ...moved });
};
