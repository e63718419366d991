import type { Sent } from "@trygt/service-kit/testing";
import { adam, birk, ida, signe, simon } from "@trygt/service-kit/testing";
import { afterBirthday, draftAccepted, draftOffered, handoverWanted, jobWanted, referred } from "./desk-stories.ts";
import type { Verb, VisitsService } from "./service.ts";
import {
  acceptance,
  followingUp,
  followUp,
  ground,
  held,
  invited,
  notified,
  opened,
  registered,
  scheduled,
  worry,
} from "./stories.ts";

const inCase = async (story: Promise<{ readonly caseId: string }>, body?: unknown): Promise<Sent> => {
  const { caseId } = await story;
  return { params: { caseId }, ...(body === undefined ? {} : { body }) };
};
const onNotification = async (service: VisitsService, body?: unknown): Promise<Sent> => {
  const { notificationId } = await notified(service);
  return { params: { notificationId }, ...(body === undefined ? {} : { body }) };
};
const onConcern = async (service: VisitsService, body?: unknown): Promise<Sent> => ({
  params: { concernId: await registered(service) },
  ...(body === undefined ? {} : { body }),
});

const onReferral = async (service: VisitsService, body: unknown): Promise<Sent> => {
  const { caseId, ticketId } = await referred(service);
  return { params: { caseId, ticketId }, body };
};
/** The officer of a draft has the identifier under which its requests are sent in tables of roles. */
const officer = { ...birk, id: signe.id };

/** For every operation the story that makes it possible, and a request that is right in everything but perhaps the caller. */
export const proper: Record<Verb, (service: VisitsService) => Promise<Sent>> = {
  registerConcern: async () => ({
    body: { subject: { cpr: ida.cpr }, areaCode: "101-3", grounds: [ground] },
  }),
  screenConcern: (service) => onConcern(service, acceptance),
  listConcerns: async (service) => {
    await registered(service);
    return { query: { status: "received" } };
  },
  readConcern: (service) => onConcern(service),
  readConcernOutcome: (service) => onConcern(service),
  listCases: async (service) => {
    await opened(service);
    return { query: { assignedTo: "me" } };
  },
  readCase: (service) => inCase(opened(service)),
  inviteCustodyHolders: (service) => inCase(opened(service), { language: "da" }),
  scheduleVisit: (service) =>
    inCase(invited(service), { at: "2026-03-05T17:00:00+01:00", staff: [signe.id, simon.id] }),
  recordVisitOutcome: async (service) => {
    const { visitId } = await scheduled(service);
    return { params: { visitId }, body: { outcome: "declined" } };
  },
  recordDecline: (service) => inCase(invited(service), {}),
  agreeFollowUp: (service) => inCase(held(service), followUp),
  completeFollowUp: async (service) => {
    const { followUpId } = await followingUp(service);
    return { params: { followUpId }, body: {} };
  },
  closeCase: (service) => inCase(opened(service), { reason: "no_further_need" }),
  notifyOfConcernInCase: (service) => inCase(opened(service), { text: worry }),
  notifyOfConcern: async () => ({ body: { subject: { cpr: ida.cpr }, text: worry } }),
  listNotifications: async (service) => {
    await notified(service);
    return { query: { status: "open" } };
  },
  readNotification: (service) => onNotification(service),
  acknowledgeNotification: (service) => onNotification(service, {}),
  assessNotification: (service) => onNotification(service, { outcome: "child_assessment" }),
  listPlannedVisits: async (service) => {
    await scheduled(service);
    return { query: { from: "2026-03-02", to: "2026-03-08" } };
  },
  readCalendar: async (service) => {
    await scheduled(service);
    return {};
  },
  readVisitSheet: async (service) => {
    const { visitId } = await scheduled(service);
    return { params: { visitId } };
  },
  readCapacity: async (service) => {
    await scheduled(service);
    return {};
  },
  referToJob: (service) => inCase(opened(service), jobWanted),
  handOver: async (service) => {
    const { caseId } = await opened(service, adam);
    service.passTo(afterBirthday);
    return { params: { caseId }, body: handoverWanted };
  },
  recallReferral: (service) => onReferral(service, {}),
  correctReferral: (service) => onReferral(service, { wish: "Vil hellere arbejde i en butik" }),
  listOffers: async (service) => {
    await draftOffered(service);
    return { query: { status: "open" } };
  },
  acceptOffer: async (service) => ({ params: await draftOffered(service), body: {} }),
  returnOffer: async (service) => ({ params: await draftOffered(service), body: { reason: "not_for_us" } }),
  readOffer: async (service) => ({ params: await draftAccepted(service, officer) }),
  completeConcern: async (service) => ({
    params: await draftAccepted(service, officer),
    body: { areaCode: "101-3", grounds: [ground] },
  }),
};
