import { addHours, type Instant } from "@trygt/contracts";
import { type Existing, exists } from "@trygt/service-kit/rules";
import type { Policy } from "../policy.ts";
import { type Gathering, type GatheringEvent, isOpen } from "./gathering.ts";

/** When time next demands something of a gathering: its end when nobody works on it, then its purge. */
export const gatheringDue = (gathering: Existing<Gathering>, policy: Policy): Instant =>
  isOpen(gathering) ? forgottenAt(gathering, policy) : purgedAt(gathering, policy);

/** When nothing of a gathering is left but a number: 72 hours after it was stood down (T5, Z6), which it is at the latest when it is forgotten. */
export const purgedAt = (gathering: Existing<Gathering>, policy: Policy): Instant =>
  addHours(isOpen(gathering) ? forgottenAt(gathering, policy) : gathering.stoodDownAt, policy.gatheringHours);

/** What time does to a gathering at an instant. */
export const gatheringDueEvents = (gathering: Gathering, at: Instant, policy: Policy): readonly GatheringEvent[] => {
  if (!exists(gathering)) return [];
  const due = gatheringDue(gathering, policy);
  if (due > at) return [];
  // It was over when its time was up, however late the clock comes: the purge must not wait for it
  return [isOpen(gathering) ? { type: "stood-down", at: due } : { type: "purged", at }];
};

const forgottenAt = ({ agreed, at, reportedAt }: Existing<Gathering>, { forgottenGatheringHours }: Policy): Instant =>
  addHours(agreed?.until ?? (at > reportedAt ? at : reportedAt), forgottenGatheringHours);
