import type { Sent } from "@trygt/service-kit/testing";
import type { Verb } from "./service.ts";

/** For every operation a request that is right in everything but perhaps the caller. */
export const proper: Record<Verb, () => Promise<Sent>> = {
  listEntries: async () => ({ query: { record: "CASE#a", day: "2026-03-02" } }),
};
