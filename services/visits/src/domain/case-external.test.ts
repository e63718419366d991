import { accept, refuse } from "@trygt/service-kit/rules";
import { monday } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import {
  adam,
  after,
  afterVisit,
  agree,
  at,
  type CaseStep,
  close,
  day,
  decide,
  hold,
  invite,
  liftHold,
  noteHold,
  open,
  outcome,
  pathTo,
  reached,
  schedule,
  time,
  took,
  typesOf,
  visitAt,
} from "../testing/cases.ts";
import { evolveCase } from "./case.ts";

const visitsAfter = (...commands: readonly CaseStep[]) => after(...commands).visits.map(({ status }) => status);
const other = hold({ ref: "9a000000-0000-4000-8000-000000000002" });
describe("a planned visit", () => {
  it("waits while something goes on in its area", () => {
    expect(visitsAfter(...pathTo.scheduled, noteHold())).toEqual(["on_hold"]);
  });

  it("is left alone by a hold that begins after it or ends before it", () => {
    expect(visitsAfter(...pathTo.scheduled, noteHold(hold({ from: at("2026-03-05T17:01") })))).toEqual(["planned"]);
    expect(visitsAfter(...pathTo.scheduled, noteHold(hold({ until: visitAt })))).toEqual(["planned"]);
    expect(visitsAfter(...pathTo.scheduled, noteHold(hold({ from: visitAt })))).toEqual(["on_hold"]);
  });

  it("takes place after all when the hold is lifted in time", () => {
    expect(visitsAfter(...pathTo.scheduled, noteHold(), liftHold())).toEqual(["planned"]);
  });

  it("wants a new date when the hold is lifted after its time", () => {
    expect(visitsAfter(...pathTo.scheduled, noteHold(), liftHold(afterVisit))).toEqual(["on_hold"]);
  });

  it("waits until the last of two holds is lifted", () => {
    const both = [...pathTo.scheduled, noteHold(), noteHold(other)];
    expect(visitsAfter(...both, liftHold())).toEqual(["on_hold"]);
    expect(visitsAfter(...both, liftHold(), liftHold(monday, other))).toEqual(["planned"]);
  });

  it("wants a new date when the hold ends by itself, and may be given one then", () => {
    const ended = after(...pathTo.scheduled, noteHold(), time(hold().until));
    expect(ended).toMatchObject({ holds: [], visits: [{ status: "on_hold" }] });
    const anew = schedule(at("2026-03-07T12:00"), {}, hold().until);
    expect(visitsAfter(...pathTo.scheduled, noteHold(), time(hold().until), anew)).toEqual(["called_off", "planned"]);
  });

  it("can be declined while it waits", () => {
    expect(visitsAfter(...pathTo.scheduled, noteHold(), outcome({ outcome: "declined" }, 1, monday))).toEqual([
      "declined",
    ]);
  });
});

describe("a hold", () => {
  it("that is told twice changes nothing the second time", () => {
    expect(decide(after(...pathTo.scheduled, noteHold()), noteHold())).toEqual(accept());
  });

  it("that is lifted before it was told of changes nothing", () => {
    expect(decide(after(...pathTo.scheduled), liftHold())).toEqual(accept());
  });

  it("that grows longer replaces what was known of it, and keeps its end when an earlier word comes late", () => {
    const longer = hold({ until: at("2026-03-07T00:00"), version: 2 });
    expect(after(...pathTo.scheduled, noteHold(), noteHold(longer)).holds).toEqual([longer]);
    expect(after(...pathTo.scheduled, noteHold(longer), noteHold()).holds).toEqual([longer]);
  });

  it("that becomes shorter frees the visit that it no longer covers, unless another covers it", () => {
    const shorter = noteHold(hold({ until: visitAt, version: 2 }));
    expect(visitsAfter(...pathTo.scheduled, noteHold(), shorter)).toEqual(["planned"]);
    expect(visitsAfter(...pathTo.scheduled, noteHold(), noteHold(other), shorter)).toEqual(["on_hold"]);
    const tooLate = noteHold(hold({ until: visitAt, version: 2 }), afterVisit);
    expect(visitsAfter(...pathTo.scheduled, noteHold(), tooLate)).toEqual(["on_hold"]);
  });

  it("has not ended a moment before its end", () => {
    const held = after(...pathTo.scheduled, noteHold());
    expect(typesOf(decide(held, time(at("2026-03-05T23:59"))))).toEqual([]);
    expect(typesOf(decide(held, time(hold().until)))).toEqual(["holds-ended"]);
  });
});

describe("time", () => {
  it("calls off a visit on the birthday or later, at midnight of the birthday", () => {
    const visit = {
      number: 1,
      status: "planned",
      at: at("2026-03-16T17:00"),
      staff: schedule().command.staff,
    } as const;
    const scheduled = evolveCase(after(open(adam), invite()), {
      ...{ type: "visit-scheduled", visit, on: day("2026-03-02"), reviewOn: day("2026-05-31") },
    });
    expect(decide(scheduled, time(at("2026-03-14T23:59")))).toEqual(accept());
    const decision = decide(scheduled, time(at("2026-03-15T00:00")));
    expect(typesOf(decision)).toEqual(["turned-eighteen"]);
    const turned = decision.accepted ? decision.events.reduce(evolveCase, scheduled) : scheduled;
    expect(turned).toMatchObject({ status: "scheduled", visits: [{ status: "called_off" }] });
  });

  it("closes Adam's case a fortnight after his birthday, and carries nothing over", () => {
    const met = at("2026-03-12T18:00");
    const story = [
      open(adam),
      invite(),
      schedule(at("2026-03-12T17:00")),
      outcome(took(), 1, met),
      agree(day("2026-03-20"), met),
    ];
    const onBirthday = at("2026-03-15T00:00");
    const anew = schedule(at("2026-03-17T17:00"), {}, onBirthday);
    expect(decide(after(...story), anew)).toEqual(refuse("subject-is-adult", "invalid-transition"));
    expect(decide(after(...story), time(onBirthday))).toEqual(accept());
    expect(decide(after(...story), time(at("2026-03-28T23:59")))).toEqual(accept());
    const ended = time(at("2026-03-29T00:00"));
    expect(after(...story, ended)).toMatchObject({
      status: "closed",
      closeReason: "turned_18",
      closedOn: "2026-03-29",
    });
    expect(after(...story, close("turned_18", onBirthday)).status).toBe("closed");
  });

  it("closes what nobody reviewed, a month after the review was due", () => {
    expect(typesOf(decide(after(open()), time(at("2026-06-29T23:59+02:00"))))).toEqual([]);
    expect(after(open(), time(at("2026-06-30T00:00+02:00")))).toMatchObject({ closeReason: "no_further_need" });
  });

  it("ends a case on the day that was due, however late the clock wakes", () => {
    const woken = time(at("2026-07-20T12:00+02:00"));
    expect(after(open(), woken)).toMatchObject({ closedOn: "2026-06-30", closeReason: "no_further_need" });
    expect(after(open(adam), woken)).toMatchObject({ closedOn: "2026-03-29", closeReason: "turned_18" });
  });

  it("erases a closed case after six months, and not a moment before", () => {
    expect(decide(after(...pathTo.closed), time(at("2026-09-04T23:59+02:00")))).toEqual(accept());
    expect(reached(...pathTo.closed, time(at("2026-09-05T00:00+02:00")))).toEqual({ status: "erased" });
  });
});

describe("the letters of an invitation", () => {
  it("are noted by the way they went", () => {
    const letters = {
      type: "note-letters",
      holders: [{ holder: 2, channel: "paper" }],
      youthLetter: "digital_post",
    } as const;
    expect(after(...pathTo.inviting, letters)).toMatchObject({
      status: "inviting",
      holders: [{ channel: "pending" }, { channel: "paper" }],
      youthLetter: "digital_post",
    });
  });
});
