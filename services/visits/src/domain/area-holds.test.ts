import { addHours, type Instant } from "@trygt/contracts";
import { accept, erased, system } from "@trygt/service-kit/rules";
import { monday, specification, step } from "@trygt/service-kit/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areaHolds } from "../records/area-holds.ts";
import { at, hold } from "../testing/cases.ts";
import { areaHoldsDue } from "./area-holds.ts";

const { areaCode, ref, until } = hold();
const longer = at("2026-03-07T00:00");
const place = (placed = hold(), when: Instant = monday) => step({ type: "place", hold: placed } as const, { at: when });
const lift = (when: Instant = monday, version = 1) =>
  step({ type: "lift", areaCode, ref, version } as const, { at: when });
const time = (when: Instant) => step({ type: "time-passed" } as const, { at: when });
const {
  decide,
  stateAfter,
  existingAfter: after,
} = specification(areaHolds, { at: monday, actor: system, policy: {} });

describe("what stands in the way of visits in an area", () => {
  it("is what was placed and not lifted", () => {
    expect(after(place()).holds).toEqual([hold()]);
    expect(after(place(), lift()).holds).toEqual([]);
  });

  it("stays lifted when the lifting comes before the placing", () => {
    expect(after(lift(), place()).holds).toEqual([]);
  });

  it("is told once, however often the events come", () => {
    expect(decide(after(place()), place())).toEqual(accept());
    expect(decide(after(place(), lift()), lift())).toEqual(accept());
  });

  it("takes a new end for the same gathering", () => {
    const grown = hold({ until: longer, version: 2 });
    expect(after(place(), place(grown)).holds).toEqual([grown]);
  });

  it("is what was said last, in whatever order the words come", { timeout: 60_000 }, () => {
    const shortened = hold({ until: at("2026-03-05T18:00"), version: 3 });
    const words = [hold(), hold({ until: longer, version: 2 }), shortened];
    fc.assert(
      fc.property(fc.shuffledSubarray(words, { minLength: words.length }), (told) => {
        expect(after(...told.map((word) => place(word))).holds).toEqual([shortened]);
      }),
    );
  });

  it("stays lifted when an earlier word comes late, and does not go when an earlier lifting comes late", () => {
    const grown = hold({ until: longer, version: 2 });
    expect(after(place(), lift(monday, 3), place(grown)).holds).toEqual([]);
    expect(after(place(grown), lift(monday, 1)).holds).toEqual([grown]);
    expect(after(lift(monday, 1), place(grown)).holds).toEqual([grown]);
  });

  it("is not what had ended before the news of it came, nor what was said of it earlier and comes later", () => {
    const over = hold({ version: 2 });
    expect(after(place(over, until)).holds).toEqual([]);
    expect(after(place(over, until), place(hold({ until: longer }), until)).holds).toEqual([]);
    expect(after(place(hold({ until: longer })), place(over, until)).holds).toEqual([]);
  });

  it("ends by itself", () => {
    const other = hold({ ref: "other", until: at("2026-03-09T00:00") });
    const both = after(place(), place(other));
    expect(areaHoldsDue(both)).toBe(until);
    expect(decide(both, time(at("2026-03-05T23:59")))).toEqual(accept());
    expect(after(place(), place(other), time(until)).holds).toEqual([other]);
  });

  it("is forgotten three days after it was lifted, longer than any event is on its way", () => {
    const forgetAt = addHours(monday, 72);
    expect(areaHoldsDue(after(lift()))).toBe(forgetAt);
    expect(after(lift(), time(addHours(monday, 71))).lifted).toHaveLength(1);
    expect(stateAfter(lift(), time(forgetAt))).toEqual(erased);
  });

  it("is kept until the day after its next end", () => {
    expect(areaHolds.index(after(place()), areaCode, {})).toMatchObject({ eraseOn: "2026-03-07", due: until });
  });
});
