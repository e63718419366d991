import type { AccessLogs, Store } from "@trygt/service-kit";
import { memoryStore, testService, type VerbOf } from "@trygt/service-kit/testing";
import * as service from "../service.ts";

/** An operation of audit by its verb. */
export type Verb = VerbOf<typeof service>;

const emptyLogs: AccessLogs = async () => ({ entries: [], more: false });

/** Audit on a store, beside a function that reads the logs. */
export const auditOn = <Kept extends Store>(store: Kept, accessLogs: AccessLogs = emptyLogs) =>
  testService(service, { ports: { accessLogs }, store });

/** Audit on an empty store in memory. */
export const auditService = () => auditOn(memoryStore());
