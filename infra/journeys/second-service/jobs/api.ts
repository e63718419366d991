import { api, inboxHandlers } from "@trygt/service-kit";
import { jobs } from "./contract.ts";
import { deps } from "./deps.ts";

export const handler = api(jobs, inboxHandlers(deps), deps);
