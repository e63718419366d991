import { count, type Timers } from "@trygt/service-kit";
import type { AreaDeps } from "./operations/area-deps.ts";
import { gatheringFigures } from "./storage/gatherings.ts";
import { zoneFigures } from "./storage/zones.ts";

/** What falls due in gatherings, zones, holds and trends, and the command that time sends. */
export const areaTimers = (deps: AreaDeps): Timers => ({
  GATHERING: (id, call) =>
    deps.gatherings.run(id, { type: "note-time", at: call.at }, call, { figures: gatheringFigures }),
  ZONE: async (id, call) => {
    const outcome = await deps.zones.run(id, { type: "note-time", at: call.at }, call, {
      figures: zoneFigures,
      reply: (zone) => zone.status === "decided" && zone.late,
    });
    // Z4: an alarm stands on this count
    if (outcome.kind === "done" && outcome.body === true) count("ZoneAnnouncementLate");
    return outcome;
  },
  HOLD: (id, call) => deps.areaHolds.run(id, { type: "note-time", at: call.at }, call),
  TREND: (id, call) => deps.trends.run(id, { type: "note-time", at: call.at }, call),
});
