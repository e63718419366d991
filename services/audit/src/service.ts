import { audit } from "@trygt/contracts/audit";
import { accessLogsPort, defineApi } from "@trygt/service-kit";
import { operations } from "./operations/index.ts";
import { records } from "./records/index.ts";

export { records };

/** The HTTP API. It writes who has read, and asks another function to read. */
export const api = /* @__PURE__ */ defineApi({
  contract: audit,
  records,
  ports: { accessLogs: accessLogsPort },
  reads: [],
  operations,
});

/** The function that reads the access logs of all services stands here. */
export const readsAccessLogs = true as const;
