import { addDays, addHours, dateOf, type Instant } from "@trygt/contracts";
import type { Claimant, ReturnReason } from "@trygt/contracts/desk";
import {
  type Actor,
  accept,
  type Circumstances,
  type Decision,
  type Existing,
  exists,
  refuse,
  staffOf,
  type TimePassed,
} from "@trygt/service-kit/rules";
import type { Policy } from "../policy.ts";
import { type Deposited, type DeskTicket, isSealed, type TicketEvent } from "./desk-ticket.ts";
import { ticketDueEvents } from "./desk-ticket-due.ts";
import { judge } from "./gate/gate.ts";
import type { GateRefusal, Plan } from "./gate/plan.ts";

/** Who claims, returns or fetches does it in person; which service they come from, and which one says that a parcel has arrived or is erased, follows from how it came to the desk. */
export type TicketCommand =
  | {
      readonly type: "deposit";
      readonly deposit: Omit<Deposited, "plan" | "depositedAt" | "expiresAt">;
      readonly plan: Plan;
    }
  | { readonly type: "claim"; readonly service: string }
  | { readonly type: "note-receipt"; readonly parcelVersion: number; readonly service: string }
  | { readonly type: "return"; readonly reason: ReturnReason }
  | { readonly type: "recall"; readonly depositor: string }
  | { readonly type: "correct"; readonly depositor: string; readonly correctionId: string }
  | { readonly type: "fetch-correction" }
  | { readonly type: "confirm-erasure"; readonly service: string }
  | TimePassed;

/** Why a command to a ticket is refused. */
export type TicketRefusal =
  | GateRefusal
  | "duplicate-open-case"
  | "not-found"
  | "ticket-used"
  | "disclosure-expired"
  | "invalid-transition";

/** The rules of a ticket: what a command leads to, or every reason why not. */
export const decideTicket = (
  ticket: DeskTicket,
  command: TicketCommand,
  { at, actor, policy }: Circumstances<Policy>,
): Decision<TicketEvent, TicketRefusal> => {
  const on = dateOf(at);
  if (command.type === "deposit") {
    // The sender makes the ticket: a deposit that was sent twice is one deposit
    const { deposit, plan } = command;
    if (exists(ticket)) return ticket.depositor === deposit.depositor ? accept() : refuse("not-found");
    const [reason, ...more] = judge(plan).reasons;
    if (reason !== undefined) return refuse(reason, ...more);
    const { necessity: _, subject: __, consent: ___, ...traced } = plan;
    return accept({
      type: "deposited",
      ...deposit,
      plan: traced,
      depositedAt: at,
      expiresAt: addHours(at, policy.offerHours),
    });
  }
  if (!exists(ticket)) return refuse("not-found");
  switch (command.type) {
    case "claim": {
      // Until it has arrived, the same reader may come for it again: the answer to the first claim may have been lost
      if (ticket.status === "claimed" && isClaimant(ticket, actor)) return accept();
      const { service } = command;
      const heldUntil = addHours(at, policy.offerHours);
      return (
        refuseClaim(ticket, actor, at) ??
        accept({ type: "claimed", claimant: claimantOf(actor), service, heldUntil, on })
      );
    }
    case "note-receipt": {
      const { claim, status, receivedVersion } = ticket;
      const { service, parcelVersion } = command;
      if (claim?.service !== service || parcelVersion <= receivedVersion || parcelVersion > ticket.parcelVersion)
        return accept();
      // Late is not too late: what has arrived with its reader was accepted, however long the news was on its way
      if (status === "claimed" || status === "lapsed") return accept({ type: "accepted", parcelVersion, on });
      return status === "accepted" ? accept({ type: "correction-received", parcelVersion }) : accept();
    }
    case "return":
      if (ticket.status === "returned" && ticket.returnedBy === actor.id) return accept();
      return (
        refuseClaim(ticket, actor, at) ??
        accept({ type: "returned", by: claimantOf(actor).staffId, reason: command.reason, on })
      );
    case "recall":
      if (ticket.depositor !== command.depositor) return refuse("not-found");
      if (ticket.status === "recalled" || ticket.status === "confirmed") return accept();
      if (!isOut(ticket)) return refuse("invalid-transition");
      return accept(
        { type: "recalled", eraseBy: addDays(on, policy.erasureDays), on },
        // Unclaimed, nobody holds anything that could be erased
        ...(ticket.status === "offered" ? [{ type: "erasure-confirmed", on } as const] : []),
      );
    case "correct":
      if (ticket.depositor !== command.depositor) return refuse("not-found");
      if (!isOut(ticket)) return refuse("invalid-transition");
      return ticket.correctionId === command.correctionId
        ? accept()
        : accept({ type: "corrected", correctionId: command.correctionId });
    case "fetch-correction":
      if (!isClaimant(ticket, actor)) return refuse("not-found");
      return ticket.status === "accepted" && isSealed(ticket) ? accept() : refuse("ticket-used");
    case "confirm-erasure":
      return ticket.status === "recalled" && ticket.claim?.service === command.service
        ? accept({ type: "erasure-confirmed", on })
        : accept();
    case "time-passed":
      return accept(...ticketDueEvents(ticket, at));
  }
};

// Who may not read it is told what somebody without a ticket is told
const refuseClaim = (
  ticket: Existing<DeskTicket>,
  actor: Actor,
  at: Instant,
): Decision<never, TicketRefusal> | undefined => {
  if (actor.role !== ticket.recipientRole) return refuse("not-found");
  switch (ticket.status) {
    case "offered":
      return at >= ticket.expiresAt ? refuse("disclosure-expired") : undefined;
    case "lapsed":
    case "recalled":
    case "confirmed":
      return refuse("disclosure-expired");
    case "claimed":
    case "accepted":
    case "returned":
      return refuse("ticket-used");
  }
};

const isClaimant = ({ claim }: Existing<DeskTicket>, actor: Actor): boolean =>
  claim !== undefined && claim.claimant.staffId === actor.id && claim.claimant.role === actor.role;

const isOut = ({ status }: Existing<DeskTicket>): boolean =>
  status === "offered" || status === "claimed" || status === "accepted";

const claimantOf = (actor: Actor): Claimant => {
  const { id, agency, role } = staffOf(actor);
  return { staffId: id, agency, role };
};
