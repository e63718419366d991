import { describe, expect, test } from "vitest";
import { flowRow, foldedRow } from "./flow-row.ts";

const entry = (kind: string, title: string, at: string) => ({ number: 1, at, kind, title, detail: "rate(1 minute)" });
const visits = entry("schedule", "Trygt-Test-Visits-Schedule", "2026-03-02T09:00:00+01:00");
const exchange = entry("schedule", "Trygt-Test-Exchange-Schedule", "2026-03-02T09:01:00+01:00");
const event = entry("event", "visits.visit-held.v1", "2026-03-02T09:02:00+01:00");

describe("the live flow", () => {
  test("folds schedules that follow each other into one line with a count", () => {
    const two = foldedRow(flowRow(visits), exchange);
    expect(two).toMatchObject({
      at: exchange.at,
      title: "2 schedules fell due",
      detail: "visits · schedule × 1, exchange · schedule × 1, since 2026-03-02 09:00:00",
    });
    expect(foldedRow(two, exchange)?.detail).toContain("exchange · schedule × 2");
  });

  test("leaves everything else a line of its own", () => {
    expect(flowRow(visits)).toMatchObject({ title: "visits · schedule", detail: "rate(1 minute)" });
    expect(foldedRow(undefined, visits)).toBeUndefined();
    expect(foldedRow(flowRow(visits), event)).toBeUndefined();
    expect(foldedRow(flowRow(event), visits)).toBeUndefined();
    expect(flowRow(event)).toMatchObject({ title: "visits.visit-held.v1", detail: "rate(1 minute)" });
  });
});
