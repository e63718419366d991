import type { EventContract } from "@trygt/contracts";
import { erasureConfirmed } from "@trygt/contracts/desk";
import { inboxEvents, inboxSubscriptions, on, type Subscription } from "@trygt/service-kit";
import type { SubscriberDeps } from "./deps.ts";

/** The events that exchange listens to; infra makes a rule for each. */
export const subscribesTo: readonly EventContract[] = [...inboxEvents, erasureConfirmed];

/** Somebody else's event, and the own command it leads to. */
export const subscriptions = (deps: SubscriberDeps): readonly Subscription[] => [
  ...inboxSubscriptions(deps, ["adult-handover"]),
  // The loop of G6 closes: whoever held what a ticket carried has erased it
  on(erasureConfirmed, ({ ticketId }, { call }) =>
    deps.tickets.run(ticketId, { type: "confirm-erasure", at: call.at }, call),
  ),
];
