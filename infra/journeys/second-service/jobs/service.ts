import { service } from "@trygt/contracts";
import { disclosureReceived, erasureConfirmed, inboxOperations } from "@trygt/contracts/desk";
import {
  acquaintancePort,
  defineApi,
  defineClock,
  defineRecords,
  defineSubscriber,
  deskPort,
  inbox,
  inboxHandlers,
  inboxReactions,
  subjectRefsPort,
} from "@trygt/service-kit";

/** What the job centre's service shows of itself as far as the desk is concerned: its inbox of offers. */
export const jobs = service({
  name: "jobs",
  purpose: "Offers for the job centre",
  operations: inboxOperations("jobs", ["employment_adviser"]),
  events: { disclosureReceived, erasureConfirmed },
  problems: {},
});

const records = defineRecords({
  service: "jobs",
  policy: {},
  types: { offers: inbox({ ownerAuthority: "job-centre", regime: "gdpr" }) },
});

export const api = /* @__PURE__ */ defineApi({
  contract: jobs,
  records,
  ports: { subjectRefs: subjectRefsPort, acquaintance: acquaintancePort, desk: deskPort },
  reads: ["worklists", "vault"],
  operations: inboxHandlers,
});

export const subscriber = /* @__PURE__ */ defineSubscriber({
  records,
  ports: { desk: deskPort },
  reads: [],
  reactions: /* @__PURE__ */ inboxReactions(["job-referral"]),
});

export const clock = /* @__PURE__ */ defineClock({ records, reads: [] });
