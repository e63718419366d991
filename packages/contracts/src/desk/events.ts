import * as z from "zod/mini";
import { event } from "../event.ts";
import { AreaCode } from "../values/area.ts";
import { Role } from "../values/role.ts";
import { LocalDate } from "../values/time.ts";
import { AgeBand, OfferKind, OfferOutcome, ReturnReason, TicketId, Track, Urgency } from "./vocabulary.ts";

/** An offer for a service's inbox: what kind, for which role, until when. The data come only on claim. */
export const disclosureOffered = event("exchange.disclosure-offered.v1", {
  summary: "Something is offered to a role of a service; data only on claim",
  data: z.strictObject({
    ticketId: TicketId,
    kind: OfferKind,
    recipientRole: Role,
    track: z.optional(Track),
    urgency: Urgency,
    ageBand: z.optional(AgeBand),
    areaCode: z.optional(AreaCode),
    expiresAt: z.iso.datetime(),
  }),
});

/** The business receipt: the sender always learns the outcome, by the ticket alone. */
export const disclosureAnswered = event("exchange.disclosure-answered.v1", {
  summary: "An offer was accepted, returned, recalled, or has lapsed",
  data: z.strictObject({ ticketId: TicketId, outcome: OfferOutcome, reasonCode: z.optional(ReturnReason) }),
});

/** Erase and confirm. */
export const disclosureRecalled = event("exchange.disclosure-recalled.v1", {
  summary: "What was offered or claimed with a ticket must be erased, and the erasure confirmed",
  data: z.strictObject({ ticketId: TicketId, eraseBy: LocalDate }),
});

/** Fetch the correction. */
export const disclosureCorrected = event("exchange.disclosure-corrected.v1", {
  summary: "What was claimed with a ticket has been corrected",
  data: z.strictObject({ ticketId: TicketId }),
});

/** A holder has erased: the loop of G6 closes. */
export const erasureConfirmed = event("partnership.erasure-confirmed.v1", {
  summary: "What was held by a ticket is erased",
  data: z.strictObject({ ticketId: TicketId, confirmedAt: z.iso.datetime() }),
});
