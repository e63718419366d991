import { type AreaCode, instantOf } from "@trygt/contracts";
import { accept, none, refuse, system } from "@trygt/service-kit/rules";
import { gro, monday, specification, step } from "@trygt/service-kit/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { trends } from "../records/trends.ts";
import { bandOf, type TrendCommand, type TrendRefusal } from "./trend.ts";

const { decide, stateAfter } = specification(trends, { at: monday, actor: gro, policy: undefined });
type Publish = Extract<TrendCommand, { type: "publish" }>;
const publish = (change: Partial<Publish> = {}): Publish => ({
  type: "publish",
  areaCode: "101-3-RPL" as AreaCode,
  theme: "scooters",
  week: "2026-W09",
  count: 7,
  ...change,
});
const time = (at: string) => step({ type: "time-passed" } as const, { at: instantOf(at), actor: system });

const refusals: Record<TrendRefusal, readonly TrendCommand[]> = {
  "out-of-area": [publish({ areaCode: "101-2" as AreaCode }), publish({ areaCode: "101" as AreaCode })],
  // 2025 has no week 53
  "date-not-usable": [publish({ week: "2026-W11" }), publish({ week: "2025-W53" }), publish({ week: "2024-W40" })],
  "group-too-small": [publish({ count: 1 }), publish({ count: 4 })],
};

describe("A trend", () => {
  it.each(Object.entries(refusals))("is refused: %s", (reason, commands) => {
    for (const command of commands) expect(decide(none, command)).toEqual(refuse(reason as TrendRefusal));
  });

  it("is told as a band, this week's too", () => {
    expect(stateAfter(publish())).toMatchObject({ status: "published", countBand: "5-9" });
    expect(stateAfter(publish({ week: "2026-W10" }))).toMatchObject({ status: "published" });
    expect([1, 4, 5, 9, 10, 19, 20, 1000].map(bandOf)).toEqual([
      "under_5",
      "under_5",
      "5-9",
      "5-9",
      "10-19",
      "10-19",
      "20+",
      "20+",
    ]);
  });

  it("is no news the second time, and corrected by another band", () => {
    expect(decide(stateAfter(publish()), publish({ count: 9 }))).toEqual(accept());
    expect(stateAfter(publish(), publish({ count: 12 }))).toMatchObject({ countBand: "10-19" });
  });

  it("is only a figure a week later", () => {
    expect(decide(stateAfter(publish()), time("2026-03-08T23:59:00+01:00"))).toEqual(accept());
    expect(stateAfter(publish(), time("2026-03-09T00:00:00+01:00"))).toEqual({ status: "erased" });
  });

  it("never carries the count itself", () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 1000 }), (count) => {
        const decision = decide(none, publish({ count }));
        expect(decision.accepted && Object.keys(decision.events[0] ?? {})).not.toContain("count");
        expect(bandOf(count)).not.toBe("under_5");
      }),
    );
  }, 60_000);
});
