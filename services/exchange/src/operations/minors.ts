import { ageOn, dateOf } from "@trygt/contracts";
import { ageBandOf } from "@trygt/contracts/desk";
import type { exchange } from "@trygt/contracts/exchange";
import { type Dependencies, type Desk, type Handlers, type PersonRegister, ticketFor } from "@trygt/service-kit";
import { partyOf } from "../domain/case-party.ts";
import { statesNecessity } from "../domain/gate/rules.ts";
import type { records } from "../records/index.ts";

type MinorDependencies = Pick<Dependencies<typeof records>, "refuse" | "replayed" | "logAccess" | "tickets"> & {
  readonly register: PersonRegister;
  readonly desk: Desk;
};

/** A minor over HTTP: offered to visits through the desk. Exchange keeps no record of them, so that the log alone tells who did what (E1). */
export const minorOperations = (deps: MinorDependencies): Pick<Handlers<typeof exchange>, "routeMinor"> => ({
  routeMinor: async ({ body: { subject, areaCode, necessity, text }, staff, context }) => {
    const ticketId = ticketFor(context);
    const replayed = await deps.replayed(context, ticketId);
    if (replayed !== undefined) return replayed;
    const person = await deps.register(subject.cpr);
    if (person === undefined || person.status === "dead") return deps.refuse(context, ["person-unknown"]);
    const age = ageOn(person.birthDate, dateOf(context.at));
    if (age >= 18) return deps.refuse(context, ["subject-is-adult"]);
    if (ageBandOf(age) === undefined) return deps.refuse(context, ["below-scope-age"]);
    if (!statesNecessity(necessity)) return deps.refuse(context, ["necessity-missing"]);
    const { cpr, name, birthDate } = person;
    // The parcel lies sealed at the desk until the police claim it or its day is over
    const deposited = await deps.desk(
      {
        act: "deposit",
        ...{ ticketId, kind: "concern-draft", recipientRole: "police_ssp_officer", urgency: "days", areaCode },
        ...{ from: partyOf(staff).kind, to: "police", purpose: "ssp", use: "preventive_visit", step: "arrange_a_talk" },
        necessity,
        subject: { category: "person_at_risk", custody: "none" },
        parcel: { cpr, name, birthDate, note: text },
      },
      context,
    );
    if (deposited.outcome === "refused") return deps.refuse(context, deposited.reasons);
    return deps.logAccess(
      context,
      { act: "disclosure", about: deps.tickets.ref(ticketId), recipients: [{ role: "police_ssp_officer" }] },
      { id: ticketId, body: { ticketId, expiresAt: deposited.expiresAt } },
    );
  },
});
