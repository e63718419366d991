import * as z from "zod/mini";

const days = z.int().check(z.positive());

/** The numbers that the partnership decides and the impact assessment may change: configuration, never law (domain.md, marked [P]). */
export const Policy = z.strictObject({
  /** Oldest observation that a concern may rest on, in days (B9). */
  groundDays: z._default(days, 90),
  /** How long SSP has to screen a concern, in days. */
  screeningDays: z._default(days, 7),
  /** How long a concern may wait unscreened before it lapses as too old, in days. */
  unscreenedDays: z._default(days, 90),
  /** How long a decided concern is kept, in days (T1). */
  decidedConcernDays: z._default(days, 30),
  /** How often an open case is reviewed, in days (G5). */
  reviewDays: z._default(days, 90),
});
export type Policy = z.output<typeof Policy>;

/** The policy as proposed. */
export const proposedPolicy: Policy = z.parse(Policy, {});
