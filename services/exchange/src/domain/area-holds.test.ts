import { type AreaCode, addHours, type Instant, instantOf } from "@trygt/contracts";
import type { HoldId } from "@trygt/contracts/exchange";
import { accept, none, refuse, system } from "@trygt/service-kit/rules";
import { monday as now, runa, type Step, specification, step } from "@trygt/service-kit/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { proposedPolicy } from "../policy.ts";
import { areaHolds } from "../records/area-holds.ts";
import {
  type AreaHolds,
  type AreaHoldsCommand,
  areaHoldsDue,
  evolveAreaHolds,
  type HoldRefusal,
} from "./area-holds.ts";

const { decide, stateAfter, existingAfter } = specification(areaHolds, {
  at: now,
  actor: runa,
  policy: proposedPolicy,
});
const idOf = (n: number) => `70000000-0000-4000-8000-${String(n).padStart(12, "0")}` as HoldId;
type Place = Extract<AreaHoldsCommand, { type: "place" }>;
const place = (change: Partial<Place> = {}): Place => ({
  type: "place",
  areaCode: "101-3-RPL" as AreaCode,
  holdId: idOf(1),
  from: addHours(now, 1),
  until: addHours(now, 4),
  ...change,
});
/** A hold of three hours that begins so many days after the first of the others. */
const onDay = (day: number) => {
  const from = addHours(now, day * 24);
  return step(place({ holdId: idOf(day + 1), from, until: addHours(from, 3) }), { at: from });
};
const time = (at: Instant) => step({ type: "time-passed" } as const, { at, actor: system });

const refusals: Record<HoldRefusal, readonly (readonly [AreaHolds, Step<AreaHoldsCommand>])[]> = {
  "zone-area-too-wide": [
    [none, place({ areaCode: "101-3" as AreaCode })],
    [none, place({ areaCode: "101" as AreaCode })],
  ],
  "out-of-area": [[none, place({ areaCode: "101-2-ABC" as AreaCode })]],
  "date-not-usable": [
    [none, place({ from: addHours(now, -2) })],
    [none, place({ from: addHours(now, -1), until: now })],
    [none, place({ until: addHours(now, 1) })],
    [none, place({ until: addHours(now, 26) })],
    [none, place({ from: addHours(now, 15 * 24), until: addHours(now, 15 * 24 + 1) })],
  ],
  "hold-pattern-too-wide": [
    [stateAfter(onDay(0), onDay(4), onDay(8)), onDay(13)],
    // Placed in any order
    [stateAfter(onDay(0), onDay(12).command, onDay(4)), onDay(8)],
  ],
};

describe("A hold", () => {
  it.each(Object.entries(refusals))("is refused: %s", (reason, cases) => {
    for (const [state, command] of cases) expect(decide(state, command)).toEqual(refuse(reason as HoldRefusal));
  });

  it("is coarse: it is told in whole hours around what was asked for", () => {
    const from = instantOf("2026-03-02T10:20:00+01:00");
    const until = instantOf("2026-03-02T12:00:00.001+01:00");
    expect(existingAfter(place({ from, until })).windows).toEqual([
      { holdId: idOf(1), from: "2026-03-02T09:00:00.000Z", until: "2026-03-02T12:00:00.000Z" },
    ]);
  });

  it("on the hour stays as it is", () => {
    expect(existingAfter(place()).windows).toEqual([
      { holdId: idOf(1), from: addHours(now, 1), until: addHours(now, 4) },
    ]);
  });

  it("may follow again when two weeks lie between the first and the fourth", () => {
    expect(decide(stateAfter(onDay(0), onDay(4), onDay(8)), onDay(14))).toMatchObject({ accepted: true });
  });

  it("is forgotten when it can make no pattern any more, and then nothing of the area is left", () => {
    const state = existingAfter(onDay(0), onDay(4));
    const forgotten = addHours(now, 14 * 24 + 2);
    expect(areaHoldsDue(state, proposedPolicy)).toBe(forgotten);
    expect(decide(state, time(addHours(forgotten, -1)))).toEqual(accept());
    const left = existingAfter(onDay(0), onDay(4), time(forgotten));
    expect(left.windows.map(({ holdId }) => holdId)).toEqual([idOf(5)]);
    expect(stateAfter(onDay(0), onDay(4), time(addHours(forgotten, 4 * 24)))).toEqual({ status: "erased" });
  });

  it("never makes more than three in any two weeks, however they are asked for and forgotten", () => {
    const ask = fc.record({ wait: fc.integer({ min: 0, max: 200 }), ahead: fc.integer({ min: 0, max: 14 * 24 }) });
    fc.assert(
      fc.property(fc.array(ask, { maxLength: 40 }), (asks) => {
        let at = now;
        let state: AreaHolds = none;
        const starts: Instant[] = [];
        asks.forEach(({ wait, ahead }, n) => {
          at = addHours(at, wait);
          for (const command of [
            time(at),
            step(place({ holdId: idOf(n), from: addHours(at, ahead), until: addHours(at, ahead + 1) }), { at }),
          ]) {
            const decision = decide(state, command);
            if (!decision.accepted) continue;
            state = decision.events.reduce(evolveAreaHolds, state);
            for (const event of decision.events) if (event.type === "placed") starts.push(event.window.from);
          }
        });
        starts.sort();
        for (const [nth, start] of starts.entries()) {
          const fourth = starts[nth + 3];
          if (fourth !== undefined) expect(fourth >= addHours(start, 14 * 24)).toBe(true);
        }
      }),
    );
  }, 60_000);
});
