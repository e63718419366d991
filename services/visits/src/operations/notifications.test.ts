import { clara, dorte, gro, ida, malik, quiet, signe } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { type VisitsService, visitsService } from "../testing/service.ts";
import { followingUp, held, invited, notified, opened, scheduled, worry } from "../testing/stories.ts";

quiet();

const open = { query: { status: "open" } };
const ended = async (service: VisitsService) => {
  const story = await opened(service);
  await service.change(signe, "closeCase", { params: { caseId: story.caseId }, body: { reason: "moved" } });
  return story;
};
const declined = async (service: VisitsService) => {
  const story = await invited(service);
  await service.change(signe, "recordDecline", { params: { caseId: story.caseId }, body: {} });
  return story;
};
const nobodyHome = async (service: VisitsService) => {
  const story = await scheduled(service);
  service.passTo("2026-03-05T18:00:00+01:00");
  await service.change(signe, "recordVisitOutcome", {
    params: { visitId: story.visitId },
    body: { outcome: "no_show" },
  });
  return story;
};

describe("a notification of concern over HTTP", () => {
  const from = { open: opened, inviting: invited, scheduled, held, following_up: followingUp, closed: ended };
  for (const [state, story] of Object.entries({ ...from, declined, no_show: nobodyHome }))
    it(`is taken from a case that is ${state}, and leaves it as it was`, async () => {
      const service = visitsService();
      const { caseId } = await story(service);
      const events = service.bus().length;
      const { status, body } = await service.call(signe, "notifyOfConcernInCase", {
        params: { caseId },
        body: { text: worry },
      });
      expect([status, body["status"]]).toEqual([202, "sent"]);
      expect(await service.store.load("CASE", caseId)).toMatchObject({ state: { status: state } });
      expect(service.bus()).toHaveLength(events);
    });

  it("on Friday 15:30 starts the clocks of scenario 5, and Ida's case can still close", async () => {
    const service = visitsService();
    const { caseId } = await invited(service, ida);
    await service.change(signe, "recordDecline", { params: { caseId }, body: {} });
    service.passTo("2026-03-06T15:30:00+01:00");
    const sent = { params: { caseId }, body: { text: worry } };
    expect((await service.call(signe, "notifyOfConcernInCase", sent)).body).toMatchObject({
      assessBy: "2026-03-07T14:30:00.000Z",
      receiptBy: "2026-03-16",
    });
    const closed = await service.change(signe, "closeCase", { params: { caseId }, body: { reason: "declined" } });
    expect(closed.body).toMatchObject({ status: "closed" });
    expect(JSON.stringify(service.bus())).not.toMatch(/declin|notif/);
  });

  it("is never blocked by somebody who changes the case at the same time", async () => {
    const service = visitsService();
    const { caseId } = await opened(service);
    const [notice, change] = await Promise.all([
      service.call(signe, "notifyOfConcernInCase", { params: { caseId }, body: { text: worry } }),
      service.call(signe, "recordDecline", { params: { caseId }, body: {}, version: 1 }),
    ]);
    expect(notice.status).toBe(202);
    expect([200, 412]).toContain(change.status);
  });

  it("is taken once, however often the same request comes", async () => {
    const service = visitsService();
    const { caseId } = await opened(service);
    const headers = { "idempotency-key": "0123456789abcdef" };
    const sent = { params: { caseId }, body: { text: worry }, headers };
    const first = await service.call(signe, "notifyOfConcernInCase", sent);
    expect((await service.call(signe, "notifyOfConcernInCase", sent)).body).toEqual(first.body);
    expect((await service.call(clara, "listNotifications", open)).body["items"]).toHaveLength(1);
  });

  it("may come from a street worker, of a child whom no case knows", async () => {
    const service = visitsService();
    const body = { subject: { cpr: ida.cpr }, text: worry };
    const { status, body: receipt } = await service.call(gro, "notifyOfConcern", { body });
    expect(status).toBe(202);
    const params = { notificationId: String(receipt["notificationId"]) };
    const read = await service.call(clara, "readNotification", { params });
    expect(read.body).toMatchObject({ subject: { cpr: ida.cpr }, text: worry });
    expect((await service.call(gro, "readNotification", { params })).status).toBe(404);
  });

  it("shows the child team whom it is about and what was written, and the log keeps it", async () => {
    const service = visitsService();
    const { notificationId } = await notified(service);
    const params = { notificationId };
    for (const reader of [clara, dorte]) {
      const { body } = await service.call(reader, "readNotification", { params });
      expect(body).toMatchObject({ subject: { cpr: malik.cpr, name: malik.name }, text: worry });
      expect(service.store.log.at(-1)).toMatchObject({ act: "consultation", about: `NOTIFICATION#${notificationId}` });
    }
    expect((await service.call(signe, "readNotification", { params })).status).toBe(404);
  });

  it("stands on the list of open ones, late where it is, until receipt and assessment are there", async () => {
    const service = visitsService();
    const { notificationId } = await notified(service);
    const params = { notificationId };
    const listed = async () => (await service.call(clara, "listNotifications", open)).body["items"];
    expect(await listed()).toMatchObject([{ notificationId, late: false }]);
    await service.wakeAt("2026-03-03T09:00:00+01:00");
    expect(await listed()).toMatchObject([{ notificationId, late: true }]);
    const assessed = { params, body: { outcome: "child_assessment" } };
    expect((await service.change(clara, "assessNotification", assessed)).body).toMatchObject({ status: "sent" });
    expect(await listed()).toMatchObject([{ late: false }]);
    const answered = await service.change(clara, "acknowledgeNotification", { params, body: {} });
    expect(answered.body).toMatchObject({ status: "assessed_24h" });
    expect(await listed()).toEqual([]);
    expect((await service.call(clara, "readNotification", { params })).body).toMatchObject({
      outcome: "child_assessment",
    });
    const again = await service.change(clara, "acknowledgeNotification", { params, body: {} });
    expect([again.status, again.slug]).toEqual([409, "invalid-transition"]);
  });
});
