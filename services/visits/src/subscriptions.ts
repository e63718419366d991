import { addDays, type EventContract, instantOf, type LocalDate, startOf } from "@trygt/contracts";
import { disclosureAnswered } from "@trygt/contracts/desk";
import {
  areaHoldPlaced,
  gatheringActive,
  gatheringStoodDown,
  zoneAnnounced,
  zoneEnded,
} from "@trygt/contracts/exchange";
import { invitationMade } from "@trygt/contracts/visits";
import { inboxEvents, inboxSubscriptions, on, type Subscription } from "@trygt/service-kit";
import type { SubscriberDeps } from "./deps.ts";
import { noteAnswer } from "./reactions/answers.ts";
import { liftHold, placeHold } from "./reactions/holds.ts";
import { sendLetters } from "./reactions/letters.ts";

/** The events that visits listens to; infra makes a rule for each. */
export const subscribesTo: readonly EventContract[] = [
  gatheringActive,
  gatheringStoodDown,
  zoneAnnounced,
  zoneEnded,
  areaHoldPlaced,
  invitationMade,
  ...inboxEvents,
  disclosureAnswered,
];

/** Somebody else's event, and the own command it leads to. */
export const subscriptions = (deps: SubscriberDeps): readonly Subscription[] => [
  on(gatheringActive, ({ gatheringRef: ref, areaCode, from, validUntil }, { call, meta: { version } }) =>
    placeHold(deps, { ref, version, areaCode, from: instantOf(from), until: instantOf(validUntil) }, call),
  ),
  on(gatheringStoodDown, ({ gatheringRef: ref, areaCode }, { call, meta: { version } }) =>
    liftHold(deps, { ref, version, areaCode }, call),
  ),
  on(zoneAnnounced, async ({ zoneRef: ref, areaCodes, from, until }, { call, meta: { version } }) => {
    for (const areaCode of areaCodes) await placeHold(deps, { ref, version, areaCode, ...days(from, until) }, call);
  }),
  on(zoneEnded, async ({ zoneRef: ref, areaCodes }, { call, meta: { version } }) => {
    for (const areaCode of areaCodes) await liftHold(deps, { ref, version, areaCode }, call);
  }),
  on(areaHoldPlaced, ({ holdRef: ref, areaCode, from, until }, { call, meta: { version } }) =>
    placeHold(deps, { ref, version, areaCode, from: instantOf(from), until: instantOf(until) }, call),
  ),
  ...inboxSubscriptions(deps, ["concern-draft"]),
  on(disclosureAnswered, ({ ticketId, outcome, reasonCode }, { call }) =>
    noteAnswer(deps, { ticketId, outcome, ...(reasonCode === undefined ? {} : { reasonCode }) }, call),
  ),
  on(invitationMade, ({ caseRef }, { call }) => sendLetters(deps, caseRef, call)),
];

// A zone stands from the first moment of its first day to the end of its last
const days = (from: LocalDate, until: LocalDate) => ({ from: startOf(from), until: startOf(addDays(until, 1)) });
