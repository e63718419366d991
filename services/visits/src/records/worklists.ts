import type { AreaCode, StaffId } from "@trygt/contracts";

/** The worklists of visits: the key is the authorisation, so that no list is filtered after it was fetched. */
export const worklist = {
  /** Concerns that await screening, by registration. */
  screening: "CONCERNS#received",
  /** Open cases of a consultant or case worker, by the day on which something is due next. */
  casesOf: (staff: StaffId) => `CASES#${staff}`,
  /** Visits that lie ahead for a member of staff, by their time. */
  visitsOf: (staff: StaffId) => `VISITS#${staff}`,
  /** Open cases of a district by area, for what happens there; no operation reads it. */
  casesIn: (district: string) => `AREA#${district}`,
  /** Notifications that the child team has not finished with, by their next deadline. */
  notifications: "NOTIFICATIONS#open",
} as const;

/** The district of an area, `101-3` of `101-3-MJO`. */
export const districtOf = (area: AreaCode): string => area.split("-").slice(0, 2).join("-");
