import type { StaffId } from "@trygt/contracts";

/** The worklists of exchange: the key is the authorisation, so that no list is filtered after it was fetched. */
export const worklist = {
  /** Cases that name a member of staff, by review. */
  casesOf: (staff: StaffId) => `CASES#${staff}`,
  /** Requests put to a member of staff, by the day on which they lapse. */
  requestsTo: (staff: StaffId) => `REQUESTS#${staff}`,
  /** What was disclosed to a member of staff, by the day on which it expires. */
  disclosuresTo: (staff: StaffId) => `DISCLOSURES#${staff}`,
  /** Erasures that nobody has confirmed yet, of disclosures and tickets, by deadline: for the auditor (G6). */
  unconfirmed: "UNCONFIRMED-ERASURES",
  /** Gatherings of Nørrebro that are not purged, by the time at which they were seen or expected. */
  gatherings: "GATHERINGS#101-3",
  /** The gatherings and zones that housing and organisers get advice on, by their end. */
  advice: "ADVICE#101-3",
  /** Announced zones, by their end. */
  zones: "ZONES#101-3",
  /** All zones, drafts among them, for those who draft and decide, by their end. */
  zonesOfLeads: "ZONES#police_lead",
} as const;
