import type { Timers } from "@trygt/service-kit";
import type { Deps } from "./deps.ts";
import { concernFigures } from "./storage.ts";

/** What falls due in visits, and the command that time sends. */
export const timers = (deps: Deps): Timers => ({
  CONCERN: (id, call) => deps.concerns.run(id, { type: "note-time", at: call.at }, call, { figures: concernFigures }),
});
