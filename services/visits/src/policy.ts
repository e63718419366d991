import type { PolicyNumbers } from "@trygt/service-kit/rules";

/** The numbers that the partnership decides and the impact assessment may change: configuration, never law (docs/domain.md, marked [P]); here as proposed. */
export const proposedPolicy = {
  /** Oldest observation that a concern may rest on, in days (B9). */
  groundDays: 90,
  /** How long SSP has to screen a concern, in days. */
  screeningDays: 7,
  /** How long a concern may wait unscreened before it lapses as too old, in days. */
  unscreenedDays: 90,
  /** How long a decided concern is kept, in days (T1). */
  decidedConcernDays: 30,
  /** How soon the custody holders of a new case are invited, in days. */
  invitationDays: 7,
  /** How soon after an invitation a visit has its time, in days. */
  schedulingDays: 14,
  /** How often a new date may follow when nobody was home (docs/domain.md § 1.1). */
  newDates: 2,
  /** How soon after a visit its follow-up is agreed, or a finished case closed, in days. */
  wrapUpDays: 7,
  /** How often an open case is reviewed, in days (G5). */
  reviewDays: 90,
  /** How long a case that nobody reviews stays open before it closes by itself, in days (G5). */
  unreviewedDays: 30,
  /** How long after the eighteenth birthday a case may stay open, in days (B13). */
  eighteenDays: 14,
  /** How long a closed case and a finished notification are kept, in months (T2). */
  closedMonths: 6,
} satisfies PolicyNumbers;
export type Policy = Readonly<typeof proposedPolicy>;
