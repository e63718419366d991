import { addHours } from "@trygt/contracts";
import { disclosureAnswered, disclosureOffered, type OfferKind } from "@trygt/contracts/desk";
import type { RegisteredPerson, Staff } from "@trygt/service-kit";
import { adam, birk, eventFrom, malik, signe } from "@trygt/service-kit/testing";
import type { VisitsService } from "./service.ts";
import { opened } from "./stories.ts";

export const consent = {
  youth: true,
  custodyHolder: false,
  custodyHolderTold: true,
  textVersion: "2026-1",
  language: "da",
};
export const wish = "Vil gerne arbejde i et cykelværksted om eftermiddagen";
export const necessity = "Et fritidsjob er det skridt, som familien og Malik har valgt";
export const jobWanted = { consent, wish, necessity };
export const handoverWanted = {
  consent: { ...consent, custodyHolderTold: false },
  note: "Vil gerne have en samtale om bolig og uddannelse",
  necessity: "Adam er fyldt 18 og vil selv fortsætte samtalen",
};
/** Adam's eighteenth birthday was on Sunday. */
export const afterBirthday = "2026-03-16T10:00:00+01:00";

/** Malik's wish for a job is offered through the desk. */
export const referred = async (service: VisitsService, child: RegisteredPerson = malik) => {
  const story = await opened(service, child);
  const sent = { params: { caseId: story.caseId }, body: jobWanted };
  return { ...story, ticketId: String((await service.step(signe, "referToJob", sent))["ticketId"]) };
};

/** Adam, eighteen now, is offered to the adult team. */
export const handedOver = async (service: VisitsService) => {
  const story = await opened(service, adam);
  service.passTo(afterBirthday);
  const sent = { params: { caseId: story.caseId }, body: handoverWanted };
  return { ...story, ticketId: String((await service.step(signe, "handOver", sent))["ticketId"]) };
};

/** The desk's answer to an offer, as it comes over the bus. */
export const answered = (ticketId: string, outcome: "accepted" | "returned" | "lapsed" | "recalled", version = 2) =>
  eventFrom(
    disclosureAnswered.of({ ticketId, outcome, ...(outcome === "returned" ? { reasonCode: "no_capacity" } : {}) }),
    {
      version,
    },
  );

export const draftTicket = "d4a00000-0000-4000-8000-000000000001";
export const draftNote = "Set sammen med ældre ved stationen tre aftener i træk";

/** Somebody in exchange has proposed a minor: the draft of a concern is offered to the police's SSP officers. */
export const draftOffered = async (
  service: VisitsService,
  { cpr, name, birthDate }: RegisteredPerson = malik,
  kind: OfferKind = "concern-draft",
) => {
  service.atDesk.parcels.set(draftTicket, { cpr, name, birthDate, note: draftNote });
  const offer = disclosureOffered.of({
    ticketId: draftTicket,
    kind,
    recipientRole: "police_ssp_officer",
    urgency: "days",
    ageBand: "15-17",
    areaCode: "101-3",
    expiresAt: addHours(service.deps.now(), 24),
  });
  await service.deliver(eventFrom(offer));
  return { ticketId: draftTicket };
};

/** An officer has accepted it in person. */
export const draftAccepted = async (service: VisitsService, who: Staff = birk, child: RegisteredPerson = malik) => {
  const params = await draftOffered(service, child);
  await service.step(who, "acceptOffer", { params, body: {} });
  return params;
};
