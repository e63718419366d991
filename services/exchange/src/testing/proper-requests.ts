import type { Role } from "@trygt/contracts";
import { exchange } from "@trygt/contracts/exchange";
import type { Staff } from "@trygt/service-kit";
import { malik, palle, runa, somebody, yusuf } from "@trygt/service-kit/testing";
import { areaRequests, type Proper } from "./proper-area-requests.ts";
import type { Verb } from "./service.ts";
import {
  agreed,
  answeredBy,
  asked,
  assessment,
  contact,
  disclosedTo,
  grounds,
  necessity,
  offered,
  opened,
  otherThan,
  partyOf,
  proposal,
  proposed,
  recalledFrom,
  tests,
} from "./stories.ts";

const inMyCase =
  (body?: unknown): Proper =>
  async (service, me) => {
    const { caseId } = await opened(service, yusuf, me);
    return { params: { caseId }, ...(body === undefined ? {} : { body }) };
  };
const forMe =
  (body: unknown): Proper =>
  async (service, me) => {
    const { requestId } = await asked(service, me);
    return { params: { requestId }, ...(body === undefined ? {} : { body }) };
  };
const onOffer =
  (body?: unknown): Proper =>
  async (service) => ({ params: { ticketId: await offered(service) }, ...(body === undefined ? {} : { body }) });

const persons = {
  proposeCase: async (_, me) => ({ body: proposal(yusuf, otherThan(me)) }),
  routeMinor: async (service) => {
    await agreed(service);
    return { body: { subject: { cpr: malik.cpr }, areaCode: "101-3", necessity, text: "Bar en pakke for en voksen" } };
  },
  approveCase: async (service, me) => {
    const { caseId } = await proposed(service, yusuf, otherThan(me), me);
    return { params: { caseId }, body: { decision: "approve", tests } };
  },
  addStatement: inMyCase(assessment),
  correctStatement: async (service, me) => {
    const { caseId } = await opened(service, yusuf, me);
    return { params: { statementId: `${caseId}.1` }, body: { text: "Stod der to aftener og ikke tre" } };
  },
  reviewCase: inMyCase({ necessity: "Han har nu fået plads og skal holde fast i den" }),
  removeCase: inMyCase({}),
  restrictCase: inMyCase({ restricted: true }),
  listCases: async (service, me) => {
    await opened(service, yusuf, me);
    return { query: { assignedTo: "me" } };
  },
  readCase: async (service, me) => {
    const { caseId } = await opened(service, yusuf, me.role === "dpo_auditor" ? runa : me);
    return { params: { caseId } };
  },
  askForInformation: async (service, me) => {
    const { caseId, approver } = await opened(service, yusuf, me);
    const body = { to: partyOf(approver), item: "contact", question: "Hvornår træffes han bedst?", ...grounds };
    return { params: { caseId }, body };
  },
  answerRequest: forMe({ outcome: "full", items: [contact], tests }),
  listRequests: async (service, me) => {
    await asked(service, me);
    return { query: { to: "me" } };
  },
  readRequest: forMe(undefined),
  disclose: async (service, me) => {
    const { caseId, approver } = await opened(service, yusuf, me);
    return { params: { caseId }, body: { to: partyOf(approver), items: [contact], ...grounds } };
  },
  readDisclosure: async (service, me) => {
    const { disclosureId } = await disclosedTo(service, me.role === "dpo_auditor" ? palle : me);
    return { params: { disclosureId }, body: {} };
  },
  readDisclosureReceipt: async (service, me) => {
    const { disclosureId } = await disclosedTo(service, me.role === "dpo_auditor" ? palle : me);
    return { params: { disclosureId } };
  },
  recallDisclosure: async (service, me) => {
    const { disclosureId } = await answeredBy(service, me);
    return { params: { disclosureId }, body: {} };
  },
  confirmErasure: async (service, me) => {
    const { disclosureId } = await recalledFrom(service, me);
    return { params: { disclosureId }, body: {} };
  },
  listDisclosures: async (service, me) => {
    await disclosedTo(service, me);
    return { query: { to: "me" } };
  },
  listUnconfirmedErasures: async (service) => {
    await recalledFrom(service);
    return { query: {} };
  },
  listOffers: async (service) => {
    await offered(service);
    return { query: { status: "open" } };
  },
  acceptOffer: onOffer({}),
  returnOffer: onOffer({ reason: "no_capacity" }),
  readOffer: onOffer(),
  mayIShare: async (service) => {
    await agreed(service);
    return {
      body: {
        ...{ to: "police", toNamedPerson: true, purpose: "ssp", items: ["contact"] },
        ...grounds,
        subject: { age: 23, category: "person_at_risk", custody: "none" },
      },
    };
  },
  recordAgreement: async () => ({
    body: {
      between: ["police", "municipality"],
      reference: "AFT/2026-1",
      validFrom: "2026-01-01",
      validUntil: "2026-12-31",
    },
  }),
} satisfies Partial<Record<Verb, Proper>>;

/** For every operation the story that makes it possible, and a request that is right in everything but perhaps the caller. */
export const proper: Record<Verb, Proper> = { ...persons, ...areaRequests };

/** Everything that concerns a person. */
export const onPersons = Object.keys(persons) as (keyof typeof persons)[];

/** Somebody who may do it. */
export const someoneFor = (verb: Verb): Staff => {
  const [role]: readonly Role[] = exchange.operations[verb].roles;
  if (role === undefined) throw new Error(`Nobody may ${verb}`);
  return somebody(role);
};
