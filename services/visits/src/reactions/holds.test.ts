import { gatheringActive, gatheringStoodDown } from "@trygt/contracts/exchange";
import { system } from "@trygt/service-kit";
import { eventFrom, malik, monday, noah, quiet, signe } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { reschedule, visitOf } from "../testing/area-stories.ts";
import { hold } from "../testing/cases.ts";
import { visitsService } from "../testing/service.ts";
import { invited, opened, scheduled } from "../testing/stories.ts";
import { liftHold, placeHold } from "./holds.ts";

quiet();

const { areaCode: malikArea } = hold();
const gatheringRef = "9a000000-0000-4000-8000-000000000001";
const active = (areaCode: string, version = 1, validUntil = "2026-03-05T23:00:00.000Z") =>
  eventFrom(
    gatheringActive.of({
      gatheringRef,
      areaCode,
      level: "tense",
      from: "2026-03-05T11:00:00.000Z",
      validUntil,
    }),
    { version },
  );
const stoodDown = (areaCode: string, version = 2) =>
  eventFrom(gatheringStoodDown.of({ gatheringRef, areaCode }), { version });
describe("when something goes on in an area", () => {
  for (const [area, status] of [
    ["101-3-MJO", "on_hold"],
    ["101-3", "on_hold"],
    ["101-3-BLA", "planned"],
    ["101-2", "planned"],
  ] as const)
    it(`in ${area}, a visit in 101-3-MJO is ${status}`, async () => {
      const service = visitsService();
      const { caseId } = await scheduled(service);
      await service.deliver(active(area));
      expect(await visitOf(service, caseId)).toBe(status);
    });

  it("no new visit goes there, but to another day", async () => {
    const service = visitsService();
    const { caseId } = await scheduled(service);
    await service.deliver(active("101-3"));
    const refused = await reschedule(service, caseId, "2026-03-05T19:00:00+01:00");
    expect([refused.status, refused.slug]).toEqual([409, "area-on-hold"]);
    expect((await reschedule(service, caseId, "2026-03-06T19:00:00+01:00")).status).toBe(200);
    expect(await visitOf(service, caseId)).toBe("planned");
  });

  it("every visit there waits, however many cases there are", async () => {
    const service = visitsService();
    const stories = [await scheduled(service, malik), await scheduled(service, noah, "2026-03-05T13:00:00+01:00")];
    await service.deliver(active("101-3-MJO"));
    for (const { caseId } of stories) expect(await visitOf(service, caseId)).toBe("on_hold");
  });

  it("the visit takes place after all when it is over in time", async () => {
    const service = visitsService();
    const { caseId } = await scheduled(service);
    await service.deliver(active("101-3-MJO"));
    await service.deliver(stoodDown("101-3-MJO"));
    expect(await visitOf(service, caseId)).toBe("planned");
  });

  it("the news that it is over counts even when it comes first", async () => {
    const service = visitsService();
    const { caseId } = await scheduled(service);
    await service.deliver(stoodDown("101-3-MJO"));
    await service.deliver(active("101-3-MJO"));
    expect(await visitOf(service, caseId)).toBe("planned");
  });

  it("the last word counts when its end is moved, in whatever order the news comes", async () => {
    const words = [
      active("101-3-MJO", 1),
      active("101-3-MJO", 2, "2026-03-06T23:00:00.000Z"),
      active("101-3-MJO", 3, "2026-03-05T15:00:00.000Z"),
    ];
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ]) {
      const service = visitsService();
      const { caseId } = await scheduled(service);
      for (const n of order) await service.deliver(...words.slice(n, n + 1));
      expect(await visitOf(service, caseId), "at 17 o'clock it is over").toBe("planned");
      expect((await reschedule(service, caseId, "2026-03-05T15:59:00+01:00")).slug).toBe("area-on-hold");
    }
  });

  it("the last word counts when all the news comes at once", async () => {
    const words = [active("101-3-MJO", 1), active("101-3-MJO", 2), stoodDown("101-3-MJO", 3)];
    for (const told of [words, [...words].reverse()]) {
      const service = visitsService();
      const stories = [await scheduled(service, malik), await scheduled(service, noah)];
      await service.deliver(...told);
      for (const { caseId } of stories) expect(await visitOf(service, caseId)).toBe("planned");
    }
  });

  it("the last word counts when it comes while the cases are still being told the one before", async () => {
    const service = visitsService();
    const { caseId } = await scheduled(service);
    const context = { at: monday, actor: system, operation: "test", correlationId: "request-1" };
    const said = { ref: gatheringRef, areaCode: malikArea };
    let interrupted = false;
    const list: typeof service.deps.cases.list = async (...query) => {
      const page = await service.deps.cases.list(...query);
      if (!interrupted) {
        interrupted = true;
        await liftHold(service.deps, { ...said, version: 2 }, context);
      }
      return page;
    };
    const deps = { ...service.deps, cases: { ...service.deps.cases, list } };
    await placeHold(deps, hold({ ...said, version: 1 }), context);
    expect(interrupted).toBe(true);
    expect(await visitOf(service, caseId)).toBe("planned");
  });

  it("news of an end that has passed already takes the hold away, and earlier news does not bring it back", async () => {
    const service = visitsService();
    const { caseId } = await scheduled(service);
    await service.deliver(active("101-3-MJO", 1));
    await service.deliver(active("101-3-MJO", 3, "2026-03-02T07:00:00.000Z"));
    expect(await visitOf(service, caseId)).toBe("planned");
    await service.deliver(active("101-3-MJO", 2));
    expect(await visitOf(service, caseId)).toBe("planned");
  });

  it("nothing changes when the same event comes again", async () => {
    const service = visitsService();
    const { caseId } = await scheduled(service);
    const event = active("101-3-MJO");
    await service.deliver(event, event);
    const version = await service.versionOf("CASE", caseId);
    await service.deliver(event);
    await service.deliver(active("101-3-MJO"));
    expect(await service.versionOf("CASE", caseId)).toBe(version);
  });

  it("a case that opens later learns of it before its first visit", async () => {
    const service = visitsService();
    await service.deliver(active("101-3"));
    const { caseId } = await invited(service);
    const refused = await reschedule(service, caseId, "2026-03-05T19:00:00+01:00");
    expect(refused.slug).toBe("area-on-hold");
  });

  it("the hold ends by itself, and the visit wants a new date", async () => {
    const service = visitsService();
    const { caseId } = await scheduled(service);
    await service.deliver(active("101-3-MJO"));
    await service.wakeAt("2026-03-06T00:00:00+01:00");
    expect(await visitOf(service, caseId)).toBe("on_hold");
    const { body } = await service.call(signe, "listCases", { query: { assignedTo: "me", due: "late" } });
    expect(body).toMatchObject({ items: [{ caseId, nextDue: "new_date", late: true }] });
    expect((await reschedule(service, caseId, "2026-03-06T17:00:00+01:00")).status).toBe(200);
    expect(await service.store.load("HOLDS", "101-3-MJO")).toBeUndefined();
  });

  it("a closed case hears nothing of it", async () => {
    const service = visitsService();
    const { caseId } = await opened(service);
    await service.change(signe, "closeCase", { params: { caseId }, body: { reason: "moved" } });
    const version = await service.versionOf("CASE", caseId);
    await service.deliver(active("101-3"));
    expect(await service.versionOf("CASE", caseId)).toBe(version);
  });
});
