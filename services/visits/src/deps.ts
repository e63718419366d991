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
  readEnvironment,
  type SubjectRefs,
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
export type Deps = Ground<Policy> & {
  readonly concerns: Ledger<Concern, ConcernCommand>;
  readonly cases: Ledger<VisitCase, CaseCommand>;
  readonly notifications: Ledger<Notification, NotificationCommand>;
  readonly areaHolds: Ledger<AreaHolds, AreaHoldsCommand>;
  readonly referrals: Ledger<Referral, ReferralCommand>;
  readonly offers: Ledger<InboxOffer, InboxCommand>;
};

/** What an operation needs besides: the way from a CPR number to a person and to a reference. */
export type ApiDeps = Deps & {
  readonly register: PersonRegister;
  readonly subjectRef: SubjectRefs;
  readonly desk: Desk;
};

/** What a subscription needs besides: the mailboxes of custody holders, and the desk. */
export type SubscriberDeps = Deps & { readonly digitalPost: DigitalPost; readonly desk: Desk };

/** Binds the rules to a store; time and identifiers come from outside. */
export const depsOn = ({ store, policy, now, newId }: Ground<Policy>): Deps => ({
  ...{ store, policy, now, newId },
  concerns: ledger(concerns(policy), store, newId),
  cases: ledger(cases(policy), store, newId),
  notifications: ledger(notifications(policy), store, newId),
  areaHolds: ledger(areaHolds, store, newId),
  referrals: ledger(referrals, store, newId),
  // Drafts of concerns are the police's, as the concerns are that they become
  offers: ledger(inbox({ ownerAuthority: "police", regime: "led" }), store, newId),
});

/** The dependencies of a function that works on records. */
export const deps = (): Deps => depsOn(ground(process.env, Policy));

/** The dependencies of the API function. */
export const apiDeps = (): ApiDeps => ({
  ...deps(),
  register: livePersonRegister(process.env),
  subjectRef: liveSubjectRefs(process.env),
  desk: liveDesk(process.env, "visits"),
});

/** The dependencies of the subscriber function. */
export const subscriberDeps = (): SubscriberDeps => ({
  ...deps(),
  digitalPost: digitalPost(readEnvironment(z.object({ DIGITAL_POST_URL: z.url() }), process.env).DIGITAL_POST_URL),
  desk: liveDesk(process.env, "visits"),
});

/** The bus that the relay publishes on. */
export const busDeps = () => liveBus(process.env);

/** The queue for what a subscriber cannot read. */
export const deadLetterDeps = () => liveDeadLetters(process.env);
