import {
  type Agency,
  type AreaCode,
  addDays,
  dateOf,
  type Instant,
  instantOf,
  type Regime,
  type Role,
  type StaffId,
  type SubjectRef,
  startOf,
} from "@trygt/contracts";
import {
  type AgeBand,
  type Claimant,
  disclosureReceived,
  erasureConfirmed,
  type OfferKind,
  type OfferStatus,
  type ReturnReason,
  type TicketId,
  type Track,
  type Urgency,
} from "@trygt/contracts/desk";
import { accept, type Decision, refuse } from "../records/decision.ts";
import { entryOn, type VaultKey, type Worklist, worklistOf } from "../records/record-index.ts";
import type { Circumstances, RecordType, TimePassed } from "../records/record-type.ts";
import { type Absent, type Existing, erased } from "../records/state.ts";

/** What an offer tells before anybody has accepted it. */
export type Offered = {
  readonly kind: OfferKind;
  readonly recipientRole: Role;
  readonly track?: Track;
  readonly urgency: Urgency;
  readonly ageBand?: AgeBand;
  readonly areaCode?: AreaCode;
  readonly expiresAt: Instant;
};

/** An offer in the inbox of the receiving service. Who it is about comes with acceptance, and stands in the vault. */
export type InboxOffer =
  | Absent
  | (Offered & {
      readonly status: OfferStatus;
      readonly acceptedBy?: Claimant;
      readonly subject?: SubjectRef;
      readonly keptUntil: Instant;
      /** Which parcel stands in the vault: 1 for the first, one more for each correction. */
      readonly parcelVersion?: number;
    });

/** What a claimed ticket has opened: whose parcel it is, and which of the ticket's. */
export type Opened = { readonly subject: SubjectRef; readonly parcelVersion: number };

/** What can be asked of an offer. */
export type InboxCommand =
  | { readonly type: "offer"; readonly offered: Offered }
  | { readonly type: "accept"; readonly by: Claimant; readonly opened?: Opened }
  | { readonly type: "return"; readonly reason: ReturnReason }
  | { readonly type: "finish" }
  | { readonly type: "recall" }
  | { readonly type: "note-correction"; readonly parcelVersion: number }
  | TimePassed;

/** What has happened to an offer. */
export type InboxEvent =
  | { readonly type: "offered"; readonly offered: Offered; readonly at: Instant }
  | ({ readonly type: "accepted"; readonly by: Claimant; readonly keptUntil: Instant } & Opened)
  | { readonly type: "ended"; readonly status: "returned" | "lapsed" | "done"; readonly keptUntil: Instant }
  | { readonly type: "recalled"; readonly at: Instant; readonly keptUntil: Instant }
  | { readonly type: "corrected"; readonly parcelVersion: number }
  | { readonly type: "erased" };

/** Why an inbox says no; of a ticket that is over it says what the desk would. */
export type InboxRefusal = "invalid-transition" | "disclosure-expired" | "ticket-used";

/** How long an accepted parcel is kept for the person who accepted it, in days [P]. */
const retentionDays = 14;
/** How much longer the trace of an accepted offer is kept, in days: as long as the desk may still recall it and wait for the confirmation (G6). */
const traceDays = 30;

/** The inbox of one service, whose records are its authority's. */
export const inbox = (owner: {
  readonly ownerAuthority: Agency;
  readonly regime: Regime;
}): RecordType<InboxOffer, InboxCommand, InboxEvent, InboxRefusal> => ({
  kind: "OFFER",
  pathParameters: ["ticketId"],
  limits: {},
  decide,
  evolve,
  announce: (ticketId, event) => {
    switch (event.type) {
      case "accepted":
      case "corrected":
        return [disclosureReceived.of({ ticketId, parcelVersion: event.parcelVersion })];
      case "recalled":
        return [erasureConfirmed.of({ ticketId, confirmedAt: event.at })];
      case "offered":
      case "ended":
      case "erased":
        return [];
    }
  },
  visibleTo: (offer, staff) =>
    offer.acceptedBy === undefined ? staff.role === offer.recipientRole : staff.id === offer.acceptedBy.staffId,
  index: (offer, id) => {
    const day = addDays(dateOf(offer.keptUntil), 1);
    const list = listOf(offer);
    return {
      ...owner,
      reviewOn: day,
      eraseOn: day,
      due: offer.status === "open" ? offer.expiresAt : offer.keptUntil,
      ...(list === undefined ? {} : { worklists: [entryOn(list, offer.expiresAt, shownOf(offer))] }),
      vault: offer.status === "accepted" && offer.subject !== undefined ? [parcelKey(offer.subject, id)] : [],
    };
  },
});

/** What an offer shows on a list, and to whoever reads it. */
export type ListedOffer = Omit<Offered, "recipientRole"> & { readonly status: OfferStatus };

/** The same of an offer as it stands. */
export const shownOf = ({
  kind,
  status,
  track,
  urgency,
  ageBand,
  areaCode,
  expiresAt,
}: Existing<InboxOffer>): ListedOffer => ({
  kind,
  status,
  urgency,
  expiresAt,
  ...(track === undefined ? {} : { track }),
  ...(ageBand === undefined ? {} : { ageBand }),
  ...(areaCode === undefined ? {} : { areaCode }),
});

/** The worklists of offers: open ones for a role, accepted ones for the person who accepted. */
export const offersFor = (role: Role): Worklist<ListedOffer> => worklistOf(`OFFERS#${role}`);
/** The worklist of what a member of staff has accepted. */
export const offersOf = (staff: StaffId): Worklist<ListedOffer> => worklistOf(`OFFERS-OF#${staff}`);

/** Where the parcel of an accepted offer stands. */
export const parcelKey = (subject: SubjectRef, ticketId: TicketId | string): VaultKey => ({
  subject,
  item: `PARCEL#${ticketId}`,
});

const listOf = (offer: Existing<InboxOffer>): Worklist<ListedOffer> | undefined => {
  if (offer.status === "open") return offersFor(offer.recipientRole);
  return offer.status === "accepted" && offer.acceptedBy !== undefined ? offersOf(offer.acceptedBy.staffId) : undefined;
};

const decide = (
  offer: InboxOffer,
  command: InboxCommand,
  { at }: Circumstances,
): Decision<InboxEvent, InboxRefusal> => {
  const keptUntil = startOf(addDays(dateOf(at), retentionDays));
  switch (command.type) {
    case "offer":
      return offer.status === "none" ? accept({ type: "offered", offered: command.offered, at }) : accept();
    case "accept":
      if (offer.status !== "open") return refuse(closed(offer.status));
      if (at >= offer.expiresAt) return refuse("disclosure-expired");
      // Without the parcel nobody knows whom it is about: then there is nothing to accept
      if (command.opened === undefined) return refuse("invalid-transition");
      return accept({ type: "accepted", by: command.by, ...command.opened, keptUntil });
    case "return":
      if (offer.status !== "open") return refuse(closed(offer.status));
      return accept({ type: "ended", status: "returned", keptUntil });
    case "finish":
      return offer.status === "accepted"
        ? accept({ type: "ended", status: "done", keptUntil })
        : refuse("invalid-transition");
    case "recall":
      // A parcel that was accepted and whose time or use is over is erased already: only its holder can confirm that
      return offer.status === "open" || offer.status === "accepted" || offer.status === "done" || isOver(offer)
        ? accept({ type: "recalled", at, keptUntil })
        : accept();
    case "note-correction":
      return offer.status === "accepted" && command.parcelVersion > (offer.parcelVersion ?? 0)
        ? accept({ type: "corrected", parcelVersion: command.parcelVersion })
        : accept();
    case "time-passed":
      if (offer.status === "none" || offer.status === "erased") return accept();
      if (offer.status === "open")
        return at >= offer.expiresAt ? accept({ type: "ended", status: "lapsed", keptUntil }) : accept();
      if (at < offer.keptUntil) return accept();
      return offer.status === "accepted"
        ? accept({ type: "ended", status: "lapsed", keptUntil: startOf(addDays(dateOf(offer.keptUntil), traceDays)) })
        : accept({ type: "erased" });
  }
};

// What the desk itself would say of the ticket
const closed = (status: Exclude<InboxOffer["status"], "open">): InboxRefusal => {
  switch (status) {
    case "lapsed":
    case "recalled":
      return "disclosure-expired";
    case "accepted":
    case "returned":
    case "done":
      return "ticket-used";
    case "none":
    case "erased":
      return "invalid-transition";
  }
};

const isOver = (offer: InboxOffer): boolean => offer.status === "lapsed" && offer.acceptedBy !== undefined;

const evolve = (offer: InboxOffer, event: InboxEvent): InboxOffer => {
  if (event.type === "offered")
    return { ...event.offered, status: "open", keptUntil: instantOf(event.offered.expiresAt) };
  if (event.type === "erased") return erased;
  if (offer.status === "none" || offer.status === "erased") return offer;
  switch (event.type) {
    case "accepted":
      return {
        ...offer,
        status: "accepted",
        acceptedBy: event.by,
        subject: event.subject,
        parcelVersion: event.parcelVersion,
        keptUntil: event.keptUntil,
      };
    case "ended":
      return { ...offer, status: event.status, keptUntil: event.keptUntil };
    case "recalled":
      return { ...offer, status: "recalled", keptUntil: event.keptUntil };
    case "corrected":
      return { ...offer, parcelVersion: event.parcelVersion };
  }
};
