import type { Agency } from "@trygt/contracts";
import { none } from "@trygt/service-kit/rules";
import { monday, sanne, specification } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { agreements } from "../records/agreements.ts";
import { day, outcomeOf } from "../testing/commands.ts";
import { type AgreementCommand, inForce, pairOf } from "./agreement.ts";

const rules = specification(agreements, { at: monday, actor: sanne, policy: undefined });
const record = (
  validFrom: string,
  validUntil: string,
  between: readonly [Agency, Agency] = ["police", "municipality"],
) =>
  ({
    type: "record",
    between,
    period: { reference: "AFT/1", validFrom: day(validFrom), validUntil: day(validUntil) },
  }) as const satisfies AgreementCommand;
const refusals: Record<"agreement-incomplete", readonly AgreementCommand[]> = {
  "agreement-incomplete": [
    record("2026-01-02", "2026-01-01"),
    record("2026-01-01", "2026-12-31", ["police", "police"]),
  ],
};

describe("an agreement between two authorities (D15, G10)", () => {
  for (const [reason, all] of Object.entries(refusals))
    it.each(all)(`is refused with ${reason} where the rule says so`, (command) => {
      expect(outcomeOf(rules.decide(none, command))).toEqual([reason]);
    });

  it("is in force from its first day to its last", () => {
    const agreed = rules.existingAfter(record("2026-03-01", "2026-03-31"));
    const days = ["2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01"];
    expect(days.map((date) => inForce(agreed, day(date)))).toEqual([false, true, true, false]);
  });

  it("that follows another leaves the days of the first as they were", () => {
    const agreed = rules.existingAfter(record("2025-01-01", "2025-12-31"), record("2026-03-01", "2026-12-31"));
    const days = ["2025-06-01", "2026-01-15", "2026-06-01"];
    expect(days.map((date) => inForce(agreed, day(date)))).toEqual([true, false, true]);
  });

  it("has one name, whichever of the two is named first", () => {
    expect(pairOf("police", "municipality")).toBe(pairOf("municipality", "police"));
    expect(pairOf("police", "municipality")).not.toBe(pairOf("police", "job-centre"));
  });
});
