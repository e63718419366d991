import type { visits } from "@trygt/contracts/visits";
import type { Handlers } from "@trygt/service-kit";
import type { ApiDeps } from "../deps.ts";
import { caseOperations } from "./cases.ts";
import { concernOperations } from "./concerns.ts";

/** Every operation of visits with its handler; a missing one does not compile. */
export const operations = (deps: ApiDeps): Handlers<typeof visits> => ({
  ...concernOperations(deps),
  ...caseOperations(deps),
});
