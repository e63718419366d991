import * as z from "zod/mini";
import { TicketId } from "../desk/vocabulary.ts";
import { event } from "../event.ts";
import { described } from "../values/described.ts";
import { RejectionReason } from "./concern-values.ts";
import { CaseId, ConcernId } from "./ids.ts";

/** The reporting officer learns the outcome and nothing else (domain.md § 5.6). */
export const concernDecided = event("visits.concern-decided.v1", {
  summary: "SSP has accepted or rejected a concern",
  data: () =>
    z.strictObject({
      concernRef: described(ConcernId, "The concern that was decided, as its registration named it to the police."),
      outcome: described(
        z.enum(["accepted", "rejected"]),
        "What was decided. `accepted`: it has become a visit case; `rejected`: it was turned down, or nobody screened it in time.",
        "accepted",
      ),
      reasonCode: z.optional(RejectionReason),
    }),
});

/** Letters are to be sent: visits' own subscriber does it, so that a slow mailbox never delays a consultant. */
export const invitationMade = event("visits.invitation-made.v1", {
  summary: "Custody holders are invited; their letters wait to be sent",
  data: () =>
    z.strictObject({
      caseRef: described(CaseId, "The case from which the invitation goes out."),
      invitation: described(
        z.int().check(z.positive(), z.lte(9)),
        "Which one it is within the case, counted from 1: a new one follows when nobody was home.",
        1,
      ),
    }),
});

/** A case has ended. At 18 nothing is carried over by itself (B13, G16); that a family declined is told to nobody (B3). */
export const caseClosed = event("visits.case-closed.v1", {
  summary: "A visit case has ended",
  data: () =>
    z.strictObject({
      caseRef: described(CaseId, "The case that has ended."),
      reasonCode: described(
        z.enum(["turned_18", "moved", "board_case", "agreed", "no_further_need"]),
        "Why it ended. `turned_18`: the youth is an adult (B13); `moved`: the family has moved out of the municipality; `board_case`: the Youth Crime Board has taken over; `agreed`: what was agreed with the family is in place; `no_further_need`: all other endings, a declined visit among them (B3).",
        "no_further_need",
      ),
      ticketId: z.optional(
        described(
          TicketId,
          "The handover to the adult team, only where the youth has agreed to it; at 18 nothing is carried over by itself (B13, G16).",
        ),
      ),
    }),
});
