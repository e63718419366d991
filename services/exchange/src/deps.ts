import { randomUUID } from "node:crypto";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { KMSClient } from "@aws-sdk/client-kms";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { SQSClient } from "@aws-sdk/client-sqs";
import { instantOf } from "@trygt/contracts";
import {
  type Desk,
  desk,
  dynamoClient,
  dynamoStore,
  type InboxCommand,
  type InboxOffer,
  inbox,
  json,
  type Ledger,
  ledger,
  type PersonRegister,
  personRegister,
  readEnvironment,
  type Store,
  type SubjectRefs,
  subjectRefs,
} from "@trygt/service-kit";
import * as z from "zod/mini";
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
export type Deps = AreaDeps & {
  readonly store: Store;
  readonly cases: Ledger<ExchangeCase, ExchangeCommand>;
  readonly requests: Ledger<InformationRequest, RequestCommand>;
  readonly disclosures: Ledger<Disclosure, DisclosureCommand>;
  readonly agreements: Ledger<Agreements, AgreementCommand>;
  readonly tickets: Ledger<Offer, OfferCommand>;
  readonly offers: Ledger<InboxOffer, InboxCommand>;
  readonly policy: Policy;
  readonly now: () => ReturnType<typeof instantOf>;
  readonly newId: () => string;
};

/** What the desk function needs besides: references to persons. */
export type DeskDeps = Deps & { readonly subjectRef: SubjectRefs };

/** What the subscriber needs besides: the desk, for its own inbox. */
export type SubscriberDeps = Deps & { readonly desk: Desk };

/** What an operation needs besides: the person register too. */
export type ApiDeps = DeskDeps & SubscriberDeps & { readonly register: PersonRegister };

const name = z.string().check(z.minLength(1));

/** Binds the rules to a store; time and identifiers come from outside. */
export const depsOn = (store: Store, policy: Policy, now: Deps["now"], newId: Deps["newId"]): Deps => ({
  store,
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
  policy,
  now,
  newId,
});

/** The dependencies of a function that works on records, from its environment. */
export const deps = (): Deps => {
  const environment = readEnvironment(
    // D19: without an impact assessment no function that works on people's records starts
    z.object({ TABLE_NAME: name, ACCESS_LOG_TABLE_NAME: name, POLICY: json(Policy), IMPACT_ASSESSMENT: name }),
    process.env,
  );
  const store = dynamoStore({
    client: dynamoClient(),
    table: environment.TABLE_NAME,
    accessLog: environment.ACCESS_LOG_TABLE_NAME,
  });
  return depsOn(store, environment.POLICY, () => instantOf(Date.now()), randomUUID);
};

/** The dependencies of the desk function. */
export const deskDeps = (): DeskDeps => {
  const { SUBJECT_KEY_ID } = readEnvironment(z.object({ SUBJECT_KEY_ID: name }), process.env);
  return { ...deps(), subjectRef: subjectRefs({ client: new KMSClient({}), keyId: SUBJECT_KEY_ID }) };
};

/** The dependencies of the subscriber function. */
export const subscriberDeps = (): SubscriberDeps => ({ ...deps(), desk: ownDesk() });

/** The dependencies of the API function. */
export const apiDeps = (): ApiDeps => {
  const { PERSON_REGISTER_URL } = readEnvironment(z.object({ PERSON_REGISTER_URL: z.url() }), process.env);
  return { ...deskDeps(), desk: ownDesk(), register: personRegister(PERSON_REGISTER_URL) };
};

const ownDesk = (): Desk => {
  const { DESK_FUNCTION_NAME } = readEnvironment(z.object({ DESK_FUNCTION_NAME: name }), process.env);
  return desk({ client: new LambdaClient({}), functionName: DESK_FUNCTION_NAME, depositor: "exchange" });
};

/** The bus that the relay publishes on. */
export const busDeps = () => ({
  bus: readEnvironment(z.object({ EVENT_BUS_NAME: name }), process.env).EVENT_BUS_NAME,
  client: new EventBridgeClient({}),
});

/** The queue for what a subscriber cannot read. */
export const deadLetterDeps = () => ({
  deadLetters: readEnvironment(z.object({ DEAD_LETTER_QUEUE_URL: name }), process.env).DEAD_LETTER_QUEUE_URL,
  client: new SQSClient({}),
});
