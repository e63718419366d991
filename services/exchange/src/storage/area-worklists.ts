/** The worklists of what is tied to areas: the key is the authorisation, so that no list is filtered after it was fetched. */
export const areaWorklist = {
  /** Gatherings of Nørrebro that are not purged, by the time at which they were seen or expected. */
  gatherings: "GATHERINGS#101-3",
  /** What housing and organisers get advice on, by its end. */
  advice: "ADVICE#101-3",
  /** Announced zones, by their end. */
  zones: "ZONES#101-3",
  /** All zones, drafts among them, for those who draft and decide, by their end. */
  zonesOfLeads: "ZONES#police_lead",
} as const;
