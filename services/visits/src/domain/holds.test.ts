import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { at, hold } from "../testing/cases.ts";
import { covers, standing, withHold } from "./holds.ts";

describe("a hold", () => {
  it("covers its first moment and not its last", () => {
    expect(covers(hold(), hold().from)).toBe(true);
    expect(covers(hold(), at("2026-03-05T23:59"))).toBe(true);
    expect(covers(hold(), hold().until)).toBe(false);
    expect(covers(hold(), at("2026-03-05T11:59"))).toBe(false);
  });

  it("stands until its end", () => {
    expect(standing([hold()], at("2026-03-05T23:59"))).toEqual([hold()]);
    expect(standing([hold()], hold().until)).toEqual([]);
  });

  it("is counted once, however often it is told, and its last word counts", { timeout: 60_000 }, () => {
    const told = fc.record({ ref: fc.constantFrom("one", "other", "third"), hour: fc.integer({ min: 10, max: 23 }) });
    fc.assert(
      fc.property(fc.array(told), (words) => {
        const holds = words.map(({ ref, hour }) => hold({ ref, until: at(`2026-03-06T${hour}:00`) }));
        const known = holds.reduce<ReturnType<typeof withHold>>(withHold, []);
        const last = new Map(holds.map((one) => [one.ref, one]));
        expect(new Map(known.map((one) => [one.ref, one]))).toEqual(last);
        expect(known).toHaveLength(last.size);
      }),
    );
  });
});
