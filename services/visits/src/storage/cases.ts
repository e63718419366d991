import type { Actor, Aggregate, Figure, Listing } from "@trygt/service-kit/rules";
import { announceCase } from "../announce.ts";
import type { CaseCommand, CaseRefusal } from "../domain/case-commands.ts";
import { caseDue, erasedOn, nextDue } from "../domain/case-due.ts";
import { decideCase } from "../domain/case-rules.ts";
import type { Policy } from "../domain/policy.ts";
import {
  ahead,
  type CaseEvent,
  evolveCase,
  initialCase,
  type OpenedCase,
  type VisitCase,
} from "../domain/visit-case.ts";
import { vaultItem, vaultKey } from "./vault.ts";
import { districtOf, worklist } from "./worklists.ts";

/** Cases are the municipality's; one exists for those it is assigned to, for the staff of a visit that lies ahead, and for the auditor. */
export const cases = (policy: Policy): Aggregate<VisitCase, CaseCommand, CaseEvent, CaseRefusal> => ({
  kind: "CASE",
  initial: initialCase,
  decide: (visitCase, command) => decideCase(visitCase, command, policy),
  evolve: evolveCase,
  announce: announceCase,
  visibleTo,
  taken: "duplicate-open-case",
  file: (visitCase, id) => {
    if (visitCase.status === "none" || visitCase.status === "erased") return "gone";
    const open = visitCase.status !== "closed";
    return {
      ownerAuthority: "municipality",
      regime: "gdpr",
      reviewOn: visitCase.reviewOn,
      eraseOn: erasedOn(visitCase, policy),
      due: caseDue(visitCase, policy),
      ...(open ? { worklists: listings(visitCase, policy), unique: [`open-case#${visitCase.subject}`] } : {}),
      vault: [
        vaultItem.child(visitCase.concernId),
        ...visitCase.visits
          .filter(({ childView }) => childView === "heard")
          .map(({ number }) => vaultItem.childView(id, number)),
        ...visitCase.followUps.map(({ number }) => vaultItem.followUp(id, number)),
      ].map((item) => vaultKey(visitCase.subject, item)),
    };
  },
});

const visibleTo = (visitCase: VisitCase, actor: Actor): boolean => {
  if (actor.role === "system") return true;
  if (visitCase.status === "none" || visitCase.status === "erased") return false;
  return (
    actor.role === "dpo_auditor" ||
    actor.id === visitCase.assignedTo ||
    actor.id === visitCase.caseWorker ||
    visitCase.visits.some((visit) => ahead(visit) && visit.staff.includes(actor.id))
  );
};

const listings = (visitCase: OpenedCase, policy: Policy): Listing[] => {
  const { assignedTo, caseWorker, areaCode, visits } = visitCase;
  const { on } = nextDue(visitCase, policy);
  const visit = visits.find(ahead);
  return [
    { who: worklist.casesOf(assignedTo), when: on },
    { who: worklist.casesIn(districtOf(areaCode)), when: areaCode },
    ...(caseWorker === undefined || caseWorker === assignedTo ? [] : [{ who: worklist.casesOf(caseWorker), when: on }]),
    ...(visit?.staff ?? []).map((staff) => ({ who: worklist.visitsOf(staff), when: visit?.at ?? "" })),
  ];
};

/** What is left of a case when it is gone: one more in the month's count, by reason (T2). */
export const caseFigures = (visitCase: VisitCase): readonly Figure[] =>
  visitCase.status === "closed"
    ? [
        {
          name: `cases-closed-${visitCase.closeReason}`,
          period: (visitCase.closedOn ?? "").slice(0, 7),
          areaCode: visitCase.areaCode,
        },
      ]
    : [];
