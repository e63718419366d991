import { entryOn, type RecordType } from "@trygt/service-kit/rules";
import { announceTicket } from "../announce.ts";
import { type DeskTicket, evolveTicket, isSealed, type TicketEvent } from "../domain/desk-ticket.ts";
import { ticketDue, ticketErasedOn } from "../domain/desk-ticket-due.ts";
import { decideTicket, type TicketCommand, type TicketRefusal } from "../domain/desk-ticket-rules.ts";
import type { Policy } from "../policy.ts";
import { vaultItem } from "./vault.ts";
import { worklist } from "./worklists.ts";

/** Parcels at the desk. No operation reads a ticket: who reaches the desk comes through a service, and the rules ask for the role. */
export const tickets: RecordType<DeskTicket, TicketCommand, TicketEvent, TicketRefusal, Policy> = {
  kind: "TICKET",
  pathParameters: [],
  limits: {},
  decide: decideTicket,
  evolve: evolveTicket,
  announce: announceTicket,
  onDuplicate: "duplicate-open-case",
  visibleTo: () => true,
  index: (ticket, id) => {
    const due = ticketDue(ticket);
    return {
      ownerAuthority: "municipality",
      regime: "gdpr",
      reviewOn: ticketErasedOn(ticket),
      eraseOn: ticketErasedOn(ticket),
      ...(due === undefined ? {} : { due }),
      ...(ticket.status === "recalled" && ticket.eraseBy !== undefined
        ? {
            worklists: [
              entryOn(worklist.unconfirmed, ticket.eraseBy, {
                recipient: ticket.recipientRole,
                eraseBy: ticket.eraseBy,
              }),
            ],
          }
        : {}),
      // One open offer for a recipient and a person
      ...(ticket.status === "offered" || ticket.status === "claimed"
        ? { unique: [`offer#${ticket.kind}#${ticket.recipientRole}#${ticket.subject}`] }
        : {}),
      vault: isSealed(ticket) ? [{ subject: ticket.subject, item: vaultItem.parcel(id) }] : [],
    };
  },
};
