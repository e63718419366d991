import type { Instant, StaffId } from "@trygt/contracts";
import type { NotHeardReason, VisitStatus } from "@trygt/contracts/visits";
import { covers, type Hold } from "./holds.ts";

/** A home visit (hjemmebesøg). */
export type HomeVisit = {
  readonly number: number;
  readonly status: VisitStatus;
  readonly at: Instant;
  readonly staff: readonly [StaffId, StaffId];
  readonly interpreterLanguage?: string;
  readonly present?: readonly number[];
  readonly informed?: readonly number[];
  /** Heard, with words in the vault, or why not (B5). */
  readonly childView?: "heard" | NotHeardReason;
};

/** Whether a visit still lies ahead, on hold or not. */
export const ahead = ({ status }: HomeVisit): boolean => status === "planned" || status === "on_hold";

/** The visit, called off if it still lay ahead. */
export const calledOff = (visit: HomeVisit): HomeVisit => (ahead(visit) ? { ...visit, status: "called_off" } : visit);

/** The visit, on hold if it is planned for a time that the hold covers. */
export const heldBack = (visit: HomeVisit, hold: Hold): HomeVisit =>
  visit.status === "planned" && covers(hold, visit.at) ? { ...visit, status: "on_hold" } : visit;

/** The visit, planned again if no hold covers it any more and its time has not passed; one whose time has passed needs a new date. */
export const freed = (visit: HomeVisit, holds: readonly Hold[], at: Instant): HomeVisit =>
  visit.status === "on_hold" && visit.at > at && !holds.some((hold) => covers(hold, visit.at))
    ? { ...visit, status: "planned" }
    : visit;
