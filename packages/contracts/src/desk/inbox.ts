import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { AreaCode } from "../values/area.ts";
import { PageQuery, pageOf } from "../values/page.ts";
import type { Role } from "../values/role.ts";
import { Instant, LocalDate } from "../values/time.ts";
import { AgeBand, OfferKind, ReturnReason, TicketId, Track, Urgency } from "./vocabulary.ts";

/** Where an offer stands in the inbox of the receiving service. */
export const OfferStatus = z.enum(["open", "accepted", "returned", "lapsed", "recalled", "done"]);
export type OfferStatus = z.output<typeof OfferStatus>;

const thin = {
  ticketId: TicketId,
  kind: OfferKind,
  status: OfferStatus,
  track: z.optional(Track),
  urgency: Urgency,
  ageBand: z.optional(AgeBand),
  areaCode: z.optional(AreaCode),
  expiresAt: Instant,
};
const ticketParams = z.strictObject({ ticketId: TicketId });
const Receipt = z.strictObject({ ticketId: TicketId, status: OfferStatus });

/** The inbox of offers of one service: list, accept, read, return. The same in every service that receives. */
export const inboxOperations = <const Service extends string>(service: Service, roles: readonly Role[]) => ({
  listOffers: operation(`${service}.listOffers`, {
    route: `GET /${service}/offers` as const,
    summary: "What is offered to my role; whom it is about only on acceptance",
    roles,
    query: z.strictObject({ status: z.enum(["open", "accepted"]), ...PageQuery }),
    reply: pageOf(z.strictObject(thin)),
    problems: [],
  }),
  acceptOffer: operation(`${service}.acceptOffer`, {
    route: `POST /${service}/offers/{ticketId}/acceptance` as const,
    summary: "Accept an offer in person: the ticket opens once, for one reader",
    roles,
    requiresVersionOf: "offer",
    params: ticketParams,
    body: z.strictObject({}),
    reply: Receipt,
    problems: ["invalid-transition", "disclosure-expired", "ticket-used"],
  }),
  returnOffer: operation(`${service}.returnOffer`, {
    route: `POST /${service}/offers/{ticketId}/return` as const,
    summary: "Return an offer unread, with a code",
    roles,
    requiresVersionOf: "offer",
    params: ticketParams,
    body: z.strictObject({ reason: ReturnReason }),
    reply: Receipt,
    problems: ["invalid-transition", "disclosure-expired", "ticket-used"],
  }),
  readOffer: operation(`${service}.readOffer`, {
    route: `GET /${service}/offers/{ticketId}` as const,
    summary: "An offer: open, what it is; accepted, whom it is about, for the person who accepted it",
    roles,
    reason: true,
    params: ticketParams,
    reply: z.strictObject({
      ...thin,
      person: z.optional(z.strictObject({ name: z.string(), birthDate: LocalDate, note: z.string() })),
      keptUntil: z.optional(Instant),
    }),
    problems: [],
  }),
});
