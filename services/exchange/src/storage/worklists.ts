import type { StaffId } from "@trygt/contracts";

/** The worklists of exchange's person side: the key is the authorisation, so that no list is filtered after it was fetched. */
export const worklist = {
  /** Cases that name a member of staff, by review. */
  casesOf: (staff: StaffId) => `CASES#${staff}`,
  /** Requests put to a member of staff, by the day on which they lapse. */
  requestsTo: (staff: StaffId) => `REQUESTS#${staff}`,
  /** What was disclosed to a member of staff, by the day on which it expires. */
  disclosuresTo: (staff: StaffId) => `DISCLOSURES#${staff}`,
  /** Erasures that nobody has confirmed yet, by deadline: for the auditor (G6). */
  unconfirmed: "UNCONFIRMED-ERASURES",
} as const;
