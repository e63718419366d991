import { CaseStatus } from "@trygt/contracts/visits";
import { describe, expect, it } from "vitest";
import { proposedPolicy } from "../policy.ts";
import {
  adam,
  after,
  agree,
  at,
  type CaseStep,
  close,
  complete,
  day,
  hold,
  invite,
  malik,
  nobodyHome,
  noteHold,
  notify,
  open,
  outcome,
  pathTo,
  schedule,
  took,
} from "../testing/cases.ts";
import { caseDue, erasedOn, lapsesOn, lastDay, type NextDue, nextDue } from "./case-due.ts";

const due = (...commands: readonly CaseStep[]) => nextDue(after(...commands), proposedPolicy);
const clock = (...commands: readonly CaseStep[]) => caseDue(after(...commands), proposedPolicy);
const again = (number: number, date: string) => [
  invite([], at(`${date}T10:00`)),
  schedule(at(`${date}T17:00`), {}, at(`${date}T10:00`)),
  outcome(nobodyHome, number, at(`${date}T18:00`)),
];

const next: Record<CaseStatus, NextDue> = {
  open: { what: "invite", on: day("2026-03-09") },
  inviting: { what: "schedule", on: day("2026-03-16") },
  scheduled: { what: "visit", on: day("2026-03-05") },
  no_show: { what: "invite", on: day("2026-03-12") },
  declined: { what: "close", on: day("2026-03-09") },
  held: { what: "follow_up", on: day("2026-03-12") },
  following_up: { what: "follow_up", on: day("2026-04-02") },
  closed: { what: "erase", on: day("2026-09-05") },
};

describe("what is due next", () => {
  for (const status of CaseStatus.options)
    it(`in a case that is ${status} is to ${next[status].what}`, () => {
      expect(due(...pathTo[status])).toEqual(next[status]);
    });

  it("is a new date, from the day of the last step, when the visit is on hold", () => {
    expect(due(...pathTo.scheduled, noteHold())).toEqual({ what: "new_date", on: "2026-03-02" });
  });

  it("is the end of the case when three visits met nobody", () => {
    const thrice = [...pathTo.no_show, ...again(2, "2026-03-10"), ...again(3, "2026-03-17")];
    expect(due(...thrice)).toEqual({ what: "close", on: "2026-03-24" });
  });

  it("is the earliest open follow-up, and the end of the case when all are done", () => {
    const two = [...pathTo.following_up, agree(day("2026-03-20"))];
    expect(due(...two)).toEqual({ what: "follow_up", on: "2026-03-20" });
    expect(due(...two, complete(2))).toEqual({ what: "follow_up", on: "2026-04-02" });
    expect(due(...two, complete(2), complete(1))).toEqual({ what: "close", on: "2026-03-12" });
  });

  it("is the review when that comes before the next step", () => {
    expect(due(...pathTo.held, agree(day("2026-08-01")))).toEqual({ what: "review", on: "2026-06-03" });
  });

  it("is the end of the case when the child turns eighteen before", () => {
    const held = [open(adam), invite(), schedule(), outcome(took())];
    expect(due(...held, agree(day("2026-03-29")))).toMatchObject({ on: "2026-03-29" });
    const soon = { ...adam, turnsEighteenOn: day("2026-02-24") };
    expect(due(open(soon))).toEqual({ what: "invite", on: "2026-03-09" });
    expect(due(open({ ...soon, turnsEighteenOn: day("2026-02-20") }))).toEqual({ what: "close", on: "2026-03-06" });
  });
});

describe("the clock of a case", () => {
  it("rings a month after the review that nobody made", () => {
    expect(lapsesOn(after(open()), proposedPolicy)).toBe("2026-06-30");
    expect(clock(open())).toBe(at("2026-06-30T00:00+02:00"));
  });

  it("rings a fortnight after the eighteenth birthday, at midnight of summer time", () => {
    const turning = open({ ...adam, turnsEighteenOn: day("2026-03-29") });
    expect(lastDay(after(turning), proposedPolicy)).toBe("2026-04-12");
    expect(clock(turning)).toBe("2026-04-11T22:00:00.000Z");
  });

  it("rings at the end of the first hold", () => {
    const longer = hold({ ref: "9a000000-0000-4000-8000-000000000002", until: at("2026-03-09T00:00") });
    expect(clock(...pathTo.scheduled, noteHold(longer), noteHold())).toBe(hold().until);
  });

  it("rings when a closed case has been kept for six months, to the day of the month", () => {
    expect(erasedOn(after(...pathTo.closed), proposedPolicy)).toBe("2026-09-05");
    expect(clock(...pathTo.closed)).toBe(at("2026-09-05T00:00+02:00"));
    const atMonthsEnd = after(open(), close("moved", at("2026-08-31T10:00+02:00")));
    expect(erasedOn(atMonthsEnd, proposedPolicy)).toBe("2027-02-28");
  });

  it("waits for the six months of a notification that rests on the case", () => {
    expect(erasedOn(after(...pathTo.closed, notify(at("2026-04-10T10:00+02:00"))), proposedPolicy)).toBe("2026-10-10");
    const earlier = notify(at("2026-03-03T10:00"));
    expect(erasedOn(after(open(), earlier, close("moved", at("2026-03-06T10:00"))), proposedPolicy)).toBe("2026-09-06");
  });

  it("knows from the start the last day on which anything of the case can be left", () => {
    expect(erasedOn(after(open(malik)), proposedPolicy)).toBe("2028-10-26");
  });
});
