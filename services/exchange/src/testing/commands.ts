import { type AreaCode, type Instant, instantOf, Kle, LocalDate, type SubjectRef } from "@trygt/contracts";
import type { GivenConsent, ItemKind } from "@trygt/contracts/exchange";
import { type Actor, type Decision, system } from "@trygt/service-kit";
import { jens, kaj, monday, palle, runa, specification, step } from "@trygt/service-kit/testing";
import { partyOf } from "../domain/case-party.ts";
import type { DisclosureCommand } from "../domain/disclosure.ts";
import type { ExchangeCommand } from "../domain/exchange-case-rules.ts";
import type { Plan } from "../domain/gate/plan.ts";
import { proposedPolicy } from "../policy.ts";
import { cases } from "../records/cases.ts";
import { disclosures } from "../records/disclosures.ts";
import { requests } from "../records/requests.ts";
import { tickets } from "../records/tickets.ts";
import { necessity } from "./stories.ts";

/** A date of a story. */
export const day = (text: string): LocalDate => LocalDate.parse(text);
/** A moment of a story, in Copenhagen in winter unless it says otherwise. */
export const at = (text: string): Instant => instantOf(/[Z+]/.test(text) ? text : `${text}+01:00`);

export const police = partyOf(runa);
export const social = partyOf(palle);
export const jobCentre = partyOf(jens);
export const probation = partyOf(kaj);
export const yusufRef = "5b".repeat(16) as SubjectRef;
export const consent: GivenConsent = {
  textVersion: "2026.1",
  language: "da",
  to: ["police", "social_services", "employment"],
  givenOn: "2026-02-01",
  validUntil: "2026-12-31",
};

type Proposal = Extract<ExchangeCommand, { type: "propose" }>["proposal"];
const seen = { about: "own_conduct", source: "own_observation", observedOn: day("2026-02-20") } as const;
export const proposalOf = (change: Partial<Proposal> = {}): Proposal => ({
  subject: yusufRef,
  category: "person_at_risk",
  custody: "none",
  areaCode: "101-3-MJO" as AreaCode,
  kle: Kle.parse("27.24"),
  approver: social,
  necessityDigest: "first",
  purpose: "ssp",
  use: "preventive_plan",
  step: "plan_education",
  necessity,
  birthDate: day("2002-05-20"),
  statements: [
    { ...seen, kind: "fact" },
    { ...seen, kind: "assessment" },
  ],
  ...change,
});
export const propose = (change: Partial<Proposal> = {}) => ({ type: "propose", proposal: proposalOf(change) }) as const;
export const approve = step<ExchangeCommand>({ type: "approve" }, { actor: palle });
export const turnDown = step<ExchangeCommand>({ type: "turn-down" }, { actor: palle });
export const review = (digest = "second") =>
  ({ type: "review", necessity, necessityDigest: digest, purpose: undefined }) as const;
export const restrict = (restricted: boolean) => ({ type: "restrict", restricted }) as const;
export const remove = { type: "remove" } as const;
/** The clock, at a moment. */
export const time = (when: Instant) => step({ type: "time-passed" } as const, { at: when, actor: system });

/** A plan for which the gate is open: what the police tell social services. */
export const planOf = (change: Partial<Plan> = {}): Plan => ({
  on: day("2026-03-02"),
  from: "police",
  to: "social_services",
  toNamedPerson: true,
  purpose: "ssp",
  use: "preventive_plan",
  step: "plan_education",
  necessity,
  subject: { age: 23, category: "person_at_risk", custody: "none" },
  items: ["contact"],
  testsConfirmed: true,
  consent: undefined,
  agreement: "in-force",
  ...change,
});
const basis = {
  purpose: "ssp",
  use: "preventive_plan",
  step: "plan_education",
  subject: { age: 23, category: "person_at_risk", custody: "none" },
} as const;
const caseId = "c0000000-0000-4000-8000-000000000001";
export const ask = (plan: Partial<Plan> = {}, item: ItemKind = "contact") =>
  ({
    type: "ask",
    plan: planOf(plan),
    request: { caseId, subject: yusufRef, to: police, item, basis },
  }) as const;
export const answer = (plan: Partial<Plan> = {}, outcome: "full" | "part" = "full") =>
  ({ type: "answer", outcome, plan: planOf(plan) }) as const;
export const disclose = (plan: Partial<Plan> = {}) =>
  ({
    type: "disclose",
    plan: planOf(plan),
    disclosure: { caseId, subject: yusufRef, to: social, items: ["contact"], basis },
  }) as const;
export const read = (when: Instant = monday, actor: Actor = palle) =>
  step<DisclosureCommand>({ type: "note-reading" }, { at: when, actor });
/** By its sender unless said; by the system as its case ends. */
export const recallBy = (actor: Actor = runa) => step<DisclosureCommand>({ type: "recall" }, { actor });
export const confirm = (actor: Actor = palle) => step<DisclosureCommand>({ type: "confirm-erasure" }, { actor });
export const hide = (hidden = true) => ({ type: "hide", hidden }) as const;

export const deposited = (plan: Partial<Plan> = {}) =>
  ({
    type: "deposit",
    deposit: {
      depositor: "visits",
      kind: "job-referral",
      recipientRole: "employment_adviser",
      track: "youth",
      urgency: "days",
      ageBand: "15-17",
      subject: yusufRef,
    },
    plan: planOf({
      from: "children_and_youth",
      to: "employment",
      purpose: "consent",
      consent,
      subject: { age: 15, category: "person_at_risk", custody: "none" },
      minorsWelcome: true,
      ...plan,
    }),
  }) as const;
export const claim = { type: "claim", service: "jobs" } as const;
/** The parcel of that number has arrived with its reader. */
export const received = (parcelVersion = 1, service = "jobs") =>
  ({ type: "note-receipt", parcelVersion, service }) as const;
export const recallTicket = (depositor = "visits") => ({ type: "recall", depositor }) as const;
export const correctTicket = (depositor = "visits", correctionId = "a-correction") =>
  ({ type: "correct", depositor, correctionId }) as const;
export const fetchCorrection = { type: "fetch-correction" } as const;
/** A service says that it has erased what it held. */
export const confirmed = (service = "jobs") => ({ type: "confirm-erasure", service }) as const;

const by = (actor: Actor) => ({ at: monday, actor, policy: proposedPolicy });
/** The rules under the policy as proposed, on Monday. Runa proposes and discloses, Palle asks her, Jens claims, unless a step says otherwise. */
export const rules = {
  case: specification(cases, by(runa)),
  request: specification(requests, by(palle)),
  disclosure: specification(disclosures, by(runa)),
  ticket: specification(tickets, by(jens)),
} as const;

/** The types of the events of a decision; the reasons of one that refuses. */
export const outcomeOf = (decision: Decision<{ readonly type: string }, never> | Refused): readonly string[] =>
  decision.accepted ? decision.events.map(({ type }) => type) : decision.reasons;
type Refused = { readonly accepted: false; readonly reasons: readonly string[] };
