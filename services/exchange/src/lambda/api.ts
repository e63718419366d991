import { exchange } from "@trygt/contracts/exchange";
import { api } from "@trygt/service-kit";
import { apiDeps } from "../deps.ts";
import { operations } from "../operations/index.ts";

const deps = apiDeps();

export const handler = api(exchange, operations(deps), deps);
