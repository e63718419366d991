import { type AreaCode, addHours, type Instant, instantOf } from "@trygt/contracts";
import type { HoldId } from "@trygt/contracts/exchange";
import { accept, refuse } from "@trygt/service-kit/rules";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AreaHolds,
  type AreaHoldsCommand,
  areaHoldsDue,
  decideAreaHolds,
  evolveAreaHolds,
  type HoldRefusal,
  noAreaHolds,
} from "./area-holds.ts";
import { proposedPolicy } from "./policy.ts";

const now = instantOf("2026-03-02T09:00:00+01:00");
const idOf = (n: number) => `70000000-0000-4000-8000-${String(n).padStart(12, "0")}` as HoldId;
type Place = Extract<AreaHoldsCommand, { type: "place" }>;
const place = (change: Partial<Place> = {}): Place => ({
  type: "place",
  at: now,
  areaCode: "101-3-RPL" as AreaCode,
  holdId: idOf(1),
  from: addHours(now, 1),
  until: addHours(now, 4),
  ...change,
});
/** A hold of three hours that begins so many days after the first of the others. */
const onDay = (day: number) => {
  const from = addHours(now, day * 24);
  return place({ at: from, holdId: idOf(day + 1), from, until: addHours(from, 3) });
};
const time = (at: Instant) => ({ type: "note-time", at }) as const;

const decide = (state: AreaHolds, command: AreaHoldsCommand) => decideAreaHolds(state, command, proposedPolicy);
const after = (...commands: readonly AreaHoldsCommand[]): AreaHolds =>
  commands.reduce((state, command) => {
    const decision = decide(state, command);
    if (!decision.accepted) throw new Error(`The story stops at: ${decision.reasons.join(", ")}`);
    return decision.events.reduce(evolveAreaHolds, state);
  }, noAreaHolds);

const refusals: Record<HoldRefusal, readonly (readonly [AreaHolds, AreaHoldsCommand])[]> = {
  "zone-area-too-wide": [
    [noAreaHolds, place({ areaCode: "101-3" as AreaCode })],
    [noAreaHolds, place({ areaCode: "101" as AreaCode })],
  ],
  "out-of-area": [[noAreaHolds, place({ areaCode: "101-2-ABC" as AreaCode })]],
  "date-not-usable": [
    [noAreaHolds, place({ from: addHours(now, -2) })],
    [noAreaHolds, place({ from: addHours(now, -1), until: now })],
    [noAreaHolds, place({ until: addHours(now, 1) })],
    [noAreaHolds, place({ until: addHours(now, 26) })],
    [noAreaHolds, place({ from: addHours(now, 15 * 24), until: addHours(now, 15 * 24 + 1) })],
  ],
  "hold-pattern-too-wide": [
    [after(onDay(0), onDay(4), onDay(8)), onDay(13)],
    // Placed in any order
    [after(onDay(0), place({ ...onDay(12), at: now }), onDay(4)), onDay(8)],
  ],
};

describe("A hold", () => {
  it.each(Object.entries(refusals))("is refused: %s", (reason, cases) => {
    for (const [state, command] of cases) expect(decide(state, command)).toEqual(refuse(reason as HoldRefusal));
  });

  it("is coarse: it is told in whole hours around what was asked for", () => {
    const from = instantOf("2026-03-02T10:20:00+01:00");
    const until = instantOf("2026-03-02T12:00:00.001+01:00");
    expect(after(place({ from, until })).windows).toEqual([
      { holdId: idOf(1), from: "2026-03-02T09:00:00.000Z", until: "2026-03-02T12:00:00.000Z" },
    ]);
  });

  it("on the hour stays as it is", () => {
    expect(after(place()).windows).toEqual([{ holdId: idOf(1), from: addHours(now, 1), until: addHours(now, 4) }]);
  });

  it("may follow again when two weeks lie between the first and the fourth", () => {
    expect(decide(after(onDay(0), onDay(4), onDay(8)), onDay(14))).toMatchObject({ accepted: true });
  });

  it("is forgotten when it can make no pattern any more, and then nothing of the area is left", () => {
    const state = after(onDay(0), onDay(4));
    const forgotten = addHours(now, 14 * 24 + 2);
    expect(areaHoldsDue(state, proposedPolicy)).toBe(forgotten);
    expect(decide(state, time(addHours(forgotten, -1)))).toEqual(accept());
    const left = after(onDay(0), onDay(4), time(forgotten));
    expect(left.windows.map(({ holdId }) => holdId)).toEqual([idOf(5)]);
    const nothing = after(onDay(0), onDay(4), time(addHours(forgotten, 4 * 24)));
    expect(areaHoldsDue(nothing, proposedPolicy)).toBeUndefined();
  });

  it("never makes more than three in any two weeks, however they are asked for and forgotten", () => {
    const ask = fc.record({ wait: fc.integer({ min: 0, max: 200 }), ahead: fc.integer({ min: 0, max: 14 * 24 }) });
    fc.assert(
      fc.property(fc.array(ask, { maxLength: 40 }), (asks) => {
        let at = now;
        let state = noAreaHolds;
        const starts: Instant[] = [];
        asks.forEach(({ wait, ahead }, n) => {
          at = addHours(at, wait);
          for (const command of [
            time(at),
            place({ at, holdId: idOf(n), from: addHours(at, ahead), until: addHours(at, ahead + 1) }),
          ]) {
            const decision = decide(state, command);
            if (!decision.accepted) continue;
            state = decision.events.reduce(evolveAreaHolds, state);
            if (command.type === "place") starts.push(command.from);
          }
        });
        starts.sort();
        for (const [nth, start] of starts.entries()) {
          const fourth = starts[nth + 3];
          if (fourth !== undefined) expect(fourth >= addHours(start, 14 * 24)).toBe(true);
        }
      }),
    );
  });
});
