import type { PolicyNumbers } from "@trygt/service-kit/rules";

/** The numbers that the partnership decides and the impact assessment may change: configuration, never law (docs/domain.md, marked [P]); here as proposed. */
export const proposedPolicy = {
  /** How often a case is reviewed, in days (T3, G5). */
  reviewDays: 90,
  /** How long a case without renewal lasts, in days (T3). */
  unrenewedDays: 180,
  /** How long a case lasts at most, whatever is renewed, in months (T3). */
  longestMonths: 24,
  /** How long a proposal waits for its approval, in days. */
  proposalDays: 14,
  /** How long a request waits for its answer, in days (docs/domain.md § 5.2). */
  requestDays: 14,
  /** How long what was disclosed may be read, in days (T4). */
  disclosureDays: 30,
  /** How long a recipient has to confirm an erasure, in days (G6). */
  erasureDays: 14,
  /** How long an offer at the desk stays open, in hours (ADR 24). */
  offerHours: 24,
  /** How many different people one member of staff may look up in a day (G7). */
  subjectsADay: 20,
  /** How long a gathering is kept after it was stood down, in hours (T5). */
  gatheringHours: 72,
  /** How long a gathering that nobody works on stands, in hours. */
  forgottenGatheringHours: 24,
  /** How soon a decided zone is announced, in hours (Z4). */
  announcementHours: 24,
  /** From how many days on a zone warns (Z3). */
  longZoneDays: 28,
  /** The longest window of a hold, in hours: holds are coarse and short. */
  holdHours: 24,
  /** How many holds of one area within {@link holdPatternDays} are a pattern that would tell of operations. */
  holdPattern: 3,
  holdPatternDays: 14,
} satisfies PolicyNumbers;
export type Policy = Readonly<typeof proposedPolicy>;
