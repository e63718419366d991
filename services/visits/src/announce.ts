import type { Announcement } from "@trygt/contracts";
import { concernDecided } from "@trygt/contracts/visits";
import type { Concern, ConcernEvent } from "./domain/concern.ts";

/** Of a concern only the decision leaves, as a code: the officer learns the outcome and nothing else. */
export const announceConcern = (id: string, event: ConcernEvent, concern: Concern): Announcement[] => {
  switch (event.type) {
    case "accepted":
      return [concernDecided.of({ concernRef: id, outcome: "accepted" })];
    case "rejected":
    case "lapsed":
      return concern.status === "rejected"
        ? [concernDecided.of({ concernRef: id, outcome: "rejected", reasonCode: concern.reason })]
        : [];
    case "registered":
    case "screening-late":
    case "erased":
      return [];
  }
};
