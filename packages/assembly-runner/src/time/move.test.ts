import { expect, test } from "vitest";
import { localTime } from "./clock.ts";
import { stopsBetween, targetOf } from "./move.ts";

const zone = "Europe/Berlin";
const at = (text: string) => Date.parse(text);
const noon = at("2026-03-02T12:00:00+01:00");

test("the clock shows the time of its zone, summer and winter", () => {
  expect(localTime(noon, zone)).toBe("2026-03-02T12:00:00+01:00");
  expect(localTime(at("2026-07-01T12:00:00Z"), zone)).toBe("2026-07-01T14:00:00+02:00");
  expect(localTime(noon, "UTC")).toBe("2026-03-02T11:00:00+00:00");
});

test("a move by days keeps the hour of the day over the change to summer time", () => {
  expect(targetOf(at("2026-03-28T09:00:00+01:00"), { advance: "P1D" }, zone)).toBe(at("2026-03-29T09:00:00+02:00"));
});

test("a move by months ends on a day that exists", () => {
  expect(targetOf(at("2026-01-31T09:00:00+01:00"), { advance: "P1M" }, zone)).toBe(at("2026-02-28T09:00:00+01:00"));
});

test.each([
  [{ to: "2026-03-01T00:00:00+01:00" }, "backward"],
  [{ advance: "-P1D" }, "backward"],
  [{ advance: "a week" }, "unreadable"],
  [{ to: "2026-03-15" }, "unreadable"],
  [{ to: 5 }, "unreadable"],
  [{ advance: "P1D", to: "2026-03-15T00:00:00Z" }, "not-a-move"],
  [{ advance: "P1D", by: "someone" }, "not-a-move"],
  [{}, "not-a-move"],
  [undefined, "not-a-move"],
])("a move is refused with its reason: %j is %s", (move, problem) => {
  expect(targetOf(noon, move, zone)).toBe(problem);
});

test("a move stops at every midnight of the zone and at its end", () => {
  expect([...stopsBetween(noon, at("2026-03-04T06:00:00+01:00"), zone)].map((one) => localTime(one, zone))).toEqual([
    "2026-03-03T00:00:00+01:00",
    "2026-03-04T00:00:00+01:00",
    "2026-03-04T06:00:00+01:00",
  ]);
  expect([...stopsBetween(noon, noon, zone)]).toEqual([noon]);
});
