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
import type { Deposited, DeskTicket, TicketEvent } from "./desk-ticket.ts";
import { ticketDueEvents } from "./desk-ticket-due.ts";
import { judge } from "./gate/gate.ts";
import type { GateRefusal, Plan } from "./gate/plan.ts";

/** Who claims, returns or fetches does it in person. */
export type TicketCommand =
  | {
      readonly type: "deposit";
      readonly deposit: Omit<Deposited, "plan" | "depositedAt" | "expiresAt">;
      readonly plan: Plan;
    }
  | { readonly type: "claim" }
  | { readonly type: "return"; readonly reason: ReturnReason }
  | { readonly type: "recall"; readonly depositor: string }
  | { readonly type: "correct"; readonly depositor: string }
  | { readonly type: "fetch-correction" }
  | { readonly type: "confirm-erasure" }
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
    if (ticket.status !== "none") return accept();
    const { deposit, plan } = command;
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
    case "claim":
      return refuseClaim(ticket, actor, at) ?? accept({ type: "claimed", claimant: claimantOf(actor), on });
    case "return":
      return refuseClaim(ticket, actor, at) ?? accept({ type: "returned", reason: command.reason, on });
    case "recall":
      if (ticket.depositor !== command.depositor) return refuse("not-found");
      if (ticket.status !== "offered" && ticket.status !== "accepted") return refuse("invalid-transition");
      return accept(
        { type: "recalled", eraseBy: addDays(on, policy.erasureDays), on },
        // Unclaimed, nobody holds anything that could be erased
        ...(ticket.status === "offered" ? [{ type: "erasure-confirmed", on } as const] : []),
      );
    case "correct":
      if (ticket.depositor !== command.depositor) return refuse("not-found");
      if (ticket.status !== "offered" && ticket.status !== "accepted") return refuse("invalid-transition");
      return accept({ type: "corrected" });
    case "fetch-correction":
      if (ticket.claimedBy?.staffId !== actor.id) return refuse("not-found");
      return ticket.correction === "waiting" ? accept({ type: "correction-fetched" }) : refuse("ticket-used");
    case "confirm-erasure":
      return ticket.status === "recalled" ? accept({ type: "erasure-confirmed", on }) : accept();
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
    case "accepted":
    case "returned":
      return refuse("ticket-used");
  }
};

const claimantOf = (actor: Actor): Claimant => {
  const { id, agency, role } = staffOf(actor);
  return { staffId: id, agency, role };
};
