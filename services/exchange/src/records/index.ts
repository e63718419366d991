import { defineRecords, inbox } from "@trygt/service-kit";
import { proposedPolicy } from "../policy.ts";
import { agreements } from "./agreements.ts";
import { areaHolds } from "./area-holds.ts";
import { cases } from "./cases.ts";
import { disclosures } from "./disclosures.ts";
import { gatherings } from "./gatherings.ts";
import { refusedTexts } from "./refused-texts.ts";
import { requests } from "./requests.ts";
import { tickets } from "./tickets.ts";
import { trends } from "./trends.ts";
import { zones } from "./zones.ts";

/** What exchange keeps. */
export const records = /* @__PURE__ */ defineRecords({
  service: "exchange",
  policy: proposedPolicy,
  types: {
    cases,
    requests,
    disclosures,
    agreements,
    tickets,
    /** Adults whom visits hands over, for the adult team. */
    offers: /* @__PURE__ */ inbox({ ownerAuthority: "municipality", regime: "gdpr" }),
    gatherings,
    zones,
    areaHolds,
    trends,
    refusedTexts,
  },
});

/** What the disclosure desk works on, and nothing else. */
export const deskRecords = /* @__PURE__ */ defineRecords({
  service: "exchange",
  policy: proposedPolicy,
  types: { agreements, tickets },
});
