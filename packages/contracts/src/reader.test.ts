import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { reader } from "./reader.ts";
import { Instant } from "./values/time.ts";

const Visit = z.strictObject({ at: Instant, staff: z.array(z.strictObject({ staffId: z.uuid() })) });
const Outcome = z.discriminatedUnion("outcome", [
  z.strictObject({ outcome: z.literal("held"), visit: z.optional(Visit) }),
  z.strictObject({ outcome: z.literal("declined"), pair: z.tuple([Visit, z.nullable(Visit)]) }),
]);

const staffId = "50000000-0000-4000-8000-000000000001";
const known = { at: "2026-03-05T16:00:00.000Z", staff: [{ staffId }] };
const newer = { at: "2026-03-05T17:00:00+01:00", staff: [{ staffId, floor: 2 }], room: "A" };

describe("a reader of another program's data", () => {
  test.each([
    ["on top", { outcome: "held", rating: 1 }, { outcome: "held" }],
    [
      "in an object, a list and what may be left out",
      { outcome: "held", visit: newer },
      { outcome: "held", visit: known },
    ],
    ["in a pair", { outcome: "declined", pair: [newer, newer] }, { outcome: "declined", pair: [known, known] }],
  ])("leaves out a field that it does not know, %s", (_, sent, read) => {
    expect(z.parse(reader(Outcome), sent)).toEqual(read);
  });

  test("passes it on when asked to, beside what it knows", () => {
    const read = z.parse(reader(Outcome, "pass-on"), { outcome: "held", visit: newer, rating: 1 });
    expect(read).toEqual({ outcome: "held", rating: 1, visit: { ...newer, at: known.at } });
  });

  test("checks what it knows as strictly as the writer", () => {
    expect(z.safeParse(reader(Outcome), { outcome: "lost" }).success).toBe(false);
    expect(z.safeParse(reader(Outcome), { outcome: "held", visit: { ...newer, at: "soon" } }).success).toBe(false);
    expect(z.safeParse(reader(Outcome), { outcome: "declined", pair: [newer] }).success).toBe(false);
    expect(z.safeParse(reader(z.array(z.string()).check(z.maxLength(1))), ["a", "b"]).success).toBe(false);
  });

  test("leaves the writer's own schema as it was", () => {
    reader(Outcome);
    expect(z.safeParse(Outcome, { outcome: "held", rating: 1 }).success).toBe(false);
  });
});
