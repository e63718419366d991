import type { AreaCode, Instant, LocalDate, Role, StaffId, SubjectRef } from "@trygt/contracts";
import type { AgeBand, Claimant, OfferKind, ReturnReason, Track, Urgency } from "@trygt/contracts/desk";
import { type Absent, type Existing, erased, exists } from "@trygt/service-kit/rules";
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

/** A parcel at the disclosure desk: one ticket, one reader, one time. It lies here until its reader's service has it. */
export type DeskTicket =
  | Absent
  | (Deposited & {
      readonly status: "offered" | "claimed" | "accepted" | "returned" | "lapsed" | "recalled" | "confirmed";
      /** Who has come for it, and the service in which they did. */
      readonly claim?: { readonly claimant: Claimant; readonly service: string; readonly heldUntil: Instant };
      readonly returnedBy?: StaffId;
      readonly endedOn?: LocalDate;
      readonly eraseBy?: LocalDate;
      /** Which parcel lies here or lay here last: 1 for the first, one more for each correction. */
      readonly parcelVersion: number;
      /** The last parcel that has arrived with its reader's service; 0 before that. */
      readonly receivedVersion: number;
      readonly correctionId?: string;
    });

/** What has happened to a ticket. */
export type TicketEvent =
  | ({ readonly type: "deposited" } & Deposited)
  | {
      readonly type: "claimed";
      readonly claimant: Claimant;
      readonly service: string;
      readonly heldUntil: Instant;
      readonly on: LocalDate;
    }
  | { readonly type: "accepted"; readonly parcelVersion: number; readonly on: LocalDate }
  | { readonly type: "correction-received"; readonly parcelVersion: number }
  | { readonly type: "returned"; readonly by: StaffId; readonly reason: ReturnReason; readonly on: LocalDate }
  | { readonly type: "lapsed"; readonly on: LocalDate }
  | { readonly type: "recalled"; readonly eraseBy: LocalDate; readonly on: LocalDate }
  | { readonly type: "corrected"; readonly correctionId: string }
  | { readonly type: "erasure-confirmed"; readonly on: LocalDate }
  | { readonly type: "erased" };

/** A ticket after an event. */
export const evolveTicket = (ticket: DeskTicket, event: TicketEvent): DeskTicket => {
  if (event.type === "deposited") {
    const { type: _, ...deposited } = event;
    return { ...deposited, status: "offered", parcelVersion: 1, receivedVersion: 0 };
  }
  if (!exists(ticket)) return ticket;
  switch (event.type) {
    case "claimed":
      return {
        ...ticket,
        status: "claimed",
        claim: { claimant: event.claimant, service: event.service, heldUntil: event.heldUntil },
      };
    case "accepted":
      return { ...ticket, status: "accepted", receivedVersion: event.parcelVersion, endedOn: event.on };
    case "correction-received":
      return { ...ticket, receivedVersion: event.parcelVersion };
    case "returned":
      return { ...ticket, status: "returned", returnedBy: event.by, endedOn: event.on };
    case "lapsed":
      return { ...ticket, status: "lapsed", endedOn: event.on };
    case "recalled":
      return { ...ticket, status: "recalled", eraseBy: event.eraseBy, endedOn: event.on };
    case "corrected":
      return { ...ticket, parcelVersion: ticket.parcelVersion + 1, correctionId: event.correctionId };
    case "erasure-confirmed":
      return { ...ticket, status: "confirmed", endedOn: event.on };
    case "erased":
      return erased;
  }
};

/** Whether the parcel lies here: offered, or claimed and not yet arrived; a correction until it has been fetched and has arrived. */
export const isSealed = ({ status, parcelVersion, receivedVersion }: Existing<DeskTicket>): boolean =>
  status === "offered" || status === "claimed" || (status === "accepted" && receivedVersion < parcelVersion);
