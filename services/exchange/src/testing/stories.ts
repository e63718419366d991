import { randomUUID } from "node:crypto";
import type { Agency } from "@trygt/contracts";
import type { Deposit, TicketId } from "@trygt/contracts/desk";
import type { Party } from "@trygt/contracts/exchange";
import type { RegisteredPerson, Staff } from "@trygt/service-kit";
import { omar, palle, runa, sanne, yusuf } from "@trygt/service-kit/testing";
import * as parties from "../domain/case-party.ts";
import type { ExchangeService } from "./service.ts";

type Service = Pick<ExchangeService, "step" | "askDesk" | "settle">;

export const tests = { partOfCooperation: true, reasonableAndFactual: true, necessary: true };
export const necessity = "Planen for hans uddannelse kan ikke lægges af en myndighed alene";
export const fact = {
  kind: "fact",
  about: "own_conduct",
  source: "own_observation",
  observedOn: "2026-02-20",
  text: "Stod ved metroen sent tre aftener i træk",
};
export const assessment = {
  kind: "assessment",
  about: "own_situation",
  source: "told_by_person",
  observedOn: "2026-02-24",
  text: "Savner et sted at gå hen om aftenen",
};
export const grounds = { use: "preventive_plan", step: "plan_education", necessity, tests };
export const contact = { kind: "contact", text: "Træffes bedst om formiddagen" };

/** Somebody as a party: the authority for which they act here. */
export const partyOf = (who: Staff): Party => {
  const { staffId, kind } = parties.partyOf(who);
  return { staffId, kind };
};

/** Somebody of another authority than this one. */
export const otherThan = ({ role }: Staff): Staff => (role.startsWith("police") ? palle : runa);

const pairs: readonly (readonly [Agency, Agency])[] = [
  ["police", "municipality"],
  ["police", "job-centre"],
  ["police", "probation"],
  ["municipality", "job-centre"],
  ["municipality", "probation"],
  ["job-centre", "probation"],
];

/** The secretariat records the agreements of the year. */
export const agreed = async (service: Service): Promise<void> => {
  for (const between of pairs) {
    const body = { between, reference: "AFT/2026-1", validFrom: "2026-01-01", validUntil: "2026-12-31" };
    await service.step(sanne, "recordAgreement", { body });
  }
};

/** A proposal on Yusuf as Runa writes it for Palle, unless said. */
export const proposal = (person: RegisteredPerson = yusuf, approver: Staff = palle) => ({
  subject: { cpr: person.cpr, category: "person_at_risk", custody: "none" },
  purpose: "ssp",
  use: "preventive_plan",
  necessity,
  step: "plan_education",
  areaCode: "101-3-MJO",
  kle: "27.24",
  statements: [fact, assessment],
  approver: partyOf(approver),
});

/** A case is proposed, with the agreements in force. */
export const proposed = async (
  service: Service,
  person: RegisteredPerson = yusuf,
  proposer: Staff = runa,
  approver: Staff = otherThan(proposer),
) => {
  await agreed(service);
  const { caseId } = await service.step(proposer, "proposeCase", { body: proposal(person, approver) });
  return { caseId: String(caseId), proposer, approver };
};

/** It is approved. */
export const opened = async (service: Service, person?: RegisteredPerson, proposer?: Staff, approver?: Staff) => {
  const story = await proposed(service, person, proposer, approver);
  const sent = { params: { caseId: story.caseId }, body: { decision: "approve", tests } };
  await service.step(story.approver, "approveCase", sent);
  return story;
};

/** The proposer asks somebody for a piece of information. */
export const asked = async (service: Service, of: Staff, person?: RegisteredPerson) => {
  const story = await opened(service, person, otherThan(of), of.role === "adult_case_worker" ? of : undefined);
  const body = { to: partyOf(of), item: "contact", question: "Hvornår træffes han bedst?", ...grounds };
  const { requestId } = await service.step(story.proposer, "askForInformation", {
    params: { caseId: story.caseId },
    body,
  });
  return { ...story, requestId: String(requestId) };
};

/** Who was asked answers: a disclosure under the name of its request, to the one who asked. */
export const answeredBy = async (service: Service, of: Staff, person?: RegisteredPerson) => {
  const story = await asked(service, of, person);
  const sent = { params: { requestId: story.requestId }, body: { outcome: "part", items: [contact], tests } };
  const { disclosureId } = await service.step(of, "answerRequest", sent);
  return { ...story, disclosureId: String(disclosureId) };
};

/** The proposer discloses to somebody of their own accord. */
export const disclosedTo = async (service: Service, to: Staff = palle, person?: RegisteredPerson) => {
  const story = await opened(service, person, otherThan(to));
  return { ...story, disclosureId: await disclosedIn(service, story.caseId, story.proposer, to) };
};

/** One more disclosure in a case. */
export const disclosedIn = async (service: Service, caseId: string, from: Staff, to: Staff): Promise<string> => {
  const body = { to: partyOf(to), items: [contact], ...grounds };
  return String((await service.step(from, "disclose", { params: { caseId }, body }))["disclosureId"]);
};

/** A disclosure that its sender has taken back. */
export const recalledFrom = async (service: Service, to: Staff = palle) => {
  const story = await disclosedTo(service, to);
  await service.step(story.proposer, "recallDisclosure", { params: { disclosureId: story.disclosureId }, body: {} });
  return story;
};

/** A parcel that visits deposits at the desk: an adult handed over, unless said. */
export const parcelOn = (person: RegisteredPerson) => ({
  cpr: person.cpr,
  name: person.name,
  birthDate: person.birthDate,
  note: "Vil gerne tale med nogen om en læreplads",
});
export const deposit = (change: Partial<Deposit> = {}): Deposit => ({
  act: "deposit",
  ticketId: randomUUID() as TicketId,
  kind: "adult-handover",
  recipientRole: "adult_case_worker",
  urgency: "days",
  from: "children_and_youth",
  to: "social_services",
  purpose: "consent",
  use: "preventive_plan",
  step: "plan_support",
  necessity,
  consent: {
    textVersion: "2026.1",
    language: "da",
    to: ["social_services", "employment"],
    givenOn: "2026-03-01",
    validUntil: "2026-06-01",
  },
  subject: { category: "person_at_risk", custody: "none" },
  parcel: parcelOn(omar),
  ...change,
});

/** Visits leaves a parcel, and the adult team has the offer in its inbox. */
export const offered = async (service: Service, change: Partial<Deposit> = {}): Promise<TicketId> => {
  const message = deposit(change);
  const answer = await service.askDesk("visits", message);
  if (answer.outcome === "refused") throw new Error(`The story stops at the desk: ${answer.reasons.join(", ")}`);
  await service.settle();
  return message.ticketId;
};
