import { exchange } from "@trygt/contracts/exchange";
import {
  acquaintancePort,
  defineApi,
  defineClock,
  defineDesk,
  defineSubscriber,
  deskPort,
  personRegisterPort,
  staffDirectoryPort,
  subjectRefsPort,
  type Watch,
} from "@trygt/service-kit";
import { answerDesk } from "./operations/desk.ts";
import { operations } from "./operations/index.ts";
import { reactions } from "./reactions/index.ts";
import { deskRecords, records } from "./records/index.ts";

export { records };

/** The HTTP API. It asks its own desk too: for its inbox, and for minors. */
export const api = /* @__PURE__ */ defineApi({
  contract: exchange,
  records,
  ports: {
    register: personRegisterPort,
    subjectRefs: subjectRefsPort,
    directory: staffDirectoryPort,
    acquaintance: acquaintancePort,
    desk: deskPort,
  },
  reads: ["worklists", "vault", "counters"],
  operations,
});

/** Time: each record says by itself what ends with it. */
export const clock = /* @__PURE__ */ defineClock({ records, reads: [] });

/** What others announce. */
export const subscriber = /* @__PURE__ */ defineSubscriber({
  records,
  ports: { desk: deskPort },
  reads: [],
  reactions,
});

/** The disclosure desk, which exchange runs for all services. */
export const desk = /* @__PURE__ */ defineDesk({
  records: deskRecords,
  ports: { subjectRefs: subjectRefsPort },
  reads: ["vault"],
  handle: answerDesk,
});

/** What must not count anything unseen. */
export const watches: readonly Watch[] = [
  {
    metric: "ZoneAnnouncementLate",
    impact: "People in an area where a zone is in force that nobody has told them of (Z4).",
    runbook: "infra/README.md#watches",
  },
  {
    metric: "BulkReadRefused",
    impact: "People whose records somebody looks up one after the other (G7).",
    runbook: "infra/README.md#watches",
  },
];
