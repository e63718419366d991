import { type Cpr, dateOf, type LocalDate, type StaffId, type SubjectRef } from "@trygt/contracts";
import type { Store } from "@trygt/service-kit";
import type { Actor, Aggregate, Figure, VaultKey } from "@trygt/service-kit/rules";
import { announceConcern } from "./announce.ts";
import {
  type Concern,
  type ConcernCommand,
  type ConcernEvent,
  type ConcernRefusal,
  concernDue,
  decideConcern,
  erasedOn,
  evolveConcern,
  type GroundFact,
  initialConcern,
} from "./domain/concern.ts";
import type { Policy } from "./domain/policy.ts";
import {
  type CaseCommand,
  type CaseEvent,
  type CaseRefusal,
  caseErasedOn,
  decideCase,
  evolveCase,
  initialCase,
  type VisitCase,
} from "./domain/visit-case.ts";

/** The worklists of visits: the key is the authorisation, so that no list is filtered after it was fetched. */
export const worklist = {
  screening: "CONCERNS#received",
  casesOf: (staff: StaffId) => `CASES#${staff}`,
} as const;

/** What the vault holds of a child: as the register told it on the day, and the words of the grounds. */
export type ChildInVault = {
  readonly cpr: Cpr;
  readonly name: string;
  readonly birthDate: LocalDate;
  readonly protectedAddress: boolean;
  readonly groundTexts: readonly string[];
};

/** The child's vault item: made with the concern, handed on to the case that it becomes. */
export const childVault = (subject: SubjectRef, concernId: string): VaultKey => ({
  subject,
  item: `CHILD#${concernId}`,
});

/** The child's data from the vault. Throws when the vault has lost them: state and vault are written and erased together. */
export const childIn = async (
  { store }: { readonly store: Pick<Store, "vault"> },
  subject: SubjectRef,
  concernId: string,
): Promise<ChildInVault> => {
  const child = await store.vault(childVault(subject, concernId));
  if (child === undefined) throw new Error("The vault has no child for a record that refers to one");
  return child as ChildInVault;
};

/** The grounds with their words from the vault, in the order in which they were stated. */
export const groundsWith = (facts: readonly GroundFact[], { groundTexts }: ChildInVault) =>
  facts.map((fact, at) => ({ ...fact, text: groundTexts[at] ?? "" }));

/** Concerns are police records; SSP sees one while it awaits screening, the reporting authority its outcome. */
export const concerns = (policy: Policy): Aggregate<Concern, ConcernCommand, ConcernEvent, ConcernRefusal> => ({
  kind: "CONCERN",
  initial: initialConcern,
  decide: (concern, command) => decideConcern(concern, command, policy),
  evolve: evolveConcern,
  announce: announceConcern,
  visibleTo: (concern, actor) => {
    if (actor.role === "system") return true;
    if (concern.status === "none" || concern.status === "erased") return false;
    if (actor.role === "ssp_consultant") return true;
    return actor.role === "dpo_auditor" || actor.agency === concern.reportedFrom;
  },
  file: (concern, id) => {
    if (concern.status === "none" || concern.status === "erased") return "gone";
    const due = concernDue(concern, policy);
    const eraseOn = erasedOn(concern, policy);
    return {
      ownerAuthority: concern.reportedFrom,
      regime: "led",
      reviewOn: concern.status === "received" ? concern.screenBy : eraseOn,
      eraseOn,
      ...(due === undefined ? {} : { due }),
      ...(concern.status === "received" ? { worklist: { who: worklist.screening, when: concern.registeredAt } } : {}),
      vault: concern.status === "accepted" ? [] : [childVault(concern.subject, id)],
    };
  },
});

/** What is left of a concern when it is gone: one more in the month's count (T1). */
export const concernFigures = (concern: Concern): readonly Figure[] => {
  switch (concern.status) {
    case "accepted":
    case "rejected":
      return [
        {
          name: concern.status === "accepted" ? "concerns-accepted" : `concerns-rejected-${concern.reason}`,
          period: dateOf(concern.decidedAt).slice(0, 7),
          areaCode: concern.areaCode,
        },
      ];
    case "none":
    case "received":
    case "erased":
      return [];
  }
};

const mayWorkOn = (visitCase: VisitCase, actor: Actor): boolean => {
  if (actor.role === "system") return true;
  if (visitCase.status === "none") return false;
  return actor.role === "dpo_auditor" || actor.id === visitCase.assignedTo;
};

/** Cases are the municipality's; one exists for the consultant it is assigned to. */
export const cases = (policy: Policy): Aggregate<VisitCase, CaseCommand, CaseEvent, CaseRefusal> => ({
  kind: "CASE",
  initial: initialCase,
  decide: (visitCase, command) => decideCase(visitCase, command, policy),
  evolve: evolveCase,
  announce: () => [],
  visibleTo: mayWorkOn,
  taken: "duplicate-open-case",
  file: (visitCase) => {
    if (visitCase.status === "none") return "gone";
    return {
      ownerAuthority: "municipality",
      regime: "gdpr",
      reviewOn: visitCase.reviewOn,
      eraseOn: caseErasedOn(visitCase),
      worklist: { who: worklist.casesOf(visitCase.assignedTo), when: visitCase.reviewOn },
      unique: [`open-case#${visitCase.subject}`],
      vault: [childVault(visitCase.subject, visitCase.concernId)],
    };
  },
});
