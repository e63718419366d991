import type { Claimant, inboxOperations, Parcel } from "@trygt/contracts/desk";
import type { Staff } from "../access-log.ts";
import type { Handlers } from "../http/api.ts";
import type { Ledger } from "../ledger.ts";
import { type Loaded, type Store, shownPage } from "../store.ts";
import type { SubjectRefs } from "../subject-ref.ts";
import type { Desk } from "./client.ts";
import { type InboxCommand, type InboxOffer, offersFor, offersOf, parcelKey } from "./inbox.ts";

/** What an inbox stands on. */
export type InboxDeps = {
  readonly store: Store;
  readonly offers: Ledger<InboxOffer, InboxCommand>;
  readonly desk: Desk;
};

type Inbox = {
  readonly name: string;
  readonly purpose: string;
  readonly operations: ReturnType<typeof inboxOperations>;
  readonly events: Record<never, never>;
  readonly problems: Record<never, never>;
};

/** The inbox over HTTP: the same in every service that receives offers. */
export const inboxHandlers = (deps: InboxDeps & { readonly subjectRef: SubjectRefs }): Handlers<Inbox> => ({
  listOffers: async ({ query: { status, limit = 50, cursor }, staff, call }) => {
    const open = status === "open";
    const who = open ? offersFor(staff.role) : offersOf(staff.id);
    // The clock may be a minute behind; what can no longer be accepted is not offered
    const page = await deps.store.list(who, { limit, cursor }, open ? { from: call.at } : {});
    return { kind: "shown", about: who, body: shownPage(page, thin) };
  },

  acceptOffer: async ({ params: { ticketId }, staff, call }) => {
    const found = await deps.offers.show(ticketId, call.actor);
    if (found === undefined) return { kind: "not-found" };
    const open = "expiresAt" in found.state && found.state.status === "open";
    // A ticket opens once: it is claimed only when the inbox will take what it opens
    if (!open || found.version !== call.expected || call.at >= found.state.expiresAt)
      return deps.offers.runFrom(found, { type: "accept", at: call.at, by: claimantOf(staff) }, call);
    const claimed = await deps.desk({ act: "claim", ticketId, claimant: claimantOf(staff) }, call);
    if (claimed.outcome === "refused") return deps.offers.refuse(found, call, claimed.reasons);
    const { parcel } = claimed;
    if (parcel === undefined) throw new Error("The desk opened a ticket without a parcel");
    const subject = await deps.subjectRef(parcel.cpr);
    return deps.offers.runFrom(found, { type: "accept", at: call.at, by: claimantOf(staff), subject }, call, {
      act: "disclosure",
      vault: () => [{ ...parcelKey(subject, ticketId), content: parcel }],
      reply: ({ status }) => ({ ticketId, status }),
    });
  },

  returnOffer: async ({ params: { ticketId }, body: { reason }, staff, call }) =>
    deps.offers.run(ticketId, { type: "return", at: call.at, reason }, call, {
      with: async () => {
        const told = await deps.desk({ act: "return", ticketId, claimant: claimantOf(staff), reason }, call);
        return told.outcome === "refused" ? [async () => ({ reasons: told.reasons })] : [];
      },
      reply: ({ status }) => ({ ticketId, status }),
    }),

  readOffer: async ({ params: { ticketId }, call }) => {
    const found = await deps.offers.show(ticketId, call.actor);
    if (found === undefined || !("expiresAt" in found.state)) return { kind: "not-found" };
    const { keptUntil } = found.state;
    const parcel = call.at < keptUntil ? await parcelOf(deps, found) : undefined;
    return {
      kind: "shown",
      about: `OFFER#${ticketId}`,
      version: found.version,
      body: {
        ...summary(ticketId, found.state),
        ...(parcel === undefined
          ? {}
          : { person: { name: parcel.name, birthDate: parcel.birthDate, note: parcel.note }, keptUntil }),
      },
    };
  },
});

/** The parcel of an accepted offer, while it is kept. */
export const parcelOf = async (
  { store }: Pick<InboxDeps, "store">,
  { id, state }: Loaded<InboxOffer>,
): Promise<Parcel | undefined> => {
  if (!("expiresAt" in state) || state.status !== "accepted" || state.subject === undefined) return undefined;
  const { item } = parcelKey(state.subject, id);
  return (await store.vault(state.subject, [item]))[item] as Parcel | undefined;
};

type Kept = Exclude<InboxOffer, { status: "none" | "erased" }>;

const thin = ({ id, state }: Loaded) => summary(id, state as Kept);

const summary = (ticketId: string, { kind, status, track, urgency, ageBand, areaCode, expiresAt }: Kept) => ({
  ticketId,
  kind,
  status,
  urgency,
  expiresAt,
  ...(track === undefined ? {} : { track }),
  ...(ageBand === undefined ? {} : { ageBand }),
  ...(areaCode === undefined ? {} : { areaCode }),
});

const claimantOf = ({ id, agency, role }: Staff): Claimant => ({ staffId: id, agency, role });
