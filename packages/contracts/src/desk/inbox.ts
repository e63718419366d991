import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { AreaCode } from "../values/area.ts";
import { described } from "../values/described.ts";
import { PageQuery, pageOf } from "../values/page.ts";
import type { Role } from "../values/role.ts";
import { Instant, LocalDate } from "../values/time.ts";
import { AgeBand, OfferKind, ReturnReason, TicketId, Track, Urgency } from "./vocabulary.ts";

export const OfferStatus = described(
  z.enum(["open", "accepted", "returned", "lapsed", "recalled", "done"]),
  "What has become of the offer. `open`: it can be accepted; `accepted`: a named person has taken it on; `returned`: it went back unread; `lapsed`: nobody accepted it in time, or the time to use it is over; `recalled`: the sender took it back; `done`: what it was for is done.",
  "open",
);
export type OfferStatus = z.output<typeof OfferStatus>;

const thin = () => ({
  ticketId: TicketId,
  kind: OfferKind,
  status: OfferStatus,
  track: z.optional(Track),
  urgency: Urgency,
  ageBand: z.optional(AgeBand),
  areaCode: z.optional(described(AreaCode, "Where the person lives or is met, no finer than a sub-area.", "101-3-MJO")),
  expiresAt: described(Instant, "When it lapses unless somebody accepts it before.", "2026-03-03T08:00:00.000Z"),
});
const ticketParams = () => z.strictObject({ ticketId: TicketId });
const Receipt = () => z.strictObject({ ticketId: TicketId, status: OfferStatus });

const OfferedPerson = () =>
  z.strictObject({
    name: described(z.string(), "The full name.", "Malik Testesen"),
    birthDate: described(LocalDate, "From the person register, not from the CPR number (C5).", "2010-04-12"),
    note: described(
      z.string(),
      "What the sender says about it; who the sender is is not told.",
      "Vil gerne arbejde i et cykelværksted om eftermiddagen",
    ),
  });

/** The inbox of offers of one service: list, accept, read, return. The same in every service that receives. */
export const inboxOperations = <const Service extends string>(service: Service, roles: readonly Role[]) => ({
  listOffers: operation(`${service}.listOffers`, {
    route: `GET /${service}/offers` as const,
    summary: "What is offered to my role; the person is shown only after acceptance",
    description:
      "Those of a role see what is offered to all of them and not yet accepted, or what they have accepted themselves. The list tells what is wanted and until when, and names nobody; the first to lapse comes first.",
    roles,
    query: () =>
      z.strictObject({
        status: described(
          z.enum(["open", "accepted"]),
          "Which offers. `open`: what anybody of the role may still accept; `accepted`: what the caller has accepted.",
          "open",
        ),
        ...PageQuery,
      }),
    reply: () => pageOf(z.strictObject(thin())),
    problems: [],
  }),
  acceptOffer: operation(`${service}.acceptOffer`, {
    route: `POST /${service}/offers/{ticketId}/acceptance` as const,
    summary: "Accept an offer in person; its ticket can be used once, by one reader",
    description:
      "Somebody of the role takes an open offer on, under their own name. From then on they alone can read whom it is about, for 14 days, and the sender is told that it was accepted. A ticket opens once: for everybody else the offer is gone.",
    roles,
    requiresVersionOf: "offer",
    params: ticketParams,
    body: () => z.strictObject({}),
    reply: Receipt,
    problems: ["invalid-transition", "disclosure-expired", "ticket-used"],
  }),
  returnOffer: operation(`${service}.returnOffer`, {
    route: `POST /${service}/offers/{ticketId}/return` as const,
    summary: "Return an offer unread, with a code",
    description:
      "Somebody of the role sends an open offer back without having seen whom it is about. The sender is told the reason as a code and decides what to do instead. What has been accepted can no longer be returned.",
    roles,
    requiresVersionOf: "offer",
    params: ticketParams,
    body: () => z.strictObject({ reason: ReturnReason }),
    reply: Receipt,
    problems: ["invalid-transition", "disclosure-expired", "ticket-used"],
  }),
  readOffer: operation(`${service}.readOffer`, {
    route: `GET /${service}/offers/{ticketId}` as const,
    summary: "An offer; the person it is about is shown only to the one who accepted it",
    description:
      "Those of the role read an open offer without the person, and the one who accepted it reads whom it is about and what the sender says. For everybody else it does not exist (404). The ETag of the answer goes into If-Match with the acceptance or the return.",
    roles,
    reason: true,
    params: ticketParams,
    reply: () =>
      z.strictObject({
        ...thin(),
        person: z.optional(
          described(OfferedPerson(), "Whom it is about; only for the one who accepted it, and while it is kept."),
        ),
        keptUntil: z.optional(
          described(
            Instant,
            "When the person's data are erased here, 14 days after the acceptance.",
            "2026-03-15T23:00:00.000Z",
          ),
        ),
      }),
    problems: [],
  }),
});
