import { birk, quiet, runa } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { exchangeService } from "../testing/service.ts";

quiet();

const hold = { areaCode: "101-3-RPL", from: "2026-03-02T19:20:00+01:00", until: "2026-03-02T22:40:00+01:00" };
const onDay = (day: string) => ({
  ...hold,
  from: `2026-03-${day}T19:00:00+01:00`,
  until: `2026-03-${day}T22:00:00+01:00`,
});

describe("A deconfliction hold", () => {
  it("is announced in whole hours and without a reason", async () => {
    const { change, bus } = exchangeService();
    const placed = await change(runa, "placeHold", { body: hold });
    const window = { areaCode: "101-3-RPL", from: "2026-03-02T18:00:00.000Z", until: "2026-03-02T22:00:00.000Z" };
    expect([placed.status, placed.body]).toEqual([200, { holdId: expect.any(String), ...window }]);
    expect(bus().map(({ name, data }) => ({ name, data }))).toEqual([
      { name: "exchange.area-hold-placed.v1", data: { holdRef: placed.body.holdId, ...window } },
    ]);
    expect((await change(runa, "placeHold", { body: { ...hold, reason: "ransagning" } })).status).toBe(400);
  });

  it("is refused where too many would make a pattern, and only there", async () => {
    const { change, bus } = exchangeService();
    for (const day of ["03", "06", "09"])
      expect((await change(runa, "placeHold", { body: onDay(day) })).status).toBe(200);
    const fourth = await change(runa, "placeHold", { body: onDay("12") });
    expect([fourth.status, fourth.slug]).toEqual([422, "hold-pattern-too-wide"]);
    expect(bus()).toHaveLength(3);
    expect((await change(runa, "placeHold", { body: { ...onDay("12"), areaCode: "101-3-MJO" } })).status).toBe(200);
  });

  it("leaves nothing when it can make no pattern any more", async () => {
    const { change, store, wakeAt } = exchangeService();
    await change(runa, "placeHold", { body: hold });
    await wakeAt("2026-03-16T19:00:00+01:00");
    expect(await store.load("HOLD", "101-3-RPL")).toBeDefined();
    await wakeAt("2026-03-16T21:00:00+01:00");
    expect(await store.load("HOLD", "101-3-RPL")).toBeUndefined();
  });

  it("is placed by leads alone", async () => {
    const { change } = exchangeService();
    expect((await change(birk, "placeHold", { body: hold })).status).toBe(404);
  });

  it("over a whole district, backwards or far ahead is refused", async () => {
    const { change } = exchangeService();
    const body = { areaCode: "101-3", from: "2026-04-02T19:00:00+02:00", until: "2026-04-02T18:00:00+02:00" };
    expect((await change(runa, "placeHold", { body })).reasons).toEqual(["zone-area-too-wide", "date-not-usable"]);
  });
});
