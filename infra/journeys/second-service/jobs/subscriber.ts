import { inboxSubscriptions, subscriber } from "@trygt/service-kit";
import { deps, subscriberShell } from "./deps.ts";

export const handler = subscriber(inboxSubscriptions(deps, ["job-referral"]), subscriberShell());
