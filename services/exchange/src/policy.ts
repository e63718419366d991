import * as z from "zod/mini";

const count = z.int().check(z.positive());

/** The numbers that the partnership decides and the impact assessment may change: configuration, never law (docs/domain.md, marked [P]). */
export const Policy = z.strictObject({
  /** How often a case is reviewed, in days (T3, G5). */
  reviewDays: z._default(count, 90),
  /** How long a case without renewal lasts, in days (T3). */
  unrenewedDays: z._default(count, 180),
  /** How long a case lasts at most, whatever is renewed, in months (T3). */
  longestMonths: z._default(count, 24),
  /** How long a proposal waits for its approval, in days. */
  proposalDays: z._default(count, 14),
  /** How long a request waits for its answer, in days (docs/domain.md § 5.2). */
  requestDays: z._default(count, 14),
  /** How long what was disclosed may be read, in days (T4). */
  disclosureDays: z._default(count, 30),
  /** How long a recipient has to confirm an erasure, in days (G6). */
  erasureDays: z._default(count, 14),
  /** How long an offer at the desk stays open, in hours (ADR 24). */
  offerHours: z._default(count, 24),
  /** How many different people one member of staff may look up in a day (G7). */
  subjectsADay: z._default(count, 20),
  /** How long a gathering is kept after it was stood down, in hours (T5). */
  gatheringHours: z._default(count, 72),
  /** How long a gathering that nobody works on stands, in hours. */
  forgottenGatheringHours: z._default(count, 24),
  /** How soon a decided zone is announced, in hours (Z4). */
  announcementHours: z._default(count, 24),
  /** From how many days on a zone warns (Z3). */
  longZoneDays: z._default(count, 28),
  /** The longest window of a hold, in hours: holds are coarse and short. */
  holdHours: z._default(count, 24),
  /** How many holds of one area within {@link holdPatternDays} are a pattern that would tell of operations. */
  holdPattern: z._default(count, 3),
  holdPatternDays: z._default(count, 14),
});
export type Policy = z.output<typeof Policy>;

/** The policy as proposed. */
export const proposedPolicy: Policy = /* @__PURE__ */ z.parse(Policy, {});
