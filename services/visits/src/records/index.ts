import { defineRecords, inbox } from "@trygt/service-kit";
import { proposedPolicy } from "../policy.ts";
import { areaHolds } from "./area-holds.ts";
import { cases } from "./cases.ts";
import { concerns } from "./concerns.ts";
import { notifications } from "./notifications.ts";
import { referrals } from "./referrals.ts";

/** All that visits keeps. */
export const records = /* @__PURE__ */ defineRecords({
  service: "visits",
  policy: proposedPolicy,
  types: {
    concerns,
    cases,
    notifications,
    areaHolds,
    referrals,
    // Drafts of concerns are the police's, as the concerns are that they become
    offers: /* @__PURE__ */ inbox({ ownerAuthority: "police", regime: "led" }),
  },
});
