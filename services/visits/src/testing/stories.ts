import type { RegisteredPerson } from "@trygt/service-kit";
import { birk, clara, malik, signe, simon } from "@trygt/service-kit/testing";
import type { VisitsService } from "./service.ts";

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

/** Birk registers a concern. */
export const registered = async (service: VisitsService, child: RegisteredPerson = malik): Promise<string> => {
  const body = { subject: { cpr: child.cpr }, areaCode: "101-3-MJO", grounds: [ground, secondGround] };
  return String((await service.step(birk, "registerConcern", { body }))["concernId"]);
};

/** Signe accepts it: a case is open, followed by Clara. */
export const opened = async (service: VisitsService, child: RegisteredPerson = malik) => {
  const concernId = await registered(service, child);
  const body = { ...acceptance, caseWorker: clara.id };
  const { caseId } = await service.step(signe, "screenConcern", { params: { concernId }, body });
  return { concernId, caseId: String(caseId) };
};

/** The custody holders are invited, and their letters sent. */
export const invited = async (service: VisitsService, child: RegisteredPerson = malik) => {
  const story = await opened(service, child);
  await service.step(signe, "inviteCustodyHolders", { params: { caseId: story.caseId }, body: { language: "da" } });
  await service.settle();
  return story;
};

/** The visit has its time, with Signe and Simon. */
export const scheduled = async (service: VisitsService, child: RegisteredPerson = malik, at: string = visitTime) => {
  const story = await invited(service, child);
  const sent = { params: { caseId: story.caseId }, body: { at, staff: [signe.id, simon.id] } };
  return { ...story, visitId: String((await service.step(signe, "scheduleVisit", sent))["visitId"]) };
};

/** The visit took place. */
export const held = async (service: VisitsService, child: RegisteredPerson = malik) => {
  const story = await scheduled(service, child);
  service.passTo(tenMinutesAfter);
  await service.step(signe, "recordVisitOutcome", { params: { visitId: story.visitId }, body: outcomeHeld });
  return story;
};

/** A next step is agreed. */
export const followingUp = async (service: VisitsService, child: RegisteredPerson = malik) => {
  const story = await held(service, child);
  const body = await service.step(signe, "agreeFollowUp", { params: { caseId: story.caseId }, body: followUp });
  return { ...story, followUpId: String(body["followUpId"]) };
};

export const worry = "Køleskabet er tomt, og ingen voksne kommer hjem om natten";

/** Signe notifies social services of the child in her case. */
export const notified = async (service: VisitsService, child: RegisteredPerson = malik) => {
  const story = await opened(service, child);
  const sent = { params: { caseId: story.caseId }, body: { text: worry } };
  const body = await service.step(signe, "notifyOfConcernInCase", sent);
  return { ...story, notificationId: String(body["notificationId"]) };
};
