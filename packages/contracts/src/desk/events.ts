import * as z from "zod/mini";
import { event } from "../event.ts";
import { AreaCode } from "../values/area.ts";
import { described } from "../values/described.ts";
import { Role } from "../values/role.ts";
import { LocalDate } from "../values/time.ts";
import { AgeBand, OfferKind, OfferOutcome, ReturnReason, TicketId, Track, Urgency } from "./vocabulary.ts";

/** An offer for a service's inbox: what kind, for which role, until when. The data come only on claim. */
export const disclosureOffered = event("exchange.disclosure-offered.v1", {
  summary: "Something is offered to a role of a service; personal data follow only when the ticket is claimed",
  data: () =>
    z.strictObject({
      ticketId: TicketId,
      kind: OfferKind,
      recipientRole: described(
        Role,
        "The role whose holders may accept it, one of them in person.",
        "employment_adviser",
      ),
      track: z.optional(Track),
      urgency: Urgency,
      ageBand: z.optional(AgeBand),
      areaCode: z.optional(
        described(AreaCode, "Where the person lives or is met, no finer than a sub-area.", "101-3-MJO"),
      ),
      expiresAt: described(
        z.iso.datetime(),
        "When it lapses unless somebody has accepted it: 24 hours after it was left, by the proposed policy.",
        "2026-03-03T08:00:00.000Z",
      ),
    }),
});

/** The business receipt: the sender always learns the outcome, by the ticket alone. */
export const disclosureAnswered = event("exchange.disclosure-answered.v1", {
  summary: "An offer was accepted, returned, recalled, or has lapsed",
  data: () => z.strictObject({ ticketId: TicketId, outcome: OfferOutcome, reasonCode: z.optional(ReturnReason) }),
});

/** Whoever holds what the ticket opened erases it and confirms (G6). */
export const disclosureRecalled = event("exchange.disclosure-recalled.v1", {
  summary: "What was offered or claimed with a ticket must be erased, and the erasure confirmed",
  data: () =>
    z.strictObject({
      ticketId: TicketId,
      eraseBy: described(
        LocalDate,
        "The last day to erase and confirm, 14 days after the recall by the proposed policy (G6).",
        "2026-03-16",
      ),
    }),
});

/** Whoever has claimed the ticket fetches the correction from the desk (D4). */
export const disclosureCorrected = event("exchange.disclosure-corrected.v1", {
  summary: "What was claimed with a ticket has been corrected",
  data: () => z.strictObject({ ticketId: TicketId }),
});

/** Whoever claimed the ticket has what it opened in a vault of its own: the desk keeps it no longer, and the sender is told that it was accepted. */
export const disclosureReceived = event("partnership.disclosure-received.v1", {
  summary: "What a claimed ticket opened has arrived with its receiver",
  underOwnName: true,
  data: () =>
    z.strictObject({
      ticketId: TicketId,
      parcelVersion: described(
        z.int().check(z.positive(), z.maximum(1000)),
        "Which parcel: 1 for the first, one more for each correction.",
        1,
      ),
    }),
});

/** Whoever held what a recalled ticket opened has erased it (G6). */
export const erasureConfirmed = event("partnership.erasure-confirmed.v1", {
  summary: "What was received with a recalled ticket has been erased",
  underOwnName: true,
  data: () =>
    z.strictObject({
      ticketId: TicketId,
      confirmedAt: described(z.iso.datetime(), "When the holder erased it.", "2026-03-03T09:15:00.000Z"),
    }),
});
