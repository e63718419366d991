import { gro, jens, monday, omar, palle, quiet, rolf, runa, yusuf } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import type { ZoneEvent } from "./domain/zone.ts";
import { zones } from "./records/zones.ts";
import { watches } from "./service.ts";
import { proper } from "./testing/proper-requests.ts";
import { type ExchangeService, exchangeService } from "./testing/service.ts";
import { answeredBy, disclosedIn, opened, proposed } from "./testing/stories.ts";

quiet();

const countsOf = async (service: ExchangeService, name: string) =>
  (await service.store.counters(name)).map(({ count }) => count);

/** Years go by, and everything that can end has ended. */
const wait = (service: ExchangeService) => service.wakeAt("2029-01-01T00:00:00+01:00");

describe("each counter counts once what it is named after", () => {
  it("a case that is removed, whatever ends with it and whoever confirms it", async () => {
    const service = exchangeService();
    const { caseId, disclosureId } = await answeredBy(service, jens);
    await disclosedIn(service, caseId, runa, palle);
    await service.step(runa, "removeCase", { params: { caseId }, body: {} });
    await service.step(runa, "confirmErasure", { params: { disclosureId }, body: {} });
    await wait(service);
    expect(await countsOf(service, "exchange-cases-removed")).toEqual([1]);
    expect(await countsOf(service, "exchange-cases-refused")).toEqual([]);
  });

  it("a case that time removes, once for each case of the month and area", async () => {
    const service = exchangeService();
    for (const person of [yusuf, omar]) await opened(service, person);
    await service.wakeAt("2026-08-29T00:00:00+02:00");
    await wait(service);
    expect(await countsOf(service, "exchange-cases-removed")).toEqual([2]);
  });

  it("a proposal that is turned down, and not as removed", async () => {
    const service = exchangeService();
    const { caseId } = await proposed(service);
    await service.step(palle, "approveCase", { params: { caseId }, body: { decision: "turn_down" } });
    await wait(service);
    expect(await countsOf(service, "exchange-cases-refused")).toEqual([1]);
    expect(await countsOf(service, "exchange-cases-removed")).toEqual([]);
  });

  it("a gathering as it is stood down, and neither at its debrief nor at its purge", async () => {
    const service = exchangeService();
    const { params = {}, body } = await proper.debriefGathering(service, gro);
    expect(await countsOf(service, "gatherings")).toEqual([1]);
    await service.step(gro, "debriefGathering", { params, body });
    await wait(service);
    expect(await countsOf(service, "gatherings")).toEqual([1]);
  });

  it("a zone that was announced as it ends, in each of its areas", async () => {
    const service = exchangeService();
    const { params = {} } = await proper.announceZone(service, rolf);
    await service.step(rolf, "announceZone", { params, body: {} });
    await service.step(runa, "endZone", { params, body: {} });
    await wait(service);
    expect(await countsOf(service, "zones")).toEqual([1]);
  });

  it("a trend in the band that was told, again only when another band corrects it", async () => {
    const service = exchangeService();
    const { body } = await proper.publishTrend(service, gro);
    for (const count of [7, 8, 12]) await service.step(gro, "publishTrend", { body: { ...(body as object), count } });
    await wait(service);
    for (const band of ["5-9", "10-19"]) expect(await countsOf(service, `trends-scooters-${band}`)).toEqual([1]);
  });
});

describe("what operations watch", () => {
  it("counts each announcement of a zone that is late, and nothing else of a zone", () => {
    const at = monday;
    const metrics = (event: ZoneEvent) => zones.metrics?.(event);
    expect(metrics({ type: "announcement-late", at })).toEqual(["ZoneAnnouncementLate"]);
    expect(metrics({ type: "erased", at })).toEqual([]);
    expect(watches.map(({ metric }) => metric)).toContain("ZoneAnnouncementLate");
  });
});
