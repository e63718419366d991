import type { exchange, HoldId } from "@trygt/contracts/exchange";
import type { Handlers } from "@trygt/service-kit";
import type { AreaDeps } from "./area-deps.ts";

/** Police keep others out of an area for a window over HTTP, and give no reason: there is no field for one. */
export const holdOperations = (deps: AreaDeps): Pick<Handlers<typeof exchange>, "placeHold"> => ({
  placeHold: async ({ body: { areaCode, from, until }, call }) => {
    const holdId = deps.newId() as HoldId;
    return deps.areaHolds.upsert(areaCode, { type: "place", at: call.at, areaCode, holdId, from, until }, call, {
      reply: ({ windows }) => ({ areaCode, ...windows.find((window) => window.holdId === holdId) }),
    });
  },
});
