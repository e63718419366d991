import { erasureConfirmed } from "@trygt/contracts/desk";
import { type Dependencies, reaction } from "@trygt/service-kit";
import type { records } from "../records/index.ts";

type TicketDependencies = { readonly tickets: Pick<Dependencies<typeof records>["tickets"], "execute"> };

/** The loop of G6 closes: whoever held what a ticket carried has erased it. */
export const confirmErasure = /* @__PURE__ */ reaction(
  erasureConfirmed,
  ({ tickets }: TicketDependencies, { ticketId }, { context }) =>
    tickets.execute(ticketId, { type: "confirm-erasure" }, context),
);
