import { areaHoldPlaced, zoneAnnounced, zoneEnded } from "@trygt/contracts/exchange";
import { system } from "@trygt/service-kit";
import { eventFrom, quiet } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { reschedule, visitOf } from "../testing/area-stories.ts";
import { visitsService } from "../testing/service.ts";
import { invited, scheduled } from "../testing/stories.ts";

quiet();

const zoneRef = "2e000000-0000-4000-8000-000000000001";
const zone = (first: string, last: string, ...areaCodes: readonly string[]) =>
  eventFrom(
    zoneAnnounced.of({
      zoneRef,
      areaCodes: [...areaCodes],
      from: first,
      until: last,
      publicTextId: "7e000000-0000-4000-8000-000000000001",
    }),
  );

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
    expect(await service.deps.areaHolds.find("101-3", system)).toMatchObject({ state: { holds: [] } });
  });

  it("that ends before its time lets the visits in all its areas take place", async () => {
    const service = visitsService();
    const { caseId } = await scheduled(service);
    await service.deliver(zone("2026-03-05", "2026-03-09", "101-3-BLA", "101-3-MJO"));
    expect(await visitOf(service, caseId)).toBe("on_hold");
    const ended = zoneEnded.of({ zoneRef, areaCodes: ["101-3-BLA", "101-3-MJO"] });
    await service.deliver(eventFrom(ended, { version: 2 }));
    expect(await visitOf(service, caseId)).toBe("planned");
    await service.deliver(zone("2026-03-05", "2026-03-09", "101-3-BLA", "101-3-MJO"));
    expect(await visitOf(service, caseId), "the announcement, told again").toBe("planned");
  });
});

describe("police work that nobody explains", () => {
  const window = (first: string, last: string) =>
    eventFrom(
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
