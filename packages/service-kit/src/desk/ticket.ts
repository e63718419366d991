import { createHash } from "node:crypto";
import type { TicketId } from "@trygt/contracts/desk";
import type { Call } from "../call.ts";

/** The ticket of a deposit, made from the request behind it: the same request, sent again, deposits the same parcel (a version 8 UUID, RFC 9562). Throws without an idempotency key. */
export const ticketFor = ({ once }: Call): TicketId => {
  if (once === undefined) throw new Error("A deposit needs a request that can be told from others");
  const hex = createHash("sha256").update(`${once.client}#${once.key}#${once.fingerprint}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}` as TicketId;
};
