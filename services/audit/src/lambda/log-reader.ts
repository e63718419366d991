import { logReaderFunction } from "@trygt/service-kit";

export const handler = logReaderFunction();
