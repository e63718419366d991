import type { Timers } from "@trygt/service-kit";
import type { Deps } from "./deps.ts";
import { ending } from "./ending.ts";
import { caseFigures } from "./storage/cases.ts";
import { areaTimers } from "./timers-areas.ts";

/** What falls due in exchange, and the command that time sends. */
export const timers = (deps: Deps): Timers => ({
  ...areaTimers(deps),
  CASE: async (id, call) => {
    const found = await deps.cases.show(id, call.actor);
    if (found === undefined) return { kind: "not-found" };
    // What ends with it is what stood there when it was read: a change in between brings the clock again
    return deps.cases.runFrom(
      found,
      { type: "note-time", at: call.at },
      { ...call, expected: found.version },
      {
        figures: caseFigures(found.state, call.at),
        with: ending(deps, found.state, call),
      },
    );
  },
  REQUEST: (id, call) => deps.requests.run(id, { type: "note-time", at: call.at }, call),
  DISCLOSURE: (id, call) => deps.disclosures.run(id, { type: "note-time", at: call.at }, call),
  TICKET: (id, call) => deps.tickets.run(id, { type: "note-time", at: call.at }, call),
  OFFER: (id, call) => deps.offers.run(id, { type: "note-time", at: call.at }, call),
});
