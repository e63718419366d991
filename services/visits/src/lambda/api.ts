import { visits } from "@trygt/contracts/visits";
import { api } from "@trygt/service-kit";
import { apiDeps } from "../deps.ts";
import { operations } from "../operations/index.ts";

const deps = apiDeps();

export const handler = api(visits, operations(deps), deps);
