import type { Claimant, inboxOperations, Parcel } from "@trygt/contracts/desk";
import type { Handlers } from "../http/types.ts";
import type { Acquaintance } from "../ports/acquaintance.ts";
import type { SubjectRefs } from "../ports/subject-refs.ts";
import type { AccessRecorder } from "../records/access-recorder.ts";
import type { Staff } from "../records/actor.ts";
import { isExpected } from "../records/command.ts";
import { toPage } from "../records/page.ts";
import type { Repository } from "../records/repository.ts";
import type { Existing } from "../records/state.ts";
import type { Loaded, Store } from "../records/store.ts";
import type { Desk } from "./desk.ts";
import { type InboxCommand, type InboxOffer, offersFor, offersOf, parcelKey, shownOf } from "./inbox.ts";

/** What an inbox stands on. */
export type InboxDependencies = Pick<Store, "vault"> &
  Pick<AccessRecorder, "refuse"> & {
    readonly offers: Repository<InboxOffer, InboxCommand>;
    readonly desk: Desk;
    readonly subjectRefs: SubjectRefs;
    readonly acquaintance: Acquaintance;
  };

type Inbox = {
  readonly name: string;
  readonly purpose: string;
  readonly operations: ReturnType<typeof inboxOperations>;
  readonly events: Record<never, never>;
  readonly problems: Record<never, never>;
};

/** The inbox over HTTP: the same in every service that receives offers. */
export const inboxHandlers = (deps: InboxDependencies): Handlers<Inbox> => ({
  listOffers: async ({ query: { status, ...page }, staff, context }) => {
    const open = status === "open";
    const worklist = open ? offersFor(staff.role) : offersOf(staff.id);
    // The clock may be a minute behind; what can no longer be accepted is not offered
    const found = await deps.offers.list(worklist, page, open ? { from: context.at } : {});
    return {
      kind: "read",
      about: worklist,
      body: toPage(found, ({ id: ticketId, shows }) => ({ ticketId, ...shows })),
    };
  },

  acceptOffer: async ({ params: { ticketId }, staff, context }) => {
    const found = await deps.offers.find(ticketId, context.actor);
    if (found === undefined) return { kind: "not-found" };
    const by = claimantOf(staff);
    const open = found.state.status === "open" && context.at < found.state.expiresAt;
    // A ticket opens for one reader: it is claimed only when the inbox will take what it opens
    if (!open || !isExpected(context, found.version))
      return deps.offers.execute(found, { type: "accept", by }, context);
    const claimed = await deps.desk({ act: "claim", ticketId, claimant: by }, context);
    if (claimed.outcome === "refused") return deps.refuse(context, claimed.reasons, deps.offers.ref(ticketId));
    if (claimed.handedOver === undefined) throw new Error("The desk opened a ticket without a parcel");
    const { parcel, parcelVersion } = claimed.handedOver;
    const subject = await deps.subjectRefs(parcel.cpr);
    return deps.offers.execute(found, { type: "accept", by, opened: { subject, parcelVersion } }, context, {
      act: "disclosure",
      disclosed: { recipients: [by] },
      vault: () => [{ ...parcelKey(subject, ticketId), content: parcel }],
      reply: ({ status }) => ({ ticketId, status }),
    });
  },

  returnOffer: ({ params: { ticketId }, body: { reason }, staff, context }) =>
    deps.offers.execute(ticketId, { type: "return", reason }, context, {
      before: async () => {
        const reply = await deps.desk({ act: "return", ticketId, claimant: claimantOf(staff), reason }, context);
        return reply.outcome === "refused" ? { refused: reply.reasons } : {};
      },
      reply: ({ status }) => ({ ticketId, status }),
    }),

  readOffer: async ({ params: { ticketId }, staff, context }) => {
    const found = await deps.offers.find(ticketId, context.actor);
    if (found === undefined) return { kind: "not-found" };
    const { keptUntil } = found.state;
    const parcel = context.at < keptUntil ? await parcelOf(deps, found) : undefined;
    return {
      kind: "read",
      about: deps.offers.ref(ticketId),
      version: found.version,
      ...(parcel === undefined ? {} : { flags: await deps.acquaintance(staff, parcel) }),
      body: {
        ticketId,
        ...shownOf(found.state),
        ...(parcel === undefined
          ? {}
          : { person: { name: parcel.name, birthDate: parcel.birthDate, note: parcel.note }, keptUntil }),
      },
    };
  },
});

/** The parcel of an accepted offer, while it is kept. */
export const parcelOf = async (
  { vault }: Pick<Store, "vault">,
  { id, state }: Loaded<Existing<InboxOffer>>,
): Promise<Parcel | undefined> => {
  if (state.status !== "accepted" || state.subject === undefined) return undefined;
  const { item } = parcelKey(state.subject, id);
  return (await vault(state.subject, [item]))[item] as Parcel | undefined;
};

const claimantOf = ({ id, agency, role }: Staff): Claimant => ({ staffId: id, agency, role });
