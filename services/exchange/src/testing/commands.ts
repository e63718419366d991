import { type AreaCode, type Instant, instantOf, Kle, LocalDate, type SubjectRef } from "@trygt/contracts";
import type { GivenConsent, ItemKind } from "@trygt/contracts/exchange";
import type { Decision } from "@trygt/service-kit/rules";
import {
  type Disclosure,
  type DisclosureCommand,
  decideDisclosure,
  evolveDisclosure,
  noDisclosure,
} from "../domain/disclosure.ts";
import { type CaseParty, type ExchangeCase, evolveExchangeCase, noCase } from "../domain/exchange-case.ts";
import { decideExchangeCase, type ExchangeCommand } from "../domain/exchange-rules.ts";
import type { Plan } from "../domain/gate/plan.ts";
import { decideOffer, evolveOffer, noOffer, type Offer, type OfferCommand } from "../domain/offer.ts";
import { proposedPolicy } from "../domain/policy.ts";
import {
  decideRequest,
  evolveRequest,
  type InformationRequest,
  noRequest,
  type RequestCommand,
} from "../domain/request.ts";
import { jens, kaj, palle, runa } from "./people.ts";
import { necessity, partyOf } from "./stories.ts";

/** A date of a story. */
export const day = (text: string): LocalDate => LocalDate.parse(text);
/** A moment of a story, in Copenhagen in winter unless it says otherwise. */
export const at = (text: string): Instant => instantOf(/[Z+]/.test(text) ? text : `${text}+01:00`);
export const monday = at("2026-03-02T09:00");

const party = (who: typeof runa): CaseParty => ({ ...partyOf(who), agency: who.agency });
export const police = party(runa);
export const social = party(palle);
export const jobCentre = party(jens);
export const probation = party(kaj);
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
  proposer: police,
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
export const propose = (change: Partial<Proposal> = {}, when = monday) =>
  ({ type: "propose", at: when, proposal: proposalOf(change) }) as const;
export const approve = { type: "approve", at: monday, by: social.staffId } as const;
export const turnDown = { type: "turn-down", at: monday, by: social.staffId } as const;
export const review = (digest = "second", when = monday) =>
  ({ type: "review", at: when, necessity, necessityDigest: digest, purpose: undefined }) as const;
export const restrict = (restricted: boolean) => ({ type: "restrict", at: monday, restricted }) as const;
export const remove = { type: "remove", at: monday } as const;
export const time = (when: Instant) => ({ type: "note-time", at: when }) as const;

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
    at: monday,
    plan: planOf(plan),
    request: { caseId, subject: yusufRef, from: social, to: police, item, basis },
  }) as const;
export const answer = (plan: Partial<Plan> = {}, when = monday) =>
  ({ type: "answer", at: when, outcome: "full", plan: planOf(plan) }) as const;
export const disclose = (plan: Partial<Plan> = {}) =>
  ({
    type: "disclose",
    at: monday,
    plan: planOf(plan),
    disclosure: { caseId, subject: yusufRef, from: police, to: social, items: ["contact"], basis },
  }) as const;
export const read = (when = monday, by = social.staffId) => ({ type: "note-reading", at: when, by }) as const;
export const recallBy = (by: (typeof police)["staffId"] | "case" = police.staffId, when = monday) =>
  ({ type: "recall", at: when, by }) as const;
export const confirm = (by = social.staffId) => ({ type: "confirm-erasure", at: monday, by }) as const;
export const hide = (hidden = true) => ({ type: "hide", at: monday, hidden }) as const;

export const claimant = { staffId: jens.id, agency: jens.agency, role: jens.role };
export const deposited = (plan: Partial<Plan> = {}) =>
  ({
    type: "deposit",
    at: monday,
    ticket: {
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
export const claim = (when = monday) => ({ type: "claim", at: when, claimant }) as const;
export const recallTicket = (depositor = "visits", when = monday) => ({ type: "recall", at: when, depositor }) as const;
export const correctTicket = (depositor = "visits") => ({ type: "correct", at: monday, depositor }) as const;
export const fetchCorrection = { type: "fetch-correction", at: monday, claimant } as const;

/** How the rules rule under the policy as proposed. */
export const rulings = {
  case: (state: ExchangeCase, command: ExchangeCommand) => decideExchangeCase(state, command, proposedPolicy),
  request: (state: InformationRequest, command: RequestCommand) => decideRequest(state, command, proposedPolicy),
  disclosure: (state: Disclosure, command: DisclosureCommand) => decideDisclosure(state, command, proposedPolicy),
  offer: (state: Offer, command: OfferCommand) => decideOffer(state, command, proposedPolicy),
} as const;

const after =
  <State, Command extends { readonly type: string }, Event>(
    initial: State,
    decide: (
      state: State,
      command: Command,
    ) => Decision<Event, never> | { accepted: false; reasons: readonly string[] },
    evolve: (state: State, event: Event) => State,
  ) =>
  (...commands: readonly Command[]): State =>
    commands.reduce((state, command) => {
      const ruling = decide(state, command);
      if (!ruling.accepted) throw new Error(`The story stops at ${command.type}: ${ruling.reasons.join(", ")}`);
      return ruling.events.reduce(evolve, state);
    }, initial);

/** A record after commands that all hold. Throws when one is refused: then the test is about something else than it says. */
export const afterCase = after(noCase, rulings.case, evolveExchangeCase);
export const afterRequest = after(noRequest, rulings.request, evolveRequest);
export const afterDisclosure = after(noDisclosure, rulings.disclosure, evolveDisclosure);
export const afterOffer = after(noOffer, rulings.offer, evolveOffer);

/** The types of the events of a ruling; the reasons of one that refuses. */
export const told = (
  ruling:
    | Decision<{ readonly type: string }, never>
    | { readonly accepted: false; readonly reasons: readonly string[] },
): readonly string[] => (ruling.accepted ? ruling.events.map(({ type }) => type) : ruling.reasons);
