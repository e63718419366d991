import {
  type Desk,
  type Ground,
  ground,
  type InboxCommand,
  type InboxOffer,
  inbox,
  type Ledger,
  ledger,
  liveBus,
  liveDeadLetters,
  liveDesk,
  livePersonRegister,
  liveSubjectRefs,
  type PersonRegister,
  type SubjectRefs,
} from "@trygt/service-kit";
import type { AgreementCommand, Agreements } from "./domain/agreement.ts";
import type { Disclosure, DisclosureCommand } from "./domain/disclosure.ts";
import type { ExchangeCase } from "./domain/exchange-case.ts";
import type { ExchangeCommand } from "./domain/exchange-rules.ts";
import type { Offer, OfferCommand } from "./domain/offer.ts";
import { Policy } from "./domain/policy.ts";
import type { InformationRequest, RequestCommand } from "./domain/request.ts";
import type { AreaDeps } from "./operations/area-deps.ts";
import { agreements } from "./storage/agreements.ts";
import { areaHolds } from "./storage/area-holds.ts";
import { cases } from "./storage/cases.ts";
import { disclosures } from "./storage/disclosures.ts";
import { gatherings } from "./storage/gatherings.ts";
import { requests } from "./storage/requests.ts";
import { tickets } from "./storage/tickets.ts";
import { trends } from "./storage/trends.ts";
import { zones } from "./storage/zones.ts";

/** What the use cases of exchange stand on. */
export type Deps = Ground<Policy> &
  AreaDeps & {
    readonly cases: Ledger<ExchangeCase, ExchangeCommand>;
    readonly requests: Ledger<InformationRequest, RequestCommand>;
    readonly disclosures: Ledger<Disclosure, DisclosureCommand>;
    readonly agreements: Ledger<Agreements, AgreementCommand>;
    readonly tickets: Ledger<Offer, OfferCommand>;
    readonly offers: Ledger<InboxOffer, InboxCommand>;
  };

/** What the desk function needs besides: references to persons. */
export type DeskDeps = Deps & { readonly subjectRef: SubjectRefs };

/** What the subscriber needs besides: the desk, for its own inbox. */
export type SubscriberDeps = Deps & { readonly desk: Desk };

/** What an operation needs besides: the person register too. */
export type ApiDeps = DeskDeps & SubscriberDeps & { readonly register: PersonRegister };

/** Binds the rules to a store; time and identifiers come from outside. */
export const depsOn = ({ store, policy, now, newId }: Ground<Policy>): Deps => ({
  ...{ store, policy, now, newId },
  cases: ledger(cases(policy), store, newId),
  requests: ledger(requests(policy), store, newId),
  disclosures: ledger(disclosures(policy), store, newId),
  agreements: ledger(agreements, store, newId),
  tickets: ledger(tickets(policy), store, newId),
  offers: ledger(inbox({ ownerAuthority: "municipality", regime: "gdpr" }), store, newId),
  gatherings: ledger(gatherings(policy), store, newId),
  zones: ledger(zones(policy), store, newId),
  areaHolds: ledger(areaHolds(policy), store, newId),
  trends: ledger(trends, store, newId),
});

/** The dependencies of a function that works on records. */
export const deps = (): Deps => depsOn(ground(process.env, Policy));

/** The dependencies of the desk function. */
export const deskDeps = (): DeskDeps => ({ ...deps(), subjectRef: liveSubjectRefs(process.env) });

/** The dependencies of the subscriber function. */
export const subscriberDeps = (): SubscriberDeps => ({ ...deps(), desk: liveDesk(process.env, "exchange") });

/** The dependencies of the API function. */
export const apiDeps = (): ApiDeps => ({
  ...deskDeps(),
  desk: liveDesk(process.env, "exchange"),
  register: livePersonRegister(process.env),
});

/** The bus that the relay publishes on. */
export const busDeps = () => liveBus(process.env);

/** The queue for what a subscriber cannot read. */
export const deadLetterDeps = () => liveDeadLetters(process.env);
