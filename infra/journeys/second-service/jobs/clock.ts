import { clock } from "@trygt/service-kit";
import { deps } from "./deps.ts";

export const handler = clock(
  { OFFER: (id, call) => deps.offers.run(id, { type: "note-time", at: call.at }, call) },
  deps,
);
