import { randomUUID } from "node:crypto";
import type { Cpr } from "@trygt/contracts";
import { gatheringActive } from "@trygt/contracts/exchange";
import { areaLimits, caseLimits } from "@trygt/contracts/visits";
import type { RegisteredPerson } from "@trygt/service-kit";
import {
  birk,
  clara,
  eventFrom,
  expectWithinLimits,
  type Filled,
  fillingUp,
  longest,
  malik,
  noah,
  quiet,
  signe,
} from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { reschedule } from "./testing/area-stories.ts";
import { jobWanted } from "./testing/desk-stories.ts";
import { type VisitsService, visitsService, visitsServiceOn } from "./testing/service.ts";
import { acceptance, followUp, ground, invited, opened, outcomeHeld, visitTime, worry } from "./testing/stories.ts";

quiet();

/** Visits on the real engine. */
const filled = await fillingUp(visitsServiceOn);

const full = [409, "record-full"];
const caseOf = (caseId: string) => ({ params: { caseId } });
const slugOf = async (answer: Promise<{ readonly status: number; readonly slug?: string | undefined }>) => {
  const { status, slug } = await answer;
  return [status, slug];
};
const times = (count: number) => Array.from({ length: count }, (_, n) => n);

/** Malik with as many custody holders as that, all of long names. */
const inCustodyOf = (service: VisitsService, count: number): RegisteredPerson => {
  const holder = { cpr: "660575-4002" as Cpr, name: longest(200), protectedAddress: false };
  const child = { ...malik, custodyHolders: times(count).map(() => holder) };
  service.people.set(malik.cpr, child);
  return child;
};
const fullOfGatherings = async (service: VisitsService) => {
  for (const areaCode of ["101-3", "101-3-MJO"])
    for (const _ of times(areaLimits.holds)) {
      const gatheringRef = randomUUID();
      const gathering = { gatheringRef, areaCode, level: "tense" } as const;
      const time = { from: "2026-03-10T11:00:00.000Z", validUntil: "2026-03-10T23:00:00.000Z" };
      expect(await service.deliver(eventFrom(gatheringActive.of({ ...gathering, ...time } as never)))).toEqual([]);
    }
};

describe("a case that has all that it can hold", { timeout: 120_000 }, () => {
  const largest = async (): Promise<Filled<VisitsService> & { readonly caseId: string }> => {
    const { service, rows } = await filled();
    const child = inCustodyOf(service, caseLimits.holders);
    const grounds = times(caseLimits.grounds).map(() => ({ ...ground, text: longest(500) }));
    const concern = { subject: { cpr: child.cpr }, areaCode: "101-3-MJO", grounds };
    const { concernId } = await service.step(birk, "registerConcern", { body: concern });
    const screening = { params: { concernId: String(concernId) }, body: { ...acceptance, caseWorker: clara.id } };
    const caseId = String((await service.step(signe, "screenConcern", screening))["caseId"]);
    await service.step(signe, "inviteCustodyHolders", { ...caseOf(caseId), body: { language: "da" } });
    await service.settle();
    for (const _ of times(caseLimits.visits)) expect((await reschedule(service, caseId, visitTime)).status).toBe(200);
    service.passTo("2026-03-05T18:10:00+01:00");
    const informed = times(caseLimits.holders).map((n) => n + 1);
    const outcome = { ...outcomeHeld, present: informed, informed, childView: { heard: true, text: longest(1000) } };
    const visitId = `${caseId}.${caseLimits.visits}`;
    await service.step(signe, "recordVisitOutcome", { params: { visitId }, body: outcome });
    const step = { ...caseOf(caseId), body: { ...followUp, text: longest(500) } };
    for (const _ of times(caseLimits.followUps)) await service.step(signe, "agreeFollowUp", step);
    for (const _ of times(caseLimits.referrals))
      await service.step(signe, "referToJob", { ...caseOf(caseId), body: jobWanted });
    const notification = { ...caseOf(caseId), body: { text: longest(4000) } };
    for (const _ of times(caseLimits.notifications)) await service.step(signe, "notifyOfConcernInCase", notification);
    await fullOfGatherings(service);
    return { service, rows, caseId };
  };

  it("fits into DynamoDB, is read in one answer, takes nothing more, and is erased to the last word", async () => {
    const { service, rows, caseId } = await largest();
    const read = await service.call(signe, "readCase", caseOf(caseId));
    expect([read.status, read.body]).toEqual([
      200,
      expect.objectContaining({
        custodyHolders: expect.objectContaining({ length: caseLimits.holders }),
        visits: expect.objectContaining({ length: caseLimits.visits }),
        followUps: expect.objectContaining({ length: caseLimits.followUps }),
        referrals: expect.objectContaining({ length: caseLimits.referrals }),
      }),
    ]);
    await expectWithinLimits({ service, rows }, [read.text]);

    const { version } = await service.versionFor("agreeFollowUp", caseOf(caseId));
    expect(await slugOf(service.change(signe, "agreeFollowUp", { ...caseOf(caseId), body: followUp }))).toEqual(full);
    expect(await slugOf(service.change(signe, "referToJob", { ...caseOf(caseId), body: jobWanted }))).toEqual(full);
    expect(await service.versionFor("agreeFollowUp", caseOf(caseId))).toEqual({ version });

    await service.step(signe, "closeCase", { ...caseOf(caseId), body: { reason: "no_further_need" } });
    await service.wakeAt("2029-01-01T12:00:00+01:00");
    const left = (await rows()).map(({ pk }) => String(pk).split("#")[0]);
    // The duty to answer a notification outlives the case (B7)
    expect(new Set(left)).toEqual(new Set(["COUNTER", "IDEMPOTENCY", "INBOX", "NOTIFICATION", "SUBJECT"]));
    expect(left.filter((kind) => kind === "SUBJECT")).toHaveLength(caseLimits.notifications);
  });
});

describe("a list of a case", () => {
  it("takes its last visit, and no other", async () => {
    const service = visitsService();
    const { caseId } = await invited(service);
    for (const _ of times(caseLimits.visits)) expect((await reschedule(service, caseId, visitTime)).status).toBe(200);
    expect(await slugOf(reschedule(service, caseId, visitTime))).toEqual(full);
  });

  it("of custody holders is one that everybody in it can read, up to the last", async () => {
    for (const count of [9, 10, caseLimits.holders]) {
      const service = visitsService();
      const { caseId } = await opened(service, inCustodyOf(service, count));
      const { status, body } = await service.call(signe, "readCase", caseOf(caseId));
      expect([status, body["custodyHolders"]]).toEqual([200, expect.objectContaining({ length: count })]);
    }
  });

  it("of custody holders has an end: a register that names more has an error, and no concern is registered with it", async () => {
    const service = visitsService();
    const { cpr } = inCustodyOf(service, caseLimits.holders + 1);
    const body = { subject: { cpr }, areaCode: "101-3-MJO", grounds: [ground] };
    expect(await slugOf(service.call(birk, "registerConcern", { body }))).toEqual(full);
  });

  it("never keeps a notification of concern from being sent: one for which it has no room stands alone, with the child's number (B7)", async () => {
    const service = visitsService();
    const { caseId } = await opened(service, noah);
    const sent = { ...caseOf(caseId), body: { text: worry } };
    for (const _ of times(caseLimits.notifications)) await service.step(signe, "notifyOfConcernInCase", sent);
    const { notificationId } = await service.step(signe, "notifyOfConcernInCase", sent);
    const named = { params: { notificationId: String(notificationId) } };
    expect((await service.call(clara, "readNotification", named)).body).toMatchObject({
      subject: { cpr: noah.cpr, name: noah.name },
      text: worry,
    });
  });

  it("of holds has an end: what others announce beyond it comes again, and rings", async () => {
    const service = visitsService();
    await fullOfGatherings(service);
    const one = eventFrom(
      gatheringActive.of({
        gatheringRef: "9b000000-0000-4000-8000-000000000001",
        areaCode: "101-3",
        level: "tense",
        from: "2026-03-11T11:00:00.000Z",
        validUntil: "2026-03-11T23:00:00.000Z",
      }),
    );
    expect(await service.deliver(one)).toEqual([one.meta.eventId]);
    await service.wakeAt("2026-03-11T00:00:00+01:00");
    expect(await service.deliver(one)).toEqual([]);
  });
});
