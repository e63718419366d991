import * as z from "zod/mini";
import { described } from "../values/described.ts";

/** Where a gathering stands (domain.md § 5.2). What is purged is a number. */
export const GatheringStatus = described(
  z.enum(["reported", "assessed", "action_agreed", "under_way", "stood_down", "debriefed"]),
  "Where the gathering stands: `reported` seen or expected, `assessed` looked at again, `action_agreed` both sides want the same, `under_way` the action has begun, `stood_down` over, `debriefed` over and learnt from.",
  "reported",
);
export type GatheringStatus = z.output<typeof GatheringStatus>;

/** How many, in bands: nobody is counted by name. */
export const SizeBand = described(
  z.enum(["<10", "10-29", "30-99", "100+"]),
  "How many people are there, in a band: fewer than 10, 10 to 29, 30 to 99, or 100 and more.",
  "30-99",
);
export type SizeBand = z.output<typeof SizeBand>;

/** What street workers and police agree to do. */
export const StreetAction = described(
  z.enum(["dialogue_by_street_workers", "police_presence", "dialogue_with_police_apart", "stand_off"]),
  "What is done: `dialogue_by_street_workers` street workers talk, `police_presence` police are visible, `dialogue_with_police_apart` street workers talk and police keep their distance, `stand_off` both keep away.",
  "dialogue_with_police_apart",
);
export type StreetAction = z.output<typeof StreetAction>;

/** The roles that report gatherings and act on them (domain.md § 5.6). */
export const onTheStreet = ["police_lead", "police_ssp_officer", "street_worker"] as const;
