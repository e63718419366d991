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
import type { AreaHolds, AreaHoldsCommand } from "./domain/area-holds.ts";
import type { CaseCommand } from "./domain/case-commands.ts";
import type { Concern, ConcernCommand } from "./domain/concern.ts";
import type { Notification, NotificationCommand } from "./domain/notification.ts";
import { Policy } from "./domain/policy.ts";
import type { VisitCase } from "./domain/visit-case.ts";
import { type DigitalPost, digitalPost } from "./ports/digital-post.ts";
import { areaHolds } from "./storage/area-holds.ts";
import { cases } from "./storage/cases.ts";
import { concerns } from "./storage/concerns.ts";
import { notifications } from "./storage/notifications.ts";
import { type Referral, type ReferralCommand, referrals } from "./storage/referrals.ts";

/** What the use cases of visits stand on. */
export type Deps = {
  readonly store: Store;
  readonly concerns: Ledger<Concern, ConcernCommand>;
  readonly cases: Ledger<VisitCase, CaseCommand>;
  readonly notifications: Ledger<Notification, NotificationCommand>;
  readonly areaHolds: Ledger<AreaHolds, AreaHoldsCommand>;
  readonly referrals: Ledger<Referral, ReferralCommand>;
  readonly offers: Ledger<InboxOffer, InboxCommand>;
  readonly policy: Policy;
  readonly now: () => ReturnType<typeof instantOf>;
  readonly newId: () => string;
};

/** What an operation needs besides: the way from a CPR number to a person and to a reference. */
export type ApiDeps = Deps & {
  readonly register: PersonRegister;
  readonly subjectRef: SubjectRefs;
  readonly desk: Desk;
};

const name = z.string().check(z.minLength(1));

/** Binds the rules to a store; time and identifiers come from outside. */
export const depsOn = (store: Store, policy: Policy, now: Deps["now"], newId: Deps["newId"]): Deps => ({
  store,
  concerns: ledger(concerns(policy), store, newId),
  cases: ledger(cases(policy), store, newId),
  notifications: ledger(notifications(policy), store, newId),
  areaHolds: ledger(areaHolds, store, newId),
  referrals: ledger(referrals, store, newId),
  // Drafts of concerns are the police's, as the concerns are that they become
  offers: ledger(inbox({ ownerAuthority: "police", regime: "led" }), store, newId),
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

/** The dependencies of the API function. */
export const apiDeps = (): ApiDeps => {
  const environment = readEnvironment(z.object({ SUBJECT_KEY_ID: name, PERSON_REGISTER_URL: z.url() }), process.env);
  return {
    ...deps(),
    register: personRegister(environment.PERSON_REGISTER_URL),
    desk: exchangeDesk(),
    subjectRef: subjectRefs({ client: new KMSClient({}), keyId: environment.SUBJECT_KEY_ID }),
  };
};

const exchangeDesk = (): Desk => {
  const { DESK_FUNCTION_NAME } = readEnvironment(z.object({ DESK_FUNCTION_NAME: name }), process.env);
  return desk({ client: new LambdaClient({}), functionName: DESK_FUNCTION_NAME, depositor: "visits" });
};

/** What a subscription needs besides: the mailboxes of custody holders, and the desk. */
export type SubscriberDeps = Deps & { readonly digitalPost: DigitalPost; readonly desk: Desk };

/** The dependencies of the subscriber function. */
export const subscriberDeps = (): SubscriberDeps => {
  const environment = readEnvironment(z.object({ DIGITAL_POST_URL: z.url() }), process.env);
  return {
    ...deps(),
    digitalPost: digitalPost(environment.DIGITAL_POST_URL),
    desk: exchangeDesk(),
  };
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
