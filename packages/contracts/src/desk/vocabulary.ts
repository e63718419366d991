import * as z from "zod/mini";
import { id } from "../values/id.ts";

/** A claim ticket (afhentningsbevis) of the disclosure desk. */
export const TicketId = id("TicketId");
export type TicketId = z.output<typeof TicketId>;

/** What can be offered at the desk (domain.md § 5.4). */
export const OfferKind = z.enum(["job-referral", "concern-draft", "adult-handover", "release-plan"]);
export type OfferKind = z.output<typeof OfferKind>;

/** The track of a job referral: neutral words, so that nobody sees who asked (J1). */
export const Track = z.enum(["youth", "release", "resident"]);
export type Track = z.output<typeof Track>;

/** How soon an offer wants an answer. */
export const Urgency = z.enum(["days", "hours"]);
export type Urgency = z.output<typeof Urgency>;

/** An age as coarse as an offer may tell it. */
export const AgeBand = z.enum(["10-14", "15-17", "18-25", "26+"]);
export type AgeBand = z.output<typeof AgeBand>;

/** The band of an age in whole years; undefined below ten. */
export const ageBandOf = (age: number): AgeBand | undefined => {
  if (age < 10) return undefined;
  if (age < 15) return "10-14";
  if (age < 18) return "15-17";
  return age < 26 ? "18-25" : "26+";
};

/** Why an offer goes back. */
export const ReturnReason = z.enum(["not_for_us", "no_capacity", "already_known", "person_declined"]);
export type ReturnReason = z.output<typeof ReturnReason>;

/** How an offer ended, as its sender learns it. */
export const OfferOutcome = z.enum(["accepted", "returned", "lapsed", "recalled"]);
export type OfferOutcome = z.output<typeof OfferOutcome>;
