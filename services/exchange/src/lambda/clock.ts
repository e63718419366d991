import { clockFunction } from "@trygt/service-kit";
import { clock } from "../service.ts";

export const handler = clockFunction(clock);
