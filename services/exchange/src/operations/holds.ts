import type { exchange, HoldId } from "@trygt/contracts/exchange";
import { type Dependencies, exists, type Handlers } from "@trygt/service-kit";
import type { records } from "../records/index.ts";

type HoldDependencies = Pick<Dependencies<typeof records>, "areaHolds" | "newId">;

/** Police keep others out of an area for a window over HTTP, and give no reason: there is no field for one. */
export const holdOperations = (deps: HoldDependencies): Pick<Handlers<typeof exchange>, "placeHold"> => ({
  placeHold: ({ body: { areaCode, from, until }, context }) => {
    const holdId = deps.newId() as HoldId;
    return deps.areaHolds.execute(
      { id: areaCode, when: "any" },
      { type: "place", areaCode, holdId, from, until },
      context,
      {
        reply: (state) => ({
          areaCode,
          ...(exists(state) ? state.windows.find((window) => window.holdId === holdId) : {}),
        }),
      },
    );
  },
});
