import { expect, test } from "vitest";
import { copenhagen, destination, steps } from "./clock.ts";

const at = (text: string) => Date.parse(text);
const noon = at("2026-03-02T12:00:00+01:00");

test("the clock shows Copenhagen's time, summer and winter", () => {
  expect(copenhagen(noon)).toBe("2026-03-02T12:00:00+01:00");
  expect(copenhagen(at("2026-07-01T12:00:00Z"))).toBe("2026-07-01T14:00:00+02:00");
});

test("a move by days keeps the hour of the day over the change to summer time", () => {
  expect(destination(at("2026-03-28T09:00:00+01:00"), { advance: "P1D" })).toBe(at("2026-03-29T09:00:00+02:00"));
});

test("a move by months ends on a day that exists", () => {
  expect(destination(at("2026-01-31T09:00:00+01:00"), { advance: "P1M" })).toBe(at("2026-02-28T09:00:00+01:00"));
});

test.each([
  [{ to: "2026-03-01T00:00:00+01:00" }],
  [{ advance: "-P1D" }],
  [{ advance: "a week" }],
  [{ to: "2026-03-15" }],
  [{ to: 5 }],
  [{ advance: "P1D", to: "2026-03-15T00:00:00Z" }],
  [{}],
  [undefined],
])("a move that leads nowhere or back is refused: %j", (move) => {
  expect(destination(noon, move)).toHaveProperty("refused");
});

test("a move stops at every midnight in Copenhagen and at its end", () => {
  expect([...steps(noon, at("2026-03-04T06:00:00+01:00"))].map(copenhagen)).toEqual([
    "2026-03-03T00:00:00+01:00",
    "2026-03-04T00:00:00+01:00",
    "2026-03-04T06:00:00+01:00",
  ]);
  expect([...steps(noon, noon)]).toEqual([noon]);
});
