import {
  addDays,
  addMonths,
  ageOn,
  dateOf,
  type Instant,
  type LocalDate,
  type Purpose,
  type StaffId,
  startOf,
} from "@trygt/contracts";
import type { PreventiveStep, Use } from "@trygt/contracts/exchange";
import { accept, type Decision, refuse, refuseIf } from "@trygt/service-kit/rules";
import type { CaseParty, ExchangeCase, ExchangeEvent, KnownCase, Statement } from "./exchange-case.ts";
import { judge } from "./gate/gate.ts";
import type { GateRefusal } from "./gate/plan.ts";
import { statesNecessity } from "./gate/rules.ts";
import type { Policy } from "./policy.ts";

type Given = Omit<Statement, "number" | "owner" | "by">;

type Proposal = Pick<
  KnownCase,
  "subject" | "category" | "custody" | "areaCode" | "kle" | "proposer" | "approver" | "necessityDigest"
> & {
  readonly consent?: NonNullable<KnownCase["consent"]>;
  readonly purpose: Purpose | undefined;
  readonly use: Use;
  readonly step: PreventiveStep;
  readonly necessity: string | undefined;
  /** What the person register says; undefined for a number that it does not know. */
  readonly birthDate: LocalDate | undefined;
  readonly statements: readonly Given[];
};

export type ExchangeCommand = { readonly at: Instant } & (
  | { readonly type: "propose"; readonly proposal: Proposal }
  | { readonly type: "approve"; readonly by: StaffId }
  | { readonly type: "turn-down"; readonly by: StaffId }
  | { readonly type: "add-statement"; readonly by: CaseParty; readonly statement: Given }
  | { readonly type: "correct-statement"; readonly by: CaseParty; readonly number: number }
  | {
      readonly type: "review";
      readonly necessity: string | undefined;
      readonly necessityDigest: string;
      readonly purpose: Purpose | undefined;
    }
  | { readonly type: "note-request"; readonly requestId: string }
  | { readonly type: "note-disclosure"; readonly disclosureId: string }
  | { readonly type: "restrict"; readonly restricted: boolean }
  | { readonly type: "remove" }
  | { readonly type: "note-time" }
);

export type ExchangeRefusal =
  | GateRefusal
  | "not-found"
  | "person-unknown"
  | "insufficient-ground"
  | "date-not-usable"
  | "self-approval-refused"
  | "duplicate-open-case"
  | "second-approval-required"
  | "purpose-change-refused"
  | "invalid-transition";

type Ruling = Decision<ExchangeEvent, ExchangeRefusal>;

export const decideExchangeCase = (state: ExchangeCase, command: ExchangeCommand, policy: Policy): Ruling => {
  if (command.type === "propose")
    return state.status === "none" ? propose(command.proposal, command.at, policy) : refuse("invalid-transition");
  if (state.status === "none" || state.status === "refused" || state.status === "removed") return refuse("not-found");
  // Restricted, a case is there for nobody but the hand that may show it again and the end that time brings (D12)
  if (state.status === "restricted" && command.type !== "restrict" && command.type !== "note-time")
    return refuse("not-found");
  const on = dateOf(command.at);
  switch (command.type) {
    case "approve":
    case "turn-down":
      if (state.status !== "proposed") return refuse("invalid-transition");
      if (command.by !== state.approver.staffId) return refuse("self-approval-refused");
      return command.type === "turn-down"
        ? accept({ type: "turned-down" })
        : accept({ type: "approved", on, reviewOn: addDays(on, policy.reviewDays) });
    case "add-statement": {
      const { kind: owner, staffId: by } = command.by;
      if (command.statement.observedOn > on) return refuse("date-not-usable");
      const number = state.statements.length + 1;
      return accept({ type: "statement-added", statement: { ...command.statement, number, owner, by } });
    }
    case "correct-statement": {
      const statement = state.statements.find(({ number }) => number === command.number);
      // A statement is corrected by the authority that made it
      if (statement === undefined || statement.owner !== command.by.kind) return refuse("not-found");
      return accept({ type: "statement-corrected", number: command.number, on });
    }
    case "review":
      return review(state, command, on, policy);
    case "note-request":
    case "note-disclosure":
      if (state.status === "proposed") return refuse("second-approval-required");
      return command.type === "note-request"
        ? accept({ type: "asked", requestId: command.requestId })
        : accept({ type: "disclosed", disclosureId: command.disclosureId });
    case "restrict":
      if (command.restricted)
        return state.status === "proposed" ? refuse("invalid-transition") : accept({ type: "restricted" });
      return state.status === "restricted" ? accept({ type: "shown-again" }) : refuse("invalid-transition");
    case "remove":
      return accept({ type: "removed" });
    case "note-time":
      return accept(...timeEvents(state, on, policy));
  }
};

const propose = (proposal: Proposal, at: Instant, policy: Policy): Ruling => {
  const { birthDate, purpose, necessity, statements, proposer, approver, ...rest } = proposal;
  if (birthDate === undefined) return refuse("person-unknown");
  const on = dateOf(at);
  const { reasons } = judge({
    on,
    from: proposer.kind,
    to: approver.kind,
    toNamedPerson: true,
    purpose,
    use: rest.use,
    step: rest.step,
    necessity,
    subject: { age: ageOn(birthDate, on), category: rest.category, custody: rest.custody },
    items: [],
    // Confirmed by the second person when they approve (L10); the agreement is asked for when something is shared (D15)
    testsConfirmed: true,
    agreement: "not-needed",
    consent: rest.consent,
  });
  const own = refuseIf<ExchangeRefusal>({
    // G4: two dated statements, one of them a fact of the person's own conduct
    "insufficient-ground":
      statements.length < 2 || !statements.some(({ kind, about }) => kind === "fact" && about === "own_conduct"),
    "date-not-usable": statements.some(({ observedOn }) => observedOn > on),
    "self-approval-refused": approver.staffId === proposer.staffId || approver.agency === proposer.agency,
  });
  const [first, ...more] = [...reasons, ...(own === undefined || own.accepted ? [] : own.reasons)];
  if (first !== undefined) return refuse(first, ...more);
  if (purpose === undefined) return refuse("purpose-missing");
  return accept({
    type: "proposed",
    proposed: {
      ...rest,
      birthDate,
      purpose,
      proposer,
      approver,
      statements: statements.map((statement, at) => ({
        ...statement,
        number: at + 1,
        owner: proposer.kind,
        by: proposer.staffId,
      })),
      proposedAt: at,
      renewedOn: on,
      reviewOn: addDays(on, policy.proposalDays),
      requests: [],
      disclosures: [],
    },
  });
};

const review = (
  state: KnownCase,
  { necessity, necessityDigest, purpose }: Extract<ExchangeCommand, { type: "review" }>,
  on: LocalDate,
  policy: Policy,
): Ruling => {
  if (state.status !== "active" && state.status !== "under_review") return refuse("invalid-transition");
  return (
    refuseIf<ExchangeRefusal>({
      // D2: a new purpose is a new case
      "purpose-change-refused": purpose !== undefined && purpose !== state.purpose,
      // G5: no renewal without a new reason
      "necessity-missing": !statesNecessity(necessity) || necessityDigest === state.necessityDigest,
    }) ?? accept({ type: "renewed", on, reviewOn: addDays(on, policy.reviewDays), necessityDigest })
  );
};

const timeEvents = (state: KnownCase, on: LocalDate, policy: Policy): ExchangeEvent[] => {
  if (on >= caseEndsOn(state, policy)) return [{ type: "removed" }];
  return state.status === "active" && on >= state.reviewOn ? [{ type: "review-fell-due" }] : [];
};

/** The day on which a case is gone unless it is renewed: a proposal after a fortnight, a case after 180 days, any after 24 months (T3). */
export const caseEndsOn = (state: KnownCase, policy: Policy): LocalDate => {
  const last = addMonths(dateOf(state.proposedAt), policy.longestMonths);
  const unrenewed = state.status === "proposed" ? state.reviewOn : addDays(state.renewedOn, policy.unrenewedDays);
  return unrenewed < last ? unrenewed : last;
};

/** When time next demands something of a case. */
export const caseDue = (state: KnownCase, policy: Policy): Instant => {
  const end = caseEndsOn(state, policy);
  return startOf(state.status === "active" && state.reviewOn < end ? state.reviewOn : end);
};
