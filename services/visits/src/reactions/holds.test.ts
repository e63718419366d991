import {
  areaHoldPlaced,
  gatheringActive,
  gatheringStoodDown,
  zoneAnnounced,
  zoneEnded,
} from "@trygt/contracts/exchange";
import { system } from "@trygt/service-kit";
import { quiet } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { malik, noah, signe, simon } from "../testing/people.ts";
import { invited, opened, scheduled } from "../testing/stories.ts";
import { from, type VisitsService, visitsService } from "../testing/visits-service.ts";

quiet();

const gatheringRef = "9a000000-0000-4000-8000-000000000001";
const active = (areaCode: string, version = 1, validUntil = "2026-03-05T23:00:00.000Z") =>
  from(
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
  from(gatheringStoodDown.of({ gatheringRef, areaCode }), { version });
const zoneRef = "2e000000-0000-4000-8000-000000000001";
const zone = (first: string, last: string, ...areaCodes: readonly string[]) =>
  from(
    zoneAnnounced.of({
      zoneRef,
      areaCodes: [...areaCodes],
      from: first,
      until: last,
      publicTextId: "7e000000-0000-4000-8000-000000000001",
    }),
  );
const visitOf = async (service: VisitsService, caseId: string) => {
  const loaded = await service.deps.cases.show(caseId, system);
  return loaded !== undefined && "visits" in loaded.state ? loaded.state.visits.at(-1)?.status : undefined;
};
const reschedule = (service: VisitsService, caseId: string, at: string) =>
  service.change(signe, "scheduleVisit", { params: { caseId }, body: { at, staff: [signe.id, simon.id] } });

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

describe("a zone", () => {
  it("holds visits from the first moment of its first day to the end of its last", async () => {
    const service = visitsService();
    const { caseId } = await invited(service);
    await service.deliver(zone("2026-03-27", "2026-03-29", "101-3-MJO", "101-3-BLA"));
    for (const [at, status] of [
      ["2026-03-26T23:59:00+01:00", 200],
      ["2026-03-27T00:00:00+01:00", 409],
      // Summer time begins on the zone's last day, which is an hour shorter
      ["2026-03-29T23:59:00+02:00", 409],
      ["2026-03-30T00:00:00+02:00", 200],
    ] as const)
      expect([at, (await reschedule(service, caseId, at)).status]).toEqual([at, status]);
  });

  it("holds the areas that it names, each of them", async () => {
    const service = visitsService();
    const { caseId } = await scheduled(service);
    await service.deliver(zone("2026-03-05", "2026-03-05", "101-3-BLA", "101-3-MJO"));
    expect(await visitOf(service, caseId)).toBe("on_hold");
  });

  it("that is over when the news comes holds nothing", async () => {
    const service = visitsService();
    const { caseId } = await scheduled(service);
    await service.deliver(zone("2026-02-01", "2026-03-01", "101-3"));
    expect(await visitOf(service, caseId)).toBe("planned");
    expect(await service.deps.areaHolds.show("101-3", system)).toMatchObject({ state: { holds: [] } });
  });

  it("that ends before its time lets the visits in all its areas take place", async () => {
    const service = visitsService();
    const { caseId } = await scheduled(service);
    await service.deliver(zone("2026-03-05", "2026-03-09", "101-3-BLA", "101-3-MJO"));
    expect(await visitOf(service, caseId)).toBe("on_hold");
    const ended = zoneEnded.of({ zoneRef, areaCodes: ["101-3-BLA", "101-3-MJO"] });
    await service.deliver(from(ended, { version: 2 }));
    expect(await visitOf(service, caseId)).toBe("planned");
    await service.deliver(zone("2026-03-05", "2026-03-09", "101-3-BLA", "101-3-MJO"));
    expect(await visitOf(service, caseId), "the announcement, told again").toBe("planned");
  });
});

describe("police work that nobody explains", () => {
  const window = (first: string, last: string) =>
    from(
      areaHoldPlaced.of({
        holdRef: "40000000-0000-4000-8000-000000000001",
        areaCode: "101-3-MJO",
        from: first,
        until: last,
      }),
    );

  it("holds a visit within its window, and ends with it", async () => {
    const service = visitsService();
    const { caseId } = await scheduled(service);
    await service.deliver(window("2026-03-05T14:00:00.000Z", "2026-03-05T18:00:00.000Z"));
    expect(await visitOf(service, caseId)).toBe("on_hold");
    expect((await reschedule(service, caseId, "2026-03-05T18:59:00+01:00")).slug).toBe("area-on-hold");
    expect((await reschedule(service, caseId, "2026-03-05T19:00:00+01:00")).status).toBe(200);
    expect(await visitOf(service, caseId)).toBe("planned");
    await service.wakeAt("2026-03-05T19:00:00+01:00");
    expect(await service.store.load("HOLDS", "101-3-MJO")).toBeUndefined();
  });

  it("leaves a visit outside its window alone", async () => {
    const service = visitsService();
    const { caseId } = await scheduled(service);
    await service.deliver(window("2026-03-05T17:00:00.000Z", "2026-03-05T18:00:00.000Z"));
    expect(await visitOf(service, caseId)).toBe("planned");
  });
});
