import { visits } from "@trygt/contracts/visits";
import {
  acquaintancePort,
  defineApi,
  defineClock,
  defineSubscriber,
  deskPort,
  personRegisterPort,
  staffDirectoryPort,
  subjectRefsPort,
} from "@trygt/service-kit";
import { setNotificationsFree } from "./operations/case-erasure.ts";
import { operations } from "./operations/index.ts";
import { digitalPostPort } from "./ports/digital-post.ts";
import { reactions } from "./reactions/index.ts";
import { records } from "./records/index.ts";

export { records };

/** The HTTP API. */
export const api = /* @__PURE__ */ defineApi({
  contract: visits,
  records,
  ports: {
    register: personRegisterPort,
    subjectRefs: subjectRefsPort,
    directory: staffDirectoryPort,
    acquaintance: acquaintancePort,
    desk: deskPort,
  },
  reads: ["worklists", "vault"],
  operations,
});

/** What others announce. */
export const subscriber = /* @__PURE__ */ defineSubscriber({
  records,
  ports: { digitalPost: digitalPostPort, desk: deskPort },
  reads: ["worklists", "vault"],
  reactions,
});

/** Time: a case that is erased sets its notifications free, whose words stand in its vault. */
export const clock = /* @__PURE__ */ defineClock({
  records,
  reads: ["vault"],
  options: (deps) => ({ cases: () => setNotificationsFree(deps) }),
});
