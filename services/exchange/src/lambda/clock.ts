import { clock } from "@trygt/service-kit";
import { deps as live } from "../deps.ts";
import { timers } from "../timers.ts";

const deps = live();

export const handler = clock(timers(deps), deps);
