import * as z from "zod/mini";
import { described } from "../values/described.ts";
import { id } from "../values/id.ts";

export const TicketId = described(
  id("TicketId"),
  "A claim ticket (afhentningsbevis) of the disclosure desk: it names an offer without a person, and opens once for one reader.",
  "577e0f9b-1444-48e9-ab75-712130fc299c",
);
export type TicketId = z.output<typeof TicketId>;

export const OfferKind = described(
  z.enum(["job-referral", "concern-draft", "adult-handover", "release-plan"]),
  "What is offered. `job-referral`: somebody who wants work, to the job centre; `concern-draft`: a minor who was proposed in exchange, to the police's SSP officers; `adult-handover`: a youth who has turned 18, to the adult team; `release-plan`: somebody who is to be released, to the job centre.",
  "job-referral",
);
export type OfferKind = z.output<typeof OfferKind>;

export const Track = described(
  z.enum(["youth", "release", "resident"]),
  "How the job centre works with it, in neutral words that do not tell who asked (J1). `youth`: an after-school job; `release`: work or education after a release; `resident`: work or education for a resident.",
  "youth",
);
export type Track = z.output<typeof Track>;

export const Urgency = described(
  z.enum(["days", "hours"]),
  "How soon an answer is wanted: within `days`, or within `hours`.",
  "days",
);
export type Urgency = z.output<typeof Urgency>;

export const AgeBand = described(
  z.enum(["10-14", "15-17", "18-25", "26+"]),
  "The person's age in whole years, as coarse as an offer may tell it; missing below ten.",
  "15-17",
);
export type AgeBand = z.output<typeof AgeBand>;

/** The band of an age in whole years; undefined below ten. */
export const ageBandOf = (age: number): AgeBand | undefined => {
  if (age < 10) return undefined;
  if (age < 15) return "10-14";
  if (age < 18) return "15-17";
  return age < 26 ? "18-25" : "26+";
};

export const ReturnReason = described(
  z.enum(["not_for_us", "no_capacity", "already_known", "person_declined"]),
  "Why an offer goes back unread. `not_for_us`: it belongs to somebody else; `no_capacity`: nobody can take it on now; `already_known`: the receiver is in touch already; `person_declined`: the person does not want it.",
  "no_capacity",
);
export type ReturnReason = z.output<typeof ReturnReason>;

export const OfferOutcome = described(
  z.enum(["accepted", "returned", "lapsed", "recalled"]),
  "How an offer ended, as its sender learns it. `accepted`: a named person has taken it on; `returned`: it came back unread; `lapsed`: nobody answered in time; `recalled`: the sender took it back.",
  "accepted",
);
export type OfferOutcome = z.output<typeof OfferOutcome>;
