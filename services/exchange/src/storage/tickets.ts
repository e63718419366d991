import type { Announcement } from "@trygt/contracts";
import { disclosureAnswered, disclosureCorrected, disclosureOffered, disclosureRecalled } from "@trygt/contracts/desk";
import type { Aggregate } from "@trygt/service-kit/rules";
import {
  decideOffer,
  evolveOffer,
  noOffer,
  type Offer,
  type OfferCommand,
  type OfferEvent,
  type OfferRefusal,
  offerDue,
  offerErasedOn,
} from "../domain/offer.ts";
import type { Policy } from "../domain/policy.ts";
import { vaultItem } from "./vault.ts";
import { worklist } from "./worklists.ts";

/** Parcels at the desk. No operation reads a ticket: who reaches the desk comes through a service, and the rules ask for the role. */
export const tickets = (policy: Policy): Aggregate<Offer, OfferCommand, OfferEvent, OfferRefusal> => ({
  kind: "TICKET",
  initial: noOffer,
  decide: (offer, command) => decideOffer(offer, command, policy),
  evolve: evolveOffer,
  announce,
  taken: "duplicate-open-case",
  visibleTo: () => true,
  file: (offer, id) => {
    if (!("depositor" in offer)) return "gone";
    const due = offerDue(offer);
    const sealed = offer.status === "offered" || offer.correction === "waiting";
    return {
      ownerAuthority: "municipality",
      regime: "gdpr",
      reviewOn: offerErasedOn(offer),
      eraseOn: offerErasedOn(offer),
      ...(due === undefined ? {} : { due }),
      ...(offer.status === "recalled" && offer.eraseBy !== undefined
        ? { worklists: [{ who: worklist.unconfirmed, when: offer.eraseBy }] }
        : {}),
      // One open offer for a recipient and a person
      ...(offer.status === "offered"
        ? { unique: [`offer#${offer.kind}#${offer.recipientRole}#${offer.subject}`] }
        : {}),
      vault: sealed ? [{ subject: offer.subject, item: vaultItem.parcel(id) }] : [],
    };
  },
});

const announce = (id: string, event: OfferEvent, offer: Offer): Announcement[] => {
  switch (event.type) {
    case "deposited": {
      const { kind, recipientRole, track, urgency, ageBand, areaCode, expiresAt } = event;
      const coarse = {
        ...(track === undefined ? {} : { track }),
        ...(ageBand === undefined ? {} : { ageBand }),
        ...(areaCode === undefined ? {} : { areaCode }),
      };
      return [disclosureOffered.of({ ticketId: id, kind, recipientRole, urgency, expiresAt, ...coarse })];
    }
    case "claimed":
      return [disclosureAnswered.of({ ticketId: id, outcome: "accepted" })];
    case "returned":
      return [disclosureAnswered.of({ ticketId: id, outcome: "returned", reasonCode: event.reason })];
    case "lapsed":
      return [disclosureAnswered.of({ ticketId: id, outcome: "lapsed" })];
    case "recalled":
      return [
        disclosureAnswered.of({ ticketId: id, outcome: "recalled" }),
        disclosureRecalled.of({ ticketId: id, eraseBy: event.eraseBy }),
      ];
    case "corrected":
      return "correction" in offer ? [disclosureCorrected.of({ ticketId: id })] : [];
    case "correction-fetched":
    case "erasure-confirmed":
    case "erased":
      return [];
  }
};
