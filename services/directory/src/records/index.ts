import { defineRecords } from "@trygt/service-kit";

/** Nothing: what directory does leaves entries in its access log, and no records. */
export const records = /* @__PURE__ */ defineRecords({ service: "directory", policy: {}, types: {} });
