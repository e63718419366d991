import { birk, gro, jens, quiet } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { exchangeService } from "../testing/service.ts";

quiet();

const trend = { areaCode: "101-3-RPL", theme: "scooters", week: "2026-W09", count: 7 };

describe("A trend of an area", () => {
  it("is published as a band, and the count goes nowhere", async () => {
    const { change, bus, store } = exchangeService();
    const published = await change(gro, "publishTrend", { body: trend });
    const { count: _, ...coarse } = trend;
    expect([published.status, published.body]).toEqual([200, { ...coarse, countBand: "5-9" }]);
    expect(bus().map(({ name, data }) => ({ name, data }))).toEqual([
      {
        name: "exchange.trend-published.v1",
        data: { areaCode: "101-3-RPL", themeCode: "scooters", period: "2026-W09", countBand: "5-9" },
      },
    ]);
    expect(await store.counters("trends-scooters-5-9")).toMatchObject([{ period: "2026-W09", count: 1 }]);
  });

  it("is told once, however many report it", async () => {
    const { change, bus } = exchangeService();
    for (const who of [gro, birk]) expect((await change(who, "publishTrend", { body: trend })).status).toBe(200);
    expect(bus()).toHaveLength(1);
  });

  it("of fewer than five is not told at all", async () => {
    const { change, bus, store } = exchangeService();
    const small = await change(gro, "publishTrend", { body: { ...trend, count: 4 } });
    expect([small.status, small.slug]).toEqual([422, "group-too-small"]);
    expect(bus()).toEqual([]);
    expect(await store.load("TREND", "101-3-RPL.scooters.2026-W09")).toBeUndefined();
  });

  it("is only a figure a week later", async () => {
    const { change, store, wakeAt } = exchangeService();
    await change(gro, "publishTrend", { body: trend });
    await wakeAt("2026-03-09T00:01:00+01:00");
    expect(await store.load("TREND", "101-3-RPL.scooters.2026-W09")).toBeUndefined();
    expect(await store.counters("trends-scooters-5-9")).toHaveLength(1);
  });

  it("is not for advisers to publish", async () => {
    const { change } = exchangeService();
    expect((await change(jens, "publishTrend", { body: trend })).status).toBe(404);
  });
});
