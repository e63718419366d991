import { logWatchFunction } from "@trygt/service-kit";

export const handler = logWatchFunction();
