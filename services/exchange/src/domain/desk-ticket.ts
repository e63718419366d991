import type { AreaCode, Instant, LocalDate, Role, SubjectRef } from "@trygt/contracts";
import type { AgeBand, Claimant, OfferKind, ReturnReason, Track, Urgency } from "@trygt/contracts/desk";
import { type Absent, erased, exists } from "@trygt/service-kit/rules";
import type { Plan } from "./gate/plan.ts";

/** What was deposited. `depositor` is known to the desk alone: no receiver and no event tells who asked. */
export type Deposited = {
  readonly depositor: string;
  readonly kind: OfferKind;
  readonly recipientRole: Role;
  readonly track?: Track;
  readonly urgency: Urgency;
  readonly ageBand?: AgeBand;
  readonly areaCode?: AreaCode;
  readonly subject: SubjectRef;
  readonly plan: Omit<Plan, "necessity" | "subject" | "consent">;
  readonly depositedAt: Instant;
  readonly expiresAt: Instant;
};

/** A parcel at the disclosure desk: one ticket, one reader, one time. */
export type DeskTicket =
  | Absent
  | (Deposited & {
      readonly status: "offered" | "accepted" | "returned" | "lapsed" | "recalled" | "confirmed";
      readonly claimedBy?: Claimant;
      readonly endedOn?: LocalDate;
      readonly eraseBy?: LocalDate;
      readonly correction?: "waiting";
    });

/** What has happened to a ticket. */
export type TicketEvent =
  | ({ readonly type: "deposited" } & Deposited)
  | { readonly type: "claimed"; readonly claimant: Claimant; readonly on: LocalDate }
  | { readonly type: "returned"; readonly reason: ReturnReason; readonly on: LocalDate }
  | { readonly type: "lapsed"; readonly on: LocalDate }
  | { readonly type: "recalled"; readonly eraseBy: LocalDate; readonly on: LocalDate }
  | { readonly type: "corrected" }
  | { readonly type: "correction-fetched" }
  | { readonly type: "erasure-confirmed"; readonly on: LocalDate }
  | { readonly type: "erased" };

/** A ticket after an event. */
export const evolveTicket = (ticket: DeskTicket, event: TicketEvent): DeskTicket => {
  if (event.type === "deposited") {
    const { type: _, ...deposited } = event;
    return { ...deposited, status: "offered" };
  }
  if (!exists(ticket)) return ticket;
  switch (event.type) {
    case "claimed":
      return { ...ticket, status: "accepted", claimedBy: event.claimant, endedOn: event.on };
    case "returned":
    case "lapsed":
      return { ...ticket, status: event.type, endedOn: event.on };
    case "recalled": {
      // A correction that nobody has fetched goes with what it corrects
      const { correction: _, ...rest } = ticket;
      return { ...rest, status: "recalled", eraseBy: event.eraseBy, endedOn: event.on };
    }
    case "corrected":
      // Still unclaimed, the parcel is simply replaced; afterwards its reader is told to fetch the correction
      return ticket.status === "accepted" ? { ...ticket, correction: "waiting" } : ticket;
    case "correction-fetched": {
      const { correction: _, ...fetched } = ticket;
      return fetched;
    }
    case "erasure-confirmed":
      return { ...ticket, status: "confirmed", endedOn: event.on };
    case "erased":
      return erased;
  }
};
