import { visits } from "@trygt/contracts/visits";
import { clara, countingRequests, malik, quiet, signe, somebody, testCosts } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { proper } from "./testing/proper-requests.ts";
import { type Verb, visitsServiceOn } from "./testing/service.ts";
import { scheduled, worry } from "./testing/stories.ts";

quiet();

/** Visits on the real engine, and the requests that it makes of it. */
const counted = await countingRequests(visitsServiceOn);

const create = ["TransactWriteItems"];
const change = ["GetItem", "TransactWriteItems"];
/** The vault is opened for what leaves through the desk or has come through it. */
const withVault = ["GetItem", "BatchGetItem", "TransactWriteItems"];
const list = ["Query", "PutItem"];
/** State, vault, and the log entry before the answer. */
const person = ["GetItem", "BatchGetItem", "PutItem"];

const costs: Record<Verb, readonly string[]> = {
  registerConcern: create,
  screenConcern: change,
  listConcerns: list,
  readConcern: person,
  readConcernOutcome: ["GetItem", "PutItem"],
  listCases: list,
  readCase: person,
  inviteCustodyHolders: change,
  scheduleVisit: change,
  recordVisitOutcome: change,
  recordDecline: change,
  agreeFollowUp: change,
  completeFollowUp: change,
  closeCase: change,
  notifyOfConcernInCase: change,
  notifyOfConcern: create,
  listNotifications: list,
  readNotification: person,
  acknowledgeNotification: change,
  assessNotification: change,
  listPlannedVisits: list,
  readCalendar: list,
  readVisitSheet: person,
  readCapacity: list,
  referToJob: withVault,
  handOver: withVault,
  recallReferral: change,
  correctReferral: withVault,
  listOffers: list,
  acceptOffer: change,
  returnOffer: change,
  readOffer: person,
  completeConcern: withVault,
};

describe("requests to the table", { timeout: 60_000 }, () => {
  testCosts({ contract: visits, counted, proper, costs, caller: (role) => somebody(role, signe.id) });

  it("a role without the right costs the log entry alone", async () => {
    const { service, during } = await counted();
    const sent = await proper.readCase(service);
    const { answer, requests } = await during(() => service.call(somebody("mentor", signe.id), "readCase", sent));
    expect([answer.status, requests]).toEqual([404, ["PutItem"]]);
  });

  it("a refusal costs the reading, the look for an answer given before, and the log entry", async () => {
    const { service, during } = await counted();
    const { caseId } = await scheduled(service);
    const sent = { params: { caseId }, body: { reason: "declined" }, version: await service.versionOf("CASE", caseId) };
    const { answer, requests } = await during(() => service.call(signe, "closeCase", sent));
    expect([answer.slug, requests]).toEqual(["invalid-transition", ["GetItem", "GetItem", "PutItem"]]);
  });

  it("a whole story and its end leave only counters and kept replies behind on the real engine", async () => {
    const { service } = await counted();
    const { caseId, concernId } = await scheduled(service);
    await service.wakeAt("2029-01-01T00:00:00+01:00");
    for (const [kind, id] of [
      ["CASE", caseId],
      ["CONCERN", concernId],
    ] as const)
      expect(await service.store.load(kind, id)).toBeUndefined();
    expect(await Array.fromAsync(service.store.due("2100-01-01T00:00:00.000Z" as never))).toEqual([]);
    expect(await service.store.counters("cases-closed-no_further_need")).toMatchObject([
      { period: "2026-06", count: 1 },
    ]);
  });

  it("a case goes on the real engine, however many notifications rest on it, and each of them knows whom it is owed to", async () => {
    const { service } = await counted();
    const { caseId } = await scheduled(service);
    const sent = { params: { caseId }, body: { text: worry } };
    const notices = [];
    for (let n = 1; n <= 15; n += 1) notices.push(await service.step(signe, "notifyOfConcernInCase", sent));
    await service.wakeAt("2029-01-01T00:00:00+01:00");
    expect(await service.store.load("CASE", caseId)).toBeUndefined();
    for (const { notificationId } of notices) {
      const params = { notificationId: String(notificationId) };
      const { body } = await service.call(clara, "readNotification", { params });
      expect(body).toMatchObject({ subject: { cpr: malik.cpr, name: malik.name }, text: worry });
    }
  });
});
