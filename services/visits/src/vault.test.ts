import type { Commit } from "@trygt/service-kit";
import { describe, expect, it } from "vitest";
import { gro, malik, mona, palle, sara, signe, tariq } from "./testing/people.ts";
import { quiet } from "./testing/quiet.ts";
import { followingUp, followUp, ground, outcomeHeld, registered, secondGround, worry } from "./testing/stories.ts";
import { type VisitsService, visitsService } from "./testing/visits-service.ts";

quiet();

const people = [malik, sara, mona, tariq];
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
];
const found = (text: string) => personal.filter((datum) => text.includes(datum));
const withoutVault = ({ vault: _, ...rest }: Commit) => rest;

/** From the concern to the end of the case and its notification, with all that is read on the way. */
const wholeStory = async (service: VisitsService) => {
  const { caseId, concernId, followUpId } = await followingUp(service, malik);
  const notice = await service.call(signe, "notifyOfConcernInCase", { params: { caseId }, body: { text: worry } });
  const params = { notificationId: String(notice.body["notificationId"]) };
  await service.call(palle, "readNotification", { params });
  await service.change(palle, "acknowledgeNotification", { params, body: {} });
  await service.change(palle, "assessNotification", { params, body: { outcome: "other_support" } });
  await service.call(signe, "readCase", { params: { caseId }, query: { reveal: "address" } });
  await service.call(gro, "notifyOfConcern", { body: { subject: { cpr: sara.cpr }, text: worry } });
  await service.change(signe, "completeFollowUp", { params: { followUpId }, body: {} });
  await service.change(signe, "closeCase", { params: { caseId }, body: { reason: "agreed" } });
  const rejected = await registered(service, sara);
  const body = { outcome: "rejected", reason: "not_own_conduct" };
  await service.change(signe, "screenConcern", { params: { concernId: rejected }, body });
  return { caseId, concernId, rejected, notificationId: params.notificationId };
};

describe("personal data", () => {
  it("stand in the vault and nowhere else: not in states, history, lists, figures, replies, log, calendar or events", async () => {
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
    for (const datum of [malik.name, malik.cpr, sara.cpr, "Prøvegade", worry, ground.text, followUp.text, mona.name])
      expect(vault).toContain(datum);
    expect(vault).toContain(outcomeHeld.childView.text);
    expect(vault, "a custody holder's own address is never taken over").not.toContain("Skjulevej");
  });

  it("are kept under a reference that is no number and no name", async () => {
    const service = visitsService();
    await wholeStory(service);
    for (const key of service.store.vaulted.keys()) expect(key).toMatch(/^SUBJECT#[0-9a-f]{32}\/[A-Z-]+#[0-9a-f-]{36}/);
  });

  it("leave nothing but figures, and a log of references, when their time is over", async () => {
    const service = visitsService();
    const { caseId, concernId, rejected, notificationId } = await wholeStory(service);
    await service.wakeAt("2026-09-06T12:00:00+02:00");
    expect(service.store.vaulted.size).toBe(0);
    expect([...service.store.history]).toEqual([]);
    for (const [kind, id] of [
      ["CASE", caseId],
      ["CONCERN", concernId],
      ["CONCERN", rejected],
      ["NOTIFICATION", notificationId],
    ] as const)
      expect(await service.store.load(kind, id)).toBeUndefined();
    expect(await service.store.due("2100-01-01T00:00:00.000Z" as never)).toEqual([]);
    for (const name of ["concerns-accepted", "concerns-rejected-not_own_conduct", "cases-closed-agreed"])
      expect(await service.store.figures(name)).toMatchObject([{ areaCode: "101-3-MJO", count: 1 }]);
    expect(found(JSON.stringify(service.store.log))).toEqual([]);
    expect(service.store.log.filter(({ act }) => act === "erasure").length).toBeGreaterThanOrEqual(4);
  });

  it("of a case stay while a notification rests on them", async () => {
    const service = visitsService();
    const { caseId } = await followingUp(service, malik);
    await service.change(signe, "closeCase", { params: { caseId }, body: { reason: "agreed" } });
    service.passTo("2026-05-05T10:00:00+02:00");
    const notice = await service.call(signe, "notifyOfConcernInCase", { params: { caseId }, body: { text: worry } });
    const params = { notificationId: String(notice.body["notificationId"]) };
    await service.wakeAt("2026-10-01T10:00:00+02:00");
    const read = await service.call(palle, "readNotification", { params });
    expect(read.body).toMatchObject({ subject: { cpr: malik.cpr, name: malik.name }, text: worry });
    await service.wakeAt("2026-11-05T10:00:00+01:00");
    expect((await service.call(palle, "readNotification", { params })).status).toBe(404);
    expect(service.store.vaulted.size).toBe(0);
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
