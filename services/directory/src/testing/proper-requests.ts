import type { Sent } from "@trygt/service-kit/testing";
import type { Verb } from "./service.ts";

/** For every operation a request that is right in everything but perhaps the caller. */
export const proper: Record<Verb, () => Promise<Sent>> = {
  listStaff: async () => ({ query: { role: "ssp_consultant", q: "Sig" } }),
};
