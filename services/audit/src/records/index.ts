import { defineRecords } from "@trygt/service-kit";

/** Nothing: what audit does leaves entries in its access log, and no records. */
export const records = /* @__PURE__ */ defineRecords({ service: "audit", policy: {}, types: {} });
