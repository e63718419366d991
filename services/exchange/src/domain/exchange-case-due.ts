import { addDays, addMonths, dateOf, type Instant, type LocalDate, startOf } from "@trygt/contracts";
import type { Policy } from "../policy.ts";
import type { ExchangeEvent, OpenCase } from "./exchange-case.ts";

/** The day on which a case is gone unless it is renewed: a proposal after a fortnight, a case after 180 days, any after 24 months (T3). */
export const caseEndsOn = (state: OpenCase, policy: Policy): LocalDate => {
  const last = addMonths(dateOf(state.proposedAt), policy.longestMonths);
  const unrenewed = state.status === "proposed" ? state.reviewOn : addDays(state.renewedOn, policy.unrenewedDays);
  return unrenewed < last ? unrenewed : last;
};

/** When time next demands something of a case. */
export const caseDue = (state: OpenCase, policy: Policy): Instant => {
  const end = caseEndsOn(state, policy);
  return startOf(state.status === "active" && state.reviewOn < end ? state.reviewOn : end);
};

/** What time does to a case on a day. */
export const caseDueEvents = (state: OpenCase, on: LocalDate, policy: Policy): readonly ExchangeEvent[] => {
  if (on >= caseEndsOn(state, policy)) return [{ type: "removed", on }];
  return state.status === "active" && on >= state.reviewOn ? [{ type: "review-fell-due" }] : [];
};
