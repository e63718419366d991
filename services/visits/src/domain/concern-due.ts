import { addDays, dateOf, type Instant, type LocalDate, startOf } from "@trygt/contracts";
import type { Existing } from "@trygt/service-kit/rules";
import type { Policy } from "../policy.ts";
import type { Concern, ConcernEvent } from "./concern.ts";

/** What has happened to a concern because of the time alone: it is late, it lapses, it is erased. */
export const timeEvents = (concern: Concern, at: Instant, policy: Policy): ConcernEvent[] => {
  switch (concern.status) {
    case "received":
      // At the moment that it was due, however late the clock wakes: the erasure counts from there
      if (at >= lapsesAt(concern, policy)) return [{ type: "lapsed", at: lapsesAt(concern, policy) }];
      return !concern.late && at >= lateAt(concern) ? [{ type: "screening-late", at }] : [];
    case "accepted":
    case "rejected":
      return at >= startOf(erasedOn(concern, policy)) ? [{ type: "erased", at }] : [];
    case "none":
    case "erased":
      return [];
  }
};

/** When time next demands something of a concern. */
export const concernDue = (concern: Existing<Concern>, policy: Policy): Instant => {
  if (concern.status !== "received") return startOf(erasedOn(concern, policy));
  return concern.late ? lapsesAt(concern, policy) : lateAt(concern);
};

const lateAt = ({ screenBy }: Existing<Concern>): Instant => startOf(addDays(screenBy, 1));
const lapsesAt = ({ registeredAt }: Existing<Concern>, { unscreenedDays }: Policy): Instant =>
  startOf(addDays(dateOf(registeredAt), unscreenedDays));

/** The day on which nothing of a concern is left but a number (T1); at the latest when it has lapsed unscreened. */
export const erasedOn = (concern: Existing<Concern>, { decidedConcernDays, unscreenedDays }: Policy): LocalDate =>
  concern.status === "received"
    ? addDays(dateOf(concern.registeredAt), unscreenedDays + decidedConcernDays)
    : addDays(dateOf(concern.decidedAt), decidedConcernDays);
