import type { audit } from "@trygt/contracts/audit";
import type { AccessLogs, Handlers } from "@trygt/service-kit";
import { entryOperations } from "./entries.ts";

/** Every operation of audit with its handler; a missing one does not compile. */
export const operations = (deps: { readonly accessLogs: AccessLogs }): Handlers<typeof audit> => ({
  ...entryOperations(deps),
});
