import {
  type AreaCode,
  addDays,
  addHours,
  dateOf,
  type Instant,
  type LocalDate,
  type Role,
  type SubjectRef,
  startOf,
} from "@trygt/contracts";
import type { AgeBand, Claimant, OfferKind, ReturnReason, Track, Urgency } from "@trygt/contracts/desk";
import { accept, type Decision, refuse } from "@trygt/service-kit/rules";
import { judge } from "./gate/gate.ts";
import type { GateRefusal, Plan } from "./gate/plan.ts";
import type { Policy } from "./policy.ts";

/** What stands on a ticket. `depositor` is known to the desk alone: no receiver and no event tells who asked. */
type Ticket = {
  readonly depositor: string;
  readonly kind: OfferKind;
  readonly recipientRole: Role;
  readonly track?: Track;
  readonly urgency: Urgency;
  readonly ageBand?: AgeBand;
  readonly areaCode?: AreaCode;
  readonly subject: SubjectRef;
  readonly plan: Omit<Plan, "necessity" | "subject" | "consent">;
  readonly depositedAt: Instant;
  readonly expiresAt: Instant;
};

/** A parcel at the disclosure desk: one ticket, one reader, one time. */
export type Offer =
  | { readonly status: "none" }
  | (Ticket & {
      readonly status: "offered" | "accepted" | "returned" | "lapsed" | "recalled" | "confirmed";
      readonly claimedBy?: Claimant;
      readonly endedOn?: LocalDate;
      readonly eraseBy?: LocalDate;
      readonly correction?: "waiting";
    })
  | { readonly status: "erased" };

export type OfferCommand = { readonly at: Instant } & (
  | {
      readonly type: "deposit";
      readonly ticket: Omit<Ticket, "plan" | "depositedAt" | "expiresAt">;
      readonly plan: Plan;
    }
  | { readonly type: "claim"; readonly claimant: Claimant }
  | { readonly type: "return"; readonly claimant: Claimant; readonly reason: ReturnReason }
  | { readonly type: "recall"; readonly depositor: string }
  | { readonly type: "correct"; readonly depositor: string }
  | { readonly type: "fetch-correction"; readonly claimant: Claimant }
  | { readonly type: "confirm-erasure" }
  | { readonly type: "note-time" }
);

export type OfferEvent =
  | ({ readonly type: "deposited" } & Ticket)
  | { readonly type: "claimed"; readonly claimant: Claimant; readonly on: LocalDate }
  | { readonly type: "returned"; readonly reason: ReturnReason; readonly on: LocalDate }
  | { readonly type: "lapsed"; readonly on: LocalDate }
  | { readonly type: "recalled"; readonly eraseBy: LocalDate; readonly on: LocalDate }
  | { readonly type: "corrected" }
  | { readonly type: "correction-fetched" }
  | { readonly type: "erasure-confirmed"; readonly on: LocalDate }
  | { readonly type: "erased" };

export type OfferRefusal =
  | GateRefusal
  | "duplicate-open-case"
  | "not-found"
  | "ticket-used"
  | "disclosure-expired"
  | "invalid-transition";

export const noOffer: Offer = { status: "none" };

/** How long a finished ticket is kept as a trace, in days: as long as what it carried could be read (T4). */
const traceDays = 30;

export const decideOffer = (
  offer: Offer,
  command: OfferCommand,
  policy: Policy,
): Decision<OfferEvent, OfferRefusal> => {
  const { at } = command;
  const on = dateOf(at);
  if (command.type === "deposit") {
    // The sender makes the ticket: a deposit that was sent twice is one deposit
    if (offer.status !== "none") return accept();
    const { ticket, plan } = command;
    const [reason, ...more] = judge(plan).reasons;
    if (reason !== undefined) return refuse(reason, ...more);
    const { necessity: _, subject: __, consent: ___, ...traced } = plan;
    return accept({
      type: "deposited",
      ...ticket,
      plan: traced,
      depositedAt: at,
      expiresAt: addHours(at, policy.offerHours),
    });
  }
  if (offer.status === "none" || offer.status === "erased") return refuse("not-found");
  switch (command.type) {
    case "claim":
      return claimable(offer, command.claimant, at) ?? accept({ type: "claimed", claimant: command.claimant, on });
    case "return":
      return claimable(offer, command.claimant, at) ?? accept({ type: "returned", reason: command.reason, on });
    case "recall":
      if (offer.depositor !== command.depositor) return refuse("not-found");
      if (offer.status !== "offered" && offer.status !== "accepted") return refuse("invalid-transition");
      return accept(
        { type: "recalled", eraseBy: addDays(on, policy.erasureDays), on },
        // Unclaimed, nobody holds anything that could be erased
        ...(offer.status === "offered" ? [{ type: "erasure-confirmed", on } as const] : []),
      );
    case "correct":
      if (offer.depositor !== command.depositor) return refuse("not-found");
      if (offer.status !== "offered" && offer.status !== "accepted") return refuse("invalid-transition");
      return accept({ type: "corrected" });
    case "fetch-correction":
      if (offer.claimedBy?.staffId !== command.claimant.staffId) return refuse("not-found");
      return offer.correction === "waiting" ? accept({ type: "correction-fetched" }) : refuse("ticket-used");
    case "confirm-erasure":
      return offer.status === "recalled" ? accept({ type: "erasure-confirmed", on }) : accept();
    case "note-time":
      return accept(...timeEvents(offer, at));
  }
};

// Who may not read it is told what somebody without a ticket is told
const claimable = (offer: Deposited, claimant: Claimant, at: Instant): Decision<never, OfferRefusal> | undefined => {
  if (claimant.role !== offer.recipientRole) return refuse("not-found");
  switch (offer.status) {
    case "offered":
      return at >= offer.expiresAt ? refuse("disclosure-expired") : undefined;
    case "lapsed":
    case "recalled":
    case "confirmed":
      return refuse("disclosure-expired");
    case "accepted":
    case "returned":
      return refuse("ticket-used");
  }
};

type Deposited = Exclude<Offer, { status: "none" | "erased" }>;

const timeEvents = (offer: Deposited, at: Instant): OfferEvent[] => {
  // It was over when its time was up, however late the clock comes
  if (offer.status === "offered") return at >= offer.expiresAt ? [{ type: "lapsed", on: dateOf(offer.expiresAt) }] : [];
  const due = offerDue(offer);
  return due !== undefined && at >= due ? [{ type: "erased" }] : [];
};

/** When time next demands something of a ticket. A recall that nobody has confirmed stays until somebody does (G6). */
export const offerDue = (offer: Deposited): Instant | undefined => {
  if (offer.status === "offered") return offer.expiresAt;
  if (offer.status === "recalled") return undefined;
  return startOf(offerErasedOn(offer));
};

/** The day on which the trace of a ticket is gone. */
export const offerErasedOn = ({ endedOn, expiresAt }: Deposited): LocalDate =>
  addDays(endedOn ?? dateOf(expiresAt), traceDays);

export const evolveOffer = (offer: Offer, event: OfferEvent): Offer => {
  if (event.type === "deposited") {
    const { type: _, ...ticket } = event;
    return { ...ticket, status: "offered" };
  }
  if (event.type === "erased") return { status: "erased" };
  if (offer.status === "none" || offer.status === "erased") return offer;
  switch (event.type) {
    case "claimed":
      return { ...offer, status: "accepted", claimedBy: event.claimant, endedOn: event.on };
    case "returned":
    case "lapsed":
      return { ...offer, status: event.type, endedOn: event.on };
    case "recalled": {
      // A correction that nobody has fetched goes with what it corrects
      const { correction: _, ...rest } = offer;
      return { ...rest, status: "recalled", eraseBy: event.eraseBy, endedOn: event.on };
    }
    case "corrected":
      // Still unclaimed, the parcel is simply replaced; afterwards its reader is told to fetch the correction
      return offer.status === "accepted" ? { ...offer, correction: "waiting" } : offer;
    case "correction-fetched": {
      const { correction: _, ...fetched } = offer;
      return fetched;
    }
    case "erasure-confirmed":
      return { ...offer, status: "confirmed", endedOn: event.on };
  }
};
