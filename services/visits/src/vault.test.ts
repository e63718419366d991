import type { Commit } from "@trygt/service-kit";
import { birk, clara, gro, malik, mona, quiet, sara, signe, tariq } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { draftAccepted, draftNote, jobWanted, necessity, wish } from "./testing/desk-stories.ts";
import { type VisitsService, visitsService } from "./testing/service.ts";
import { followingUp, followUp, ground, outcomeHeld, registered, secondGround, worry } from "./testing/stories.ts";

quiet();

const people = [malik, sara, mona, tariq];
const otherWish = "Vil hellere arbejde i en butik";
/** Everything in the stories that tells of a person. */
const personal: readonly string[] = [
  ...people.flatMap(({ name, cpr, birthDate, address }) => [name, cpr, birthDate, ...(address ? [address.text] : [])]),
  ...people.map(({ cpr }) => `${cpr.slice(0, 6)}-${cpr.slice(6)}`),
  "Testesen",
  "Eksempel",
  "Hemmelighedsvej",
  "Prøvegade",
  "Skjulevej",
  ground.text,
  secondGround.text,
  outcomeHeld.childView.text,
  followUp.text,
  worry,
  wish,
  otherWish,
  necessity,
  draftNote,
];
const found = (text: string) => personal.filter((datum) => text.includes(datum));
const withoutVault = ({ vault: _, ...rest }: Commit) => rest;

const finished = async (service: VisitsService, params: { readonly notificationId: string }) => {
  await service.change(clara, "acknowledgeNotification", { params, body: {} });
  await service.change(clara, "assessNotification", { params, body: { outcome: "other_support" } });
};

/** From the concern to the end of the case and its notification, with all that is read on the way. */
const wholeStory = async (service: VisitsService) => {
  const { caseId, concernId, followUpId } = await followingUp(service, malik);
  const notice = await service.call(signe, "notifyOfConcernInCase", { params: { caseId }, body: { text: worry } });
  const params = { notificationId: String(notice.body["notificationId"]) };
  await service.call(clara, "readNotification", { params });
  await finished(service, params);
  await service.call(signe, "readCase", { params: { caseId }, query: { reveal: "address" } });
  const other = await service.call(gro, "notifyOfConcern", { body: { subject: { cpr: sara.cpr }, text: worry } });
  await finished(service, { notificationId: String(other.body["notificationId"]) });
  await service.change(signe, "completeFollowUp", { params: { followUpId }, body: {} });
  const offer = await service.change(signe, "referToJob", { params: { caseId }, body: jobWanted });
  const referral = { params: { caseId, ticketId: String(offer.body["ticketId"]) } };
  await service.change(signe, "correctReferral", { ...referral, body: { wish: otherWish } });
  await service.change(signe, "recallReferral", { ...referral, body: {} });
  await service.change(signe, "closeCase", { params: { caseId }, body: { reason: "agreed" } });
  const rejected = await registered(service, sara);
  const body = { outcome: "rejected", reason: "not_own_conduct" };
  await service.change(signe, "screenConcern", { params: { concernId: rejected }, body });
  const draft = await draftAccepted(service, birk, sara);
  await service.call(birk, "readOffer", { params: draft });
  return { caseId, concernId, rejected, notificationId: params.notificationId, ticketId: draft.ticketId };
};

describe("personal data", () => {
  it("stand in the vault and nowhere else: not in states, history, lists, counters, replies, log, calendar or events", async () => {
    const service = visitsService();
    await wholeStory(service);
    const elsewhere = {
      commits: service.commits.map(withoutVault),
      log: service.store.log,
      history: [...service.store.history],
      bus: service.bus(),
      keys: [...service.store.vaulted.keys()],
    };
    for (const [place, content] of Object.entries(elsewhere))
      expect([place, found(JSON.stringify(content))]).toEqual([place, []]);
  });

  it("all stand in the vault, or the test above proves nothing", async () => {
    const service = visitsService();
    await wholeStory(service);
    const vault = JSON.stringify([...service.store.vaulted.values()]);
    for (const datum of [
      malik.name,
      malik.cpr,
      sara.cpr,
      "Prøvegade",
      worry,
      ground.text,
      followUp.text,
      mona.name,
      draftNote,
    ])
      expect(vault).toContain(datum);
    expect(vault).toContain(outcomeHeld.childView.text);
    expect(vault, "a custody holder's own address is never taken over").not.toContain("Skjulevej");
  });

  it("are kept under a reference that is no number and no name", async () => {
    const service = visitsService();
    await wholeStory(service);
    for (const key of service.store.vaulted.keys()) expect(key).toMatch(/^SUBJECT#[0-9a-f]{32}\/[A-Z-]+#[0-9a-f-]{36}/);
  });

  it("leave nothing but counters, and a log of references, when their time is over", async () => {
    const service = visitsService();
    const { caseId, concernId, rejected, notificationId, ticketId } = await wholeStory(service);
    await service.wakeAt("2026-09-06T12:00:00+02:00");
    expect(service.store.vaulted.size).toBe(0);
    expect([...service.store.history]).toEqual([]);
    for (const [kind, id] of [
      ["CASE", caseId],
      ["CONCERN", concernId],
      ["CONCERN", rejected],
      ["NOTIFICATION", notificationId],
      ["OFFER", ticketId],
    ] as const)
      expect(await service.store.load(kind, id)).toBeUndefined();
    expect(await Array.fromAsync(service.store.due("2100-01-01T00:00:00.000Z" as never))).toEqual([]);
    for (const name of ["concerns-accepted", "concerns-rejected-not_own_conduct", "cases-closed-agreed"])
      expect(await service.store.counters(name)).toMatchObject([{ areaCode: "101-3-MJO", count: 1 }]);
    expect(found(JSON.stringify(service.store.log))).toEqual([]);
    expect(service.store.log.filter(({ act }) => act === "erasure").length).toBeGreaterThanOrEqual(4);
  });

  it("of a child whom somebody has notified of stay as long as nobody has answered, also when the case is gone", async () => {
    const service = visitsService();
    const { caseId } = await followingUp(service, malik);
    await service.change(signe, "closeCase", { params: { caseId }, body: { reason: "agreed" } });
    service.passTo("2026-05-05T10:00:00+02:00");
    const notice = await service.call(signe, "notifyOfConcernInCase", { params: { caseId }, body: { text: worry } });
    const params = { notificationId: String(notice.body["notificationId"]) };
    const known = { subject: { cpr: malik.cpr, name: malik.name }, text: worry };
    const read = async () => service.call(clara, "readNotification", { params });
    await service.wakeAt("2026-11-04T10:00:00+01:00");
    expect(await service.store.load("CASE", caseId)).toBeDefined();
    expect((await read()).body).toMatchObject(known);
    await service.wakeAt("2026-11-05T10:00:00+01:00");
    expect(await service.store.load("CASE", caseId)).toBeUndefined();
    expect([...service.store.vaulted.keys()]).toEqual([expect.stringContaining(params.notificationId)]);
    await service.wakeAt("2028-01-01T10:00:00+01:00");
    expect((await read()).body).toMatchObject({ ...known, status: "sent" });
    const open = await service.call(clara, "listNotifications", { query: { status: "open" } });
    expect(open.body).toMatchObject({ items: [{ ...params, late: true }] });
    await finished(service, params);
    await service.wakeAt("2028-06-30T10:00:00+02:00");
    expect((await read()).body).toMatchObject({ ...known, outcome: "other_support" });
    await service.wakeAt("2028-07-01T10:00:00+02:00");
    expect((await read()).status).toBe(404);
    expect(service.store.vaulted.size).toBe(0);
  });

  it("pass over to what outlives a case even when the clock slept through all of it", async () => {
    const service = visitsService();
    const { caseId } = await followingUp(service, malik);
    const sent = { params: { caseId }, body: { text: worry } };
    const notices = await Promise.all([1, 2].map(() => service.call(signe, "notifyOfConcernInCase", sent)));
    await service.wakeAt("2030-01-01T10:00:00+01:00");
    expect(await service.store.load("CASE", caseId)).toBeUndefined();
    for (const { body } of notices) {
      const params = { notificationId: String(body["notificationId"]) };
      expect((await service.call(clara, "readNotification", { params })).body).toMatchObject({
        subject: { cpr: malik.cpr, name: malik.name },
      });
    }
  });

  it("pass over in the transaction that erases the case, so that neither happens without the other", async () => {
    const service = visitsService();
    const { caseId } = await followingUp(service, malik);
    const sent = { params: { caseId }, body: { text: worry } };
    for (let n = 1; n <= 2; n += 1) await service.step(signe, "notifyOfConcernInCase", sent);
    await service.wakeAt("2030-01-01T10:00:00+01:00");
    const erasure = service.commits.find(({ changes }) =>
      changes.some(({ id, index }) => id === caseId && index === "erased"),
    );
    expect(erasure?.changes.map(({ kind }) => kind)).toEqual(["CASE", "NOTIFICATION", "NOTIFICATION"]);
    expect(erasure?.vault?.map(({ content }) => content)).toEqual(
      [1, 2].map(() => ({ text: worry, cpr: malik.cpr, name: malik.name })),
    );
  });

  it("pass over to every notification that rests on a case, however many there are", async () => {
    const service = visitsService();
    const { caseId } = await followingUp(service, malik);
    const sent = { params: { caseId }, body: { text: worry } };
    const notices = [];
    for (let n = 1; n <= 15; n += 1) notices.push(await service.step(signe, "notifyOfConcernInCase", sent));
    await service.wakeAt("2030-01-01T10:00:00+01:00");
    expect(await service.store.load("CASE", caseId)).toBeUndefined();
    for (const { notificationId } of notices) {
      const params = { notificationId: String(notificationId) };
      const { body } = await service.call(clara, "readNotification", { params });
      expect(body).toMatchObject({ subject: { cpr: malik.cpr, name: malik.name }, text: worry });
    }
    expect(service.store.vaulted.size).toBe(15);
  });

  it("of one child are not touched by the erasure of another's", async () => {
    const service = visitsService();
    const { caseId } = await followingUp(service, malik);
    const concernId = await registered(service, sara);
    const body = { outcome: "rejected", reason: "too_old" };
    await service.change(signe, "screenConcern", { params: { concernId }, body });
    await service.wakeAt("2026-04-04T12:00:00+02:00");
    const { status } = await service.call(signe, "readCase", { params: { caseId } });
    expect(status).toBe(200);
    expect([...service.store.vaulted.keys()].filter((key) => key.includes(concernId))).toEqual([]);
  });
});
