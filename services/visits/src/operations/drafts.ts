import type { visits } from "@trygt/contracts/visits";
import { type Handlers, isExpected, parcelOf } from "@trygt/service-kit";
import { type RegistrationDependencies, registerConcern } from "./concerns.ts";

type Operations = Pick<Handlers<typeof visits>, "completeConcern">;

/** The draft of a concern that an officer has accepted becomes one. */
export const draftOperations = (deps: RegistrationDependencies): Operations => ({
  completeConcern: async ({ params: { ticketId }, body, context }) => {
    const found = await deps.offers.find(ticketId, context.actor);
    if (found === undefined) return { kind: "not-found" };
    const parcel = await parcelOf(deps, found);
    // Out of turn, the offer itself says why; or, to a completion that was sent twice, what it said the first time
    if (!isExpected(context, found.version) || parcel === undefined)
      return deps.offers.execute(found, { type: "finish" }, context);
    return registerConcern(deps, parcel.cpr, body, context, () => [deps.offers.intent(found, { type: "finish" })]);
  },
});
