/**
 * The most entries of each list in a visit case; one more is refused with `record-full`. More than any family needs, and little enough that the
 * case stays far below 400 KB an item and 100 items a transaction beside what else is written with it (DynamoDB limits).
 */
export const caseLimits = {
  grounds: 3,
  holders: 12,
  visits: 30,
  followUps: 60,
  referrals: 20,
  holds: 80,
  notifications: 30,
} as const;

/** The most entries of each list in a concern (bekymring). Its custody holders become those of the case. */
export const concernLimits = { grounds: caseLimits.grounds, custodyHolders: caseLimits.holders } as const;

/** The most holds that are known of one area at a time, and the most liftings that are remembered; what others announce beyond that waits among the dead letters. */
export const areaLimits = { holds: caseLimits.holds / 2, lifted: 500 } as const;

/** The most visits that one member of staff sees at once, which one page of DynamoDB holds (1 MB). */
export const maxPlannedVisits = 200;
