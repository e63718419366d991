import { subscriber } from "@trygt/service-kit";
import { deadLetterDeps, subscriberDeps } from "../deps.ts";
import { subscriptions } from "../subscriptions.ts";

const deps = subscriberDeps();

export const handler = subscriber(subscriptions(deps), { ...deadLetterDeps(), now: deps.now });
