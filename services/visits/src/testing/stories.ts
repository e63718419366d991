import type { RegisteredPerson, Staff } from "@trygt/service-kit";
import type { Answered, Sent } from "@trygt/service-kit/testing";
import { birk, malik, palle, signe, simon } from "./people.ts";
import type { Verb, VisitsService } from "./visits-service.ts";

/** A dated observation of the child's own conduct. */
export const ground = {
  kind: "own_conduct",
  source: "police_observation",
  observedOn: "2026-02-20",
  text: "Løb ærinder ved stationen",
};
export const secondGround = { ...ground, observedOn: "2026-02-24", text: "Bar en pakke for en voksen" };
export const acceptance = { outcome: "accepted", kle: "27.24.00", youthCrimeBoard: "none" };
export const tenMinutesAfter = "2026-03-05T18:10:00+01:00";
export const visitTime = "2026-03-05T17:00:00+01:00";
export const outcomeHeld = {
  outcome: "held",
  present: [1],
  informed: [1, 2],
  childView: { heard: true, text: "Jeg vil hellere spille fodbold" },
};
export const followUp = { kind: "club", text: "Melder sig til fodbold i B 1903", owner: signe.id, dueOn: "2026-04-02" };

/** A step of a story. Throws when it is refused: then the test is about something else than it says. */
export const step = async (service: VisitsService, who: Staff, verb: Verb, sent: Sent): Promise<Answered["body"]> => {
  const { status, text, body } = await service.change(who, verb, sent);
  if (status >= 400) throw new Error(`The story stops at ${verb}: ${text}`);
  return body;
};

/** Birk registers a concern. */
export const registered = async (service: VisitsService, child: RegisteredPerson = malik): Promise<string> => {
  const body = { subject: { cpr: child.cpr }, areaCode: "101-3-MJO", grounds: [ground, secondGround] };
  return String((await step(service, birk, "registerConcern", { body }))["concernId"]);
};

/** Signe accepts it: a case is open, followed by Palle. */
export const opened = async (service: VisitsService, child: RegisteredPerson = malik) => {
  const concernId = await registered(service, child);
  const body = { ...acceptance, caseWorker: palle.id };
  const { caseId } = await step(service, signe, "screenConcern", { params: { concernId }, body });
  return { concernId, caseId: String(caseId) };
};

/** The custody holders are invited, and their letters sent. */
export const invited = async (service: VisitsService, child: RegisteredPerson = malik) => {
  const story = await opened(service, child);
  await step(service, signe, "inviteCustodyHolders", { params: { caseId: story.caseId }, body: { language: "da" } });
  await service.settle();
  return story;
};

/** The visit has its time, with Signe and Simon. */
export const scheduled = async (service: VisitsService, child: RegisteredPerson = malik, at: string = visitTime) => {
  const story = await invited(service, child);
  const sent = { params: { caseId: story.caseId }, body: { at, staff: [signe.id, simon.id] } };
  return { ...story, visitId: String((await step(service, signe, "scheduleVisit", sent))["visitId"]) };
};

/** The visit took place. */
export const held = async (service: VisitsService, child: RegisteredPerson = malik) => {
  const story = await scheduled(service, child);
  service.passTo(tenMinutesAfter);
  await step(service, signe, "recordVisitOutcome", { params: { visitId: story.visitId }, body: outcomeHeld });
  return story;
};

/** A next step is agreed. */
export const followingUp = async (service: VisitsService, child: RegisteredPerson = malik) => {
  const story = await held(service, child);
  const body = await step(service, signe, "agreeFollowUp", { params: { caseId: story.caseId }, body: followUp });
  return { ...story, followUpId: String(body["followUpId"]) };
};

export const worry = "Køleskabet er tomt, og ingen voksne kommer hjem om natten";

/** Signe notifies social services of the child in her case. */
export const notified = async (service: VisitsService, child: RegisteredPerson = malik) => {
  const story = await opened(service, child);
  const sent = { params: { caseId: story.caseId }, body: { text: worry } };
  const body = await step(service, signe, "notifyOfConcernInCase", sent);
  return { ...story, notificationId: String(body["notificationId"]) };
};
