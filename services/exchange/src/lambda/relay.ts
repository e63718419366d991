import { relayFunction } from "@trygt/service-kit";

export const handler = relayFunction();
