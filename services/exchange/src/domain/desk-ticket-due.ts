import { addDays, dateOf, type Instant, type LocalDate, startOf } from "@trygt/contracts";
import type { Existing } from "@trygt/service-kit/rules";
import type { DeskTicket, TicketEvent } from "./desk-ticket.ts";

/** How long a finished ticket is kept as a trace, in days: as long as what it carried could be read (T4). */
const traceDays = 30;

/** When time next demands something of a ticket. A recall that nobody has confirmed stays until somebody does (G6). */
export const ticketDue = (ticket: Existing<DeskTicket>): Instant | undefined => {
  const open = openUntil(ticket);
  if (open !== undefined) return open;
  if (ticket.status === "recalled") return undefined;
  return startOf(ticketErasedOn(ticket));
};

// Claimed, it waits until it has arrived with its reader, and no longer than anybody may take to say so
const openUntil = ({ status, expiresAt, claim }: Existing<DeskTicket>): Instant | undefined => {
  if (status === "offered") return expiresAt;
  return status === "claimed" ? claim?.heldUntil : undefined;
};

/** The day on which the trace of a ticket is gone. */
export const ticketErasedOn = ({ endedOn, expiresAt }: Existing<DeskTicket>): LocalDate =>
  addDays(endedOn ?? dateOf(expiresAt), traceDays);

/** What time does to a ticket at an instant. */
export const ticketDueEvents = (ticket: Existing<DeskTicket>, at: Instant): readonly TicketEvent[] => {
  // It was over when its time was up, however late the clock comes
  const open = openUntil(ticket);
  if (open !== undefined) return at >= open ? [{ type: "lapsed", on: dateOf(open) }] : [];
  const due = ticketDue(ticket);
  return due !== undefined && at >= due ? [{ type: "erased" }] : [];
};
