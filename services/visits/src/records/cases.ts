import { caseLimits } from "@trygt/contracts/visits";
import { type Existing, entryOn, exists, type RecordType, type WorklistEntry } from "@trygt/service-kit/rules";
import { announceCase } from "../announce.ts";
import { type CaseEvent, evolveCase, type VisitCase } from "../domain/case.ts";
import type { CaseCommand, CaseRefusal } from "../domain/case-commands.ts";
import { caseDue, erasedOn, nextDue } from "../domain/case-due.ts";
import { decideCase } from "../domain/case-rules.ts";
import { ahead } from "../domain/home-visit.ts";
import type { Policy } from "../policy.ts";
import { vaultItem, vaultKey } from "./vault.ts";
import { districtOf, worklist } from "./worklists.ts";

/** Cases are the municipality's; one exists for those it is assigned to, for the staff of a visit that lies ahead, and for the auditor. A child has one open case at most. */
export const cases: RecordType<VisitCase, CaseCommand, CaseEvent, CaseRefusal, Policy> = {
  kind: "CASE",
  pathParameters: ["caseId", "visitId", "followUpId"],
  limits: caseLimits,
  decide: decideCase,
  evolve: evolveCase,
  announce: announceCase,
  onDuplicate: "duplicate-open-case",
  visibleTo: (visitCase, staff) =>
    staff.role === "dpo_auditor" ||
    staff.id === visitCase.assignedTo ||
    staff.id === visitCase.caseWorker ||
    visitCase.visits.some((visit) => ahead(visit) && visit.staff.includes(staff.id)),
  index: (visitCase, id, policy) => {
    const { subject, concernId, visits, followUps } = visitCase;
    const open = visitCase.status !== "closed";
    return {
      ownerAuthority: "municipality",
      regime: "gdpr",
      reviewOn: visitCase.reviewOn,
      eraseOn: erasedOn(visitCase, policy),
      due: caseDue(visitCase, policy),
      ...(open ? { worklists: worklistsOf(visitCase, policy), unique: [`open-case#${subject}`] } : {}),
      vault: [
        vaultItem.child(concernId),
        ...visits.filter(({ childView }) => childView === "heard").map(({ number }) => vaultItem.childView(id, number)),
        ...followUps.map(({ number }) => vaultItem.followUp(id, number)),
      ].map((item) => vaultKey(subject, item)),
    };
  },
  /** What is left of a case when it is gone: one more in the month's count, by reason (T2). */
  counters: (event, before) =>
    event.type === "closed" && exists(before)
      ? [{ name: `cases-closed-${event.reason}`, period: event.on.slice(0, 7), areaCode: before.areaCode }]
      : [],
};

const worklistsOf = (visitCase: Existing<VisitCase>, policy: Policy): WorklistEntry[] => {
  const { assignedTo, caseWorker, areaCode, openedAt, status, visits } = visitCase;
  const { on: nextDueOn, what } = nextDue(visitCase, policy);
  const shown = { status, areaCode, openedAt, nextDueOn, nextDue: what };
  return [
    ...[...new Set([assignedTo, caseWorker ?? assignedTo])].map((staff) =>
      entryOn(worklist.casesOf(staff), nextDueOn, shown),
    ),
    entryOn(worklist.casesIn(districtOf(areaCode)), areaCode, {}),
    ...visits
      .filter(ahead)
      .flatMap(({ number, status: visitStatus, at, staff }) =>
        staff.map((one) => entryOn(worklist.visitsOf(one), at, { number, status: visitStatus, at, staff, areaCode })),
      ),
  ];
};
