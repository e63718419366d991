import { dateOf } from "@trygt/contracts";
import { noah, quiet, signe } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { referred } from "../testing/desk-stories.ts";
import { type VisitsService, visitsService } from "../testing/service.ts";
import { opened, registered, worry } from "../testing/stories.ts";

quiet();

const long = "2029-01-01T12:00:00+01:00";
const countsOf = async ({ store }: VisitsService, name: string) =>
  (await store.counters(name)).map(({ period, areaCode, count }) => ({ period, areaCode, count }));
const once = (period: string) => [{ period, areaCode: "101-3-MJO", count: 1 }];

describe("what is counted", () => {
  it("of concerns is each that was accepted, once, also when it is erased", async () => {
    const service = visitsService();
    await opened(service);
    expect(await countsOf(service, "concerns-accepted")).toEqual(once("2026-03"));
    await service.wakeAt(long);
    expect(await countsOf(service, "concerns-accepted")).toEqual(once("2026-03"));
  });

  it("of concerns is each that was rejected, once, under its reason", async () => {
    const service = visitsService();
    const concernId = await registered(service);
    const body = { outcome: "rejected", reason: "not_own_conduct" };
    await service.step(signe, "screenConcern", { params: { concernId }, body });
    await service.wakeAt(long);
    expect(await countsOf(service, "concerns-rejected-not_own_conduct")).toEqual(once("2026-03"));
    expect(await countsOf(service, "concerns-rejected-too_old")).toEqual([]);
  });

  it("of concerns is one that lapsed as rejected for being too old, in the month in which it lapsed, however late the clock wakes", async () => {
    const service = visitsService();
    await registered(service);
    await service.wakeAt("2026-05-30T23:59:00+02:00");
    expect(await countsOf(service, "concerns-rejected-too_old")).toEqual([]);
    await service.wakeAt(long);
    expect(await countsOf(service, "concerns-rejected-too_old")).toEqual(once("2026-05"));
  });

  it("of cases is each that was closed, once: not again when its referral is recalled or somebody notifies from it, nor when it is erased", async () => {
    const service = visitsService();
    const { caseId, ticketId } = await referred(service);
    await service.step(signe, "closeCase", { params: { caseId }, body: { reason: "moved" } });
    const closed = once(dateOf(service.now()).slice(0, 7));
    expect(await countsOf(service, "cases-closed-moved")).toEqual(closed);
    await service.step(signe, "recallReferral", { params: { caseId, ticketId }, body: {} });
    await service.step(signe, "notifyOfConcernInCase", { params: { caseId }, body: { text: worry } });
    expect(await countsOf(service, "cases-closed-moved")).toEqual(closed);
    await service.wakeAt(long);
    expect(await countsOf(service, "cases-closed-moved")).toEqual(closed);
  });

  it("of cases is one that the clock closes, in the month in which that was due", async () => {
    const service = visitsService();
    await opened(service, noah);
    await service.wakeAt(long);
    expect(await countsOf(service, "cases-closed-no_further_need")).toEqual(once("2026-06"));
  });

  it("is nothing of a change that is refused", async () => {
    const service = visitsService();
    const { caseId } = await opened(service);
    await service.change(signe, "closeCase", { params: { caseId }, body: { reason: "turned_18" } });
    expect(await countsOf(service, "cases-closed-turned_18")).toEqual([]);
  });
});
