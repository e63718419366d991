import { adam, clara, malik, noah, quiet, selma, signe, simon } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { type VisitsService, visitsService } from "./testing/service.ts";
import { followUp, held, invited, opened, outcomeHeld, registered, scheduled } from "./testing/stories.ts";

quiet();

const reject = (service: VisitsService, concernId: string) =>
  service.change(signe, "screenConcern", {
    params: { concernId },
    body: { outcome: "rejected", reason: "not_own_conduct" },
  });
const statusOf = async (service: VisitsService, caseId: string) =>
  (await service.call(signe, "readCase", { params: { caseId } })).body["status"];
const countersOf = ({ store }: VisitsService, name: string) => store.counters(name);

describe("as time passes", () => {
  it("a concern that nobody screened is late after a week, and stays on the list", async () => {
    const service = visitsService();
    await registered(service);
    const late = async () =>
      (await service.call(signe, "listConcerns", { query: { status: "received" } })).body["items"];
    await service.wakeAt("2026-03-09T23:59:00+01:00");
    expect(await late()).toMatchObject([{ late: false }]);
    await service.wakeAt("2026-03-10T00:00:00+01:00");
    expect(await late()).toMatchObject([{ late: true }]);
  });

  it("a concern that nobody screened for 90 days lapses, and the police hear that it was too old", async () => {
    const service = visitsService();
    const concernId = await registered(service);
    await service.wakeAt("2026-05-31T00:00:00+02:00");
    expect(service.bus().map(({ data }) => data)).toEqual([
      { concernRef: concernId, outcome: "rejected", reasonCode: "too_old" },
    ]);
    expect(await countersOf(service, "concerns-rejected-too_old")).toMatchObject([{ period: "2026-05", count: 1 }]);
  });

  it("a rejected concern is gone after 30 days, but for a number", async () => {
    const service = visitsService();
    const concernId = await registered(service);
    await reject(service, concernId);
    await service.wakeAt("2026-03-31T23:59:00+02:00");
    expect(await service.store.load("CONCERN", concernId)).toBeDefined();
    await service.wakeAt("2026-04-01T00:00:00+02:00");
    expect(await service.store.load("CONCERN", concernId)).toBeUndefined();
    expect(service.store.vaulted.size).toBe(0);
    expect(await countersOf(service, "concerns-rejected-not_own_conduct")).toEqual([
      { name: "concerns-rejected-not_own_conduct", period: "2026-03", areaCode: "101-3-MJO", count: 1 },
    ]);
  });

  it("an accepted concern is gone after 30 days, and the case keeps the child's data", async () => {
    const service = visitsService();
    const { concernId, caseId } = await opened(service);
    await service.wakeAt("2026-04-01T00:00:00+02:00");
    expect(await service.store.load("CONCERN", concernId)).toBeUndefined();
    const { body } = await service.call(signe, "readCase", { params: { caseId } });
    expect(body).toMatchObject({ subject: { name: malik.name }, grounds: [{ text: "Løb ærinder ved stationen" }, {}] });
  });

  it("a case that nobody reviewed closes by itself, and is gone six months later", async () => {
    const service = visitsService();
    const { caseId } = await opened(service);
    await service.wakeAt("2026-06-29T12:00:00+02:00");
    expect(await statusOf(service, caseId)).toBe("open");
    await service.wakeAt("2026-06-30T00:00:00+02:00");
    expect(await statusOf(service, caseId)).toBe("closed");
    await service.wakeAt("2026-12-30T00:00:00+01:00");
    expect(await service.store.load("CASE", caseId)).toBeUndefined();
    expect(await countersOf(service, "cases-closed-no_further_need")).toMatchObject([{ period: "2026-06", count: 1 }]);
  });

  it("Adam turns eighteen: no more visit, an end within a fortnight, and nothing is carried over", async () => {
    const service = visitsService();
    const { caseId, visitId } = await scheduled(service, adam, "2026-03-12T17:00:00+01:00");
    const params = { caseId };
    service.passTo("2026-03-12T18:00:00+01:00");
    const body = { ...outcomeHeld, informed: [1] };
    await service.change(signe, "recordVisitOutcome", { params: { visitId }, body });
    await service.change(signe, "agreeFollowUp", { params, body: { ...followUp, dueOn: "2026-03-20" } });
    await service.wakeAt("2026-03-15T00:00:00+01:00");
    const another = { at: "2026-03-17T17:00:00+01:00", staff: [signe.id, simon.id] };
    const refused = await service.change(signe, "scheduleVisit", { params, body: another });
    expect([refused.status, refused.slug]).toEqual([422, "subject-is-adult"]);
    await service.wakeAt("2026-03-28T23:59:00+01:00");
    expect(await statusOf(service, caseId)).toBe("following_up");
    await service.wakeAt("2026-03-29T00:00:00+01:00");
    expect(await statusOf(service, caseId)).toBe("closed");
    expect(service.bus().at(-1)).toMatchObject({
      name: "visits.case-closed.v1",
      data: { caseRef: caseId, reasonCode: "turned_18" },
      meta: { ownerAuthority: "municipality" },
    });
  });

  it("a clock that slept for years catches up at once", async () => {
    const service = visitsService();
    await held(service);
    await registered(service, noah);
    await service.wakeAt("2029-01-01T00:00:00+01:00");
    expect(await Array.fromAsync(service.store.due("2100-01-01T00:00:00.000Z" as never))).toEqual([]);
    expect(service.store.vaulted.size).toBe(0);
  });

  it("nothing happens twice when the clock rings twice", async () => {
    const service = visitsService();
    await invited(service);
    await service.wakeAt("2026-07-01T00:00:00+02:00");
    const commits = service.commits.length;
    await service.wakeAt("2026-07-01T00:00:00+02:00");
    expect(service.commits).toHaveLength(commits);
  });

  it("nobody but the two on a visit keeps it in their calendar once it is called off", async () => {
    const service = visitsService();
    const { caseId } = await scheduled(service);
    expect((await service.call(simon, "readCalendar")).text).toContain("VEVENT");
    await service.wakeAt("2026-06-30T12:00:00+02:00");
    expect(await statusOf(service, caseId)).toBe("closed");
    for (const who of [signe, simon, selma, clara])
      expect((await service.call(who, "readCalendar")).text).not.toContain("VEVENT");
  });
});
