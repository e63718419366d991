import { inboxReactions } from "@trygt/service-kit";
import { answers } from "./answers.ts";
import { areas } from "./areas.ts";
import { letters } from "./letters.ts";

/** All that visits does when something is announced; what it subscribes to follows from this list. */
export const reactions = [...areas, letters, ...inboxReactions(["concern-draft"]), answers];
