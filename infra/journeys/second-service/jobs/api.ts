import { api, inboxHandlers } from "@trygt/service-kit";
import { jobs } from "./contract.ts";
import { apiDeps } from "./deps.ts";

const deps = apiDeps();

export const handler = api(jobs, inboxHandlers(deps), deps);
