import { createHash } from "node:crypto";
import type { TicketId } from "@trygt/contracts/desk";
import type { CommandContext } from "../records/command.ts";

/** The ticket of a deposit, made from the request behind it: the same request, sent again, deposits the same parcel (a version 8 UUID, RFC 9562). Throws without an idempotency key. */
export const ticketFor = ({ idempotency }: CommandContext): TicketId => {
  if (idempotency === undefined) throw new Error("A deposit needs a request that can be told from others");
  const hex = createHash("sha256")
    .update(`${idempotency.client}#${idempotency.key}#${idempotency.fingerprint}`)
    .digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}` as TicketId;
};
