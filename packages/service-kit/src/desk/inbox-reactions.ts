import { instantOf } from "@trygt/contracts";
import { disclosureCorrected, disclosureOffered, disclosureRecalled, type OfferKind } from "@trygt/contracts/desk";
import { type Reaction, reaction } from "../functions/reaction.ts";
import type { Repository } from "../records/repository.ts";
import type { Desk } from "./desk.ts";
import { type InboxCommand, type InboxOffer, parcelKey } from "./inbox.ts";

/** What the reactions of an inbox stand on. */
export type InboxReactionDependencies = {
  readonly offers: Omit<Repository<InboxOffer, InboxCommand>, "list">;
  readonly desk: Desk;
};

/** What comes to an inbox from the desk: offers of its kinds, recalls, corrections. */
export const inboxReactions = (kinds: readonly OfferKind[]): readonly Reaction<InboxReactionDependencies>[] => [
  reaction(
    disclosureOffered,
    async (
      { offers }: InboxReactionDependencies,
      { ticketId: id, expiresAt, track, ageBand, areaCode, ...offered },
      { context },
    ) => {
      const coarse = {
        ...(track === undefined ? {} : { track }),
        ...(ageBand === undefined ? {} : { ageBand }),
        ...(areaCode === undefined ? {} : { areaCode }),
      };
      const offer = { ...offered, ...coarse, expiresAt: instantOf(expiresAt) };
      await offers.execute({ id, when: "any" }, { type: "offer", offered: offer }, context);
    },
    { kind: kinds },
  ),
  reaction(disclosureRecalled, ({ offers }: InboxReactionDependencies, { ticketId }, { context }) =>
    offers.execute(ticketId, { type: "recall" }, context),
  ),
  reaction(disclosureCorrected, async ({ offers, desk }: InboxReactionDependencies, { ticketId }, { context }) => {
    const found = await offers.find(ticketId, context.actor);
    if (found?.state.acceptedBy === undefined || found.state.subject === undefined) return;
    const { acceptedBy: claimant, subject } = found.state;
    const fetched = await desk({ act: "fetch-correction", ticketId, claimant }, context);
    if (fetched.outcome === "refused" || fetched.handedOver === undefined) return;
    const { parcel: content, parcelVersion } = fetched.handedOver;
    await offers.execute(ticketId, { type: "note-correction", parcelVersion }, context, {
      vault: () => [{ ...parcelKey(subject, ticketId), content }],
    });
  }),
];
