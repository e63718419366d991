import { addDays, ageOn, dateOf, type LocalDate, type Purpose } from "@trygt/contracts";
import type { PreventiveStep, Use } from "@trygt/contracts/exchange";
import {
  accept,
  type Circumstances,
  type Decision,
  exists,
  refuse,
  refuseIf,
  staffOf,
  type TimePassed,
} from "@trygt/service-kit/rules";
import type { Policy } from "../policy.ts";
import { partyOf } from "./case-party.ts";
import type { ExchangeCase, ExchangeEvent, OpenCase, Statement } from "./exchange-case.ts";
import { caseDueEvents } from "./exchange-case-due.ts";
import { judge } from "./gate/gate.ts";
import type { GateRefusal } from "./gate/plan.ts";
import { statesNecessity } from "./gate/rules.ts";

type StatementGiven = Omit<Statement, "number" | "owner" | "by">;

type Proposal = Pick<
  OpenCase,
  "subject" | "category" | "custody" | "areaCode" | "kle" | "approver" | "necessityDigest"
> & {
  readonly consent?: NonNullable<OpenCase["consent"]>;
  readonly purpose: Purpose | undefined;
  readonly use: Use;
  readonly step: PreventiveStep;
  readonly necessity: string | undefined;
  /** What the person register says; undefined for a number that it does not know. */
  readonly birthDate: LocalDate | undefined;
  readonly statements: readonly StatementGiven[];
};

/** What can be asked of a case. */
export type ExchangeCommand =
  | { readonly type: "propose"; readonly proposal: Proposal }
  | { readonly type: "approve" }
  | { readonly type: "turn-down" }
  | { readonly type: "add-statement"; readonly statement: StatementGiven }
  | { readonly type: "correct-statement"; readonly number: number }
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
  | TimePassed;

/** Why a command to a case is refused. */
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

type CaseDecision = Decision<ExchangeEvent, ExchangeRefusal>;

/** The rules of a case: what a command leads to, or every reason why not. */
export const decideExchangeCase = (
  state: ExchangeCase,
  command: ExchangeCommand,
  circumstances: Circumstances<Policy>,
): CaseDecision => {
  if (command.type === "propose")
    return state.status === "none" ? propose(command.proposal, circumstances) : refuse("invalid-transition");
  if (!exists(state)) return refuse("not-found");
  // A restricted case does not exist for anybody: all that can happen to it is to be shown again, or to end when its time is up (D12)
  if (state.status === "restricted" && command.type !== "restrict" && command.type !== "time-passed")
    return refuse("not-found");
  const { at, actor, policy } = circumstances;
  const on = dateOf(at);
  switch (command.type) {
    case "approve":
    case "turn-down":
      if (state.status !== "proposed") return refuse("invalid-transition");
      if (actor.id !== state.approver.staffId) return refuse("self-approval-refused");
      return command.type === "turn-down"
        ? accept({ type: "turned-down", on })
        : accept({ type: "approved", on, reviewOn: addDays(on, policy.reviewDays) });
    case "add-statement": {
      const { kind: owner, staffId: by } = partyOf(staffOf(actor));
      if (command.statement.observedOn > on) return refuse("date-not-usable");
      const number = state.statements.length + 1;
      return accept({ type: "statement-added", statement: { ...command.statement, number, owner, by } });
    }
    case "correct-statement": {
      const statement = state.statements.find(({ number }) => number === command.number);
      // A statement is corrected by the authority that made it
      if (statement === undefined || statement.owner !== partyOf(staffOf(actor)).kind) return refuse("not-found");
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
      return accept({ type: "removed", on });
    case "time-passed":
      return accept(...caseDueEvents(state, on, policy));
  }
};

const propose = (proposal: Proposal, { at, actor, policy }: Circumstances<Policy>): CaseDecision => {
  const { birthDate, purpose, necessity, statements, approver, ...rest } = proposal;
  if (birthDate === undefined) return refuse("person-unknown");
  const proposer = partyOf(staffOf(actor));
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
  state: OpenCase,
  { necessity, necessityDigest, purpose }: Extract<ExchangeCommand, { type: "review" }>,
  on: LocalDate,
  policy: Policy,
): CaseDecision => {
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
