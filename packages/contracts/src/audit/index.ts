import { service } from "../service.ts";
import * as entries from "./entries.ts";

export type { AuditEntry } from "./entries.ts";
export * from "./rules.ts";
export * from "./vocabulary.ts";

/** The reading of the access logs: a service that keeps nothing but the log of who read them. */
export const audit = service({
  name: "audit",
  purpose: "What the access logs of all services say, for the data protection officer",
  operations: { listEntries: entries.listEntries },
  events: {},
  problems: {},
});
