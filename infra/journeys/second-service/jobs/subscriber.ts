import { inboxSubscriptions, subscriber } from "@trygt/service-kit";
import { subscriberDeps, subscriberShell } from "./deps.ts";

export const handler = subscriber(inboxSubscriptions(subscriberDeps(), ["job-referral"]), subscriberShell());
