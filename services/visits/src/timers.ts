import type { Timers } from "@trygt/service-kit";
import type { Deps } from "./deps.ts";
import { setNotificationsFree } from "./reactions/notifications.ts";
import { caseFigures } from "./storage/cases.ts";
import { concernFigures } from "./storage/concerns.ts";

/** What falls due in visits, and the command that time sends. */
export const timers = (deps: Deps): Timers => ({
  CONCERN: (id, call) => deps.concerns.run(id, { type: "note-time", at: call.at }, call, { figures: concernFigures }),
  CASE: async (id, call) => {
    await setNotificationsFree(deps, id, call);
    return deps.cases.run(id, { type: "note-time", at: call.at }, call, { figures: caseFigures });
  },
  NOTIFICATION: (id, call) => deps.notifications.run(id, { type: "note-time", at: call.at }, call),
  REFERRAL: (id, call) => deps.referrals.run(id, { type: "note-time", at: call.at }, call),
  OFFER: (id, call) => deps.offers.run(id, { type: "note-time", at: call.at }, call),
  HOLDS: (id, call) => deps.areaHolds.run(id, { type: "note-time", at: call.at }, call),
});
