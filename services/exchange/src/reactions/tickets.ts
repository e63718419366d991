import { disclosureReceived, erasureConfirmed } from "@trygt/contracts/desk";
import { type Dependencies, reaction } from "@trygt/service-kit";
import type { records } from "../records/index.ts";

type TicketDependencies = { readonly tickets: Pick<Dependencies<typeof records>["tickets"], "execute"> };

/** What a ticket opened has arrived with its reader: the desk keeps it no longer. */
export const noteReceipt = /* @__PURE__ */ reaction(
  disclosureReceived,
  ({ tickets }: TicketDependencies, { ticketId, parcelVersion }, { context, service }) =>
    tickets.execute(ticketId, { type: "note-receipt", parcelVersion, service }, context),
);

/** The loop of G6 closes: whoever held what a ticket carried has erased it. */
export const confirmErasure = /* @__PURE__ */ reaction(
  erasureConfirmed,
  ({ tickets }: TicketDependencies, { ticketId }, { context, service }) =>
    tickets.execute(ticketId, { type: "confirm-erasure", service }, context),
);
