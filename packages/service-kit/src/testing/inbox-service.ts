import { service } from "@trygt/contracts";
import {
  disclosureReceived,
  erasureConfirmed,
  inboxOperations,
  type OfferKind,
  Parcel,
  type TicketId,
} from "@trygt/contracts/desk";
import { inbox } from "../desk/inbox.ts";
import { inboxHandlers } from "../desk/inbox-operations.ts";
import { inboxReactions } from "../desk/inbox-reactions.ts";
import { defineApi, defineClock, defineRecords, defineSubscriber } from "../functions/definitions.ts";
import { acquaintancePort } from "../ports/acquaintance.ts";
import { deskPort } from "../ports/disclosure-desk.ts";
import { subjectRefsPort } from "../ports/subject-refs.ts";
import { fakeAcquaintance } from "./cast.ts";
import { fakeDesk, fakeSubjectRefs } from "./fakes.ts";
import { testServiceInMemory } from "./test-service.ts";

/** An invented service that has nothing but an inbox. */
const jobs = service({
  name: "jobs",
  purpose: "Offers of after-school jobs",
  operations: inboxOperations("jobs", ["employment_adviser"]),
  events: { disclosureReceived, erasureConfirmed },
  problems: {},
});

export const ticketId = "70000000-0000-4000-8000-000000000001" as TicketId;
export const parcel = Parcel().parse({
  cpr: "720410-4311",
  name: "Malik Testesen",
  birthDate: "2010-04-12",
  note: "Vil gerne arbejde i en butik",
});
export const better: Parcel = { ...parcel, note: "Vil hellere arbejde i et køkken" };
export const offered = {
  ticketId,
  kind: "job-referral" satisfies OfferKind,
  recipientRole: "employment_adviser",
  track: "youth",
  urgency: "days",
  ageBand: "15-17",
  expiresAt: "2026-03-03T08:00:00.000Z",
} as const;

const records = defineRecords({
  service: "jobs",
  policy: {},
  types: { offers: inbox({ ownerAuthority: "job-centre", regime: "gdpr" }) },
});
const ports = { subjectRefs: subjectRefsPort, acquaintance: acquaintancePort, desk: deskPort };
const definition = {
  records,
  api: defineApi({ contract: jobs, records, ports, reads: ["worklists", "vault"], operations: inboxHandlers }),
  subscriber: defineSubscriber({
    records,
    ports: { desk: deskPort },
    reads: [],
    reactions: inboxReactions(["job-referral"]),
  }),
  clock: defineClock({ records, reads: [] }),
};

/** The inbox of an invented service over HTTP, its events and its clock, on an empty store in memory; one parcel waits at the desk. */
export const inboxService = () => {
  const atDesk = fakeDesk();
  atDesk.parcels.set(ticketId, parcel);
  const tested = testServiceInMemory(definition, {
    subjectRefs: fakeSubjectRefs("jobs"),
    acquaintance: fakeAcquaintance().acquaintance,
    desk: atDesk.desk,
  });
  return { ...tested, atDesk };
};
