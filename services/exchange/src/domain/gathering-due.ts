import { addHours, type Instant } from "@trygt/contracts";
import { type Gathering, isOpen, type KnownGathering } from "./gathering.ts";
import type { Policy } from "./policy.ts";

/** When time next demands something of a gathering: its end when nobody works on it, then its purge. */
export const gatheringDue = (gathering: Gathering, policy: Policy): Instant | undefined => {
  if (gathering.status === "none" || gathering.status === "purged") return undefined;
  return isOpen(gathering) ? forgottenAt(gathering, policy) : purgedAt(gathering, policy);
};

/** When nothing of a gathering is left but a number: 72 hours after it was stood down (T5, Z6), which it is at the latest when it is forgotten. */
export const purgedAt = (gathering: KnownGathering, policy: Policy): Instant =>
  addHours(isOpen(gathering) ? forgottenAt(gathering, policy) : gathering.stoodDownAt, policy.gatheringHours);

const forgottenAt = ({ agreed, at, reportedAt }: KnownGathering, { forgottenGatheringHours }: Policy): Instant =>
  addHours(agreed?.until ?? (at > reportedAt ? at : reportedAt), forgottenGatheringHours);
