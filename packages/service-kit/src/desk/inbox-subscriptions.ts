import { instantOf } from "@trygt/contracts";
import { disclosureCorrected, disclosureOffered, disclosureRecalled, type OfferKind } from "@trygt/contracts/desk";
import { on, type Subscription } from "../subscriber.ts";
import { parcelKey } from "./inbox.ts";
import type { InboxDeps } from "./inbox-operations.ts";

/** The events that every inbox listens to. */
export const inboxEvents = [disclosureOffered, disclosureRecalled, disclosureCorrected] as const;

/** What comes to an inbox from the desk: offers of its kinds, recalls, corrections. */
export const inboxSubscriptions = (deps: InboxDeps, kinds: readonly OfferKind[]): readonly Subscription[] => [
  on(disclosureOffered, async ({ ticketId, expiresAt, track, ageBand, areaCode, ...offered }, { call }) => {
    if (!kinds.includes(offered.kind)) return;
    await deps.offers.upsert(
      ticketId,
      {
        type: "offer",
        at: call.at,
        offered: {
          ...offered,
          expiresAt: instantOf(expiresAt),
          ...(track === undefined ? {} : { track }),
          ...(ageBand === undefined ? {} : { ageBand }),
          ...(areaCode === undefined ? {} : { areaCode }),
        },
      },
      call,
    );
  }),
  on(disclosureRecalled, ({ ticketId }, { call }) => deps.offers.run(ticketId, { type: "recall", at: call.at }, call)),
  on(disclosureCorrected, async ({ ticketId }, { call }) => {
    const found = await deps.offers.show(ticketId, call.actor);
    if (found === undefined || !("expiresAt" in found.state)) return;
    const { acceptedBy, subject } = found.state;
    if (acceptedBy === undefined || subject === undefined) return;
    const fetched = await deps.desk({ act: "fetch-correction", ticketId, claimant: acceptedBy }, call);
    if (fetched.outcome === "refused" || fetched.parcel === undefined) return;
    const content = fetched.parcel;
    await deps.offers.run(ticketId, { type: "note-correction", at: call.at }, call, {
      vault: () => [{ ...parcelKey(subject, ticketId), content }],
    });
  }),
];
