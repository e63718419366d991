import { service } from "../service.ts";
import * as areas from "./area-events.ts";

export * from "./area-events.ts";

/** Information exchange between the authorities, police efforts, gatherings, and the disclosure desk (points 2, 3 and 4). */
export const exchange = service({
  name: "exchange",
  purpose: "Information exchange between authorities, police efforts, gatherings, and the disclosure desk",
  operations: {},
  events: {
    gatheringActive: areas.gatheringActive,
    gatheringStoodDown: areas.gatheringStoodDown,
    zoneAnnounced: areas.zoneAnnounced,
  },
});
