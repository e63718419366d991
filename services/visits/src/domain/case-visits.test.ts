import { instantOf } from "@trygt/contracts";
import { none, refuse } from "@trygt/service-kit/rules";
import { birk, monday } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { proposedPolicy } from "../policy.ts";
import {
  adam,
  after,
  afterVisit,
  at,
  day,
  decide,
  invite,
  malik,
  nobodyHome,
  open,
  outcome,
  pathTo,
  schedule,
  took,
} from "../testing/cases.ts";
import { decideConcern } from "./concern-rules.ts";

const another = (number: number, date: string) => [
  invite([], at(`${date}T10:00`)),
  schedule(at(`${date}T17:00`), {}, at(`${date}T10:00`)),
  outcome(nobodyHome, number, at(`${date}T18:00`)),
];
const metNobody = [...pathTo.scheduled, outcome(nobodyHome)];

describe("an invitation", () => {
  it("goes to every custody holder, in the language of the family", () => {
    expect(after(open(), invite([], monday, "en"))).toMatchObject({
      letterLanguage: "en",
      invitations: 1,
      holders: [
        { holder: 1, channel: "pending" },
        { holder: 2, channel: "pending" },
      ],
    });
  });

  it("leaves out a custody holder for the child's safety, and says so", () => {
    const { holders } = after(open(), invite([2]));
    expect(holders).toEqual([
      { holder: 1, channel: "pending" },
      { holder: 2, channel: "pending", notInformedReason: "child_safety" },
    ]);
  });

  it("goes to the youth too, from the fifteenth birthday on", () => {
    const turning = { ...malik, turnsFifteenOn: day("2026-03-02") };
    expect(after(open(turning), invite()).youthLetter).toBe("pending");
    expect(after(open({ ...turning, turnsFifteenOn: day("2026-03-03") }), invite()).youthLetter).toBeUndefined();
  });

  it("is repeated twice at most when nobody was home: three visits, then no more", () => {
    const twice = [...metNobody, ...another(2, "2026-03-10")];
    expect(after(...twice)).toMatchObject({ status: "no_show" });
    const thrice = after(...twice, ...another(3, "2026-03-17"));
    expect(thrice.visits.map(({ status }) => status)).toEqual(["no_show", "no_show", "no_show"]);
    expect(decide(thrice, invite([], at("2026-03-18T10:00")))).toEqual(refuse("invalid-transition"));
  });
});

describe("the time of a visit", () => {
  it("may be moved: the earlier one is called off", () => {
    expect(after(...pathTo.scheduled, schedule(at("2026-03-06T17:00"))).visits).toMatchObject([
      { number: 1, status: "called_off" },
      { number: 2, status: "planned", at: "2026-03-06T16:00:00.000Z" },
    ]);
  });

  it("may be the last minute before the eighteenth birthday, and not midnight", () => {
    const inviting = after(open(adam), invite());
    expect(decide(inviting, schedule(at("2026-03-14T23:59"))).accepted).toBe(true);
    expect(decide(inviting, schedule(at("2026-03-15T00:00")))).toEqual(refuse("subject-is-adult"));
  });

  it("counts midnight in Copenhagen when the birthday is the day on which summer time begins", () => {
    const inviting = after(open({ ...adam, turnsEighteenOn: day("2026-03-29") }), invite());
    expect(decide(inviting, schedule(instantOf("2026-03-28T22:59:59Z"))).accepted).toBe(true);
    expect(decide(inviting, schedule(instantOf("2026-03-28T23:00:00Z")))).toEqual(refuse("subject-is-adult"));
  });

  it("of a child born on 29 February may be 28 February, and not 1 March", () => {
    const decision = decideConcern(
      none,
      {
        type: "register",
        subject: malik.subject,
        person: { birthDate: day("2008-02-29"), municipality: "101", custodyHolders: 1 },
        areaCode: malik.areaCode,
        grounds: malik.grounds,
      },
      { at: at("2026-02-20T09:00"), actor: birk, policy: proposedPolicy },
    );
    const [event] = decision.accepted ? decision.events : [];
    if (event?.type !== "registered") throw new Error("The concern was not registered");
    const start = at("2026-02-20T10:00");
    const { turnsEighteenOn, turnsFifteenOn } = event;
    expect([turnsEighteenOn, turnsFifteenOn]).toEqual(["2026-03-01", "2023-03-01"]);
    const inviting = after(open({ ...malik, turnsEighteenOn, turnsFifteenOn }, start), invite([], start));
    expect(decide(inviting, schedule(at("2026-02-28T17:00"), {}, start)).accepted).toBe(true);
    expect(decide(inviting, schedule(at("2026-03-01T00:00"), {}, start))).toEqual(refuse("subject-is-adult"));
  });

  it("lies no further ahead than the next review, whatever the calendar's end", () => {
    const inviting = after(...pathTo.inviting);
    expect(decide(inviting, schedule(at("2026-05-31T23:59+02:00"))).accepted).toBe(true);
    expect(decide(inviting, schedule(instantOf("9999-12-31T23:30:00Z")))).toEqual(
      refuse("subject-is-adult", "date-not-usable"),
    );
  });

  it("of somebody who is an adult by then is refused as that, in every state of an open case", () => {
    const followingUp = after(open(adam), invite(), schedule(), outcome(took()));
    const command = schedule(at("2026-03-20T17:00"), {}, at("2026-03-15T00:00"));
    expect(decide(followingUp, command)).toEqual(refuse("subject-is-adult", "invalid-transition"));
  });
});

describe("a visit that took place", () => {
  it("with one custody holder untold stands when the child's safety asks for it", () => {
    const scheduled = after(...pathTo.scheduled);
    const alone = took({ present: [1], informed: [1], notInformedReason: "child_safety" });
    expect(decide(scheduled, outcome(alone)).accepted).toBe(true);
  });

  it("asks for nobody who was left out of the invitation", () => {
    const scheduled = after(open(), invite([2]), schedule());
    expect(decide(scheduled, outcome(took({ present: [1], informed: [1] }))).accepted).toBe(true);
  });

  for (const reason of ["absent", "did_not_wish", "too_young", "safety"] as const)
    it(`stands without the child's own words when the reason is ${reason}`, () => {
      expect(after(...pathTo.scheduled, outcome(took({ childView: reason }))).visits[0]?.childView).toBe(reason);
    });

  it("had a professional interpreter or none", () => {
    const interpreter = { language: "ar", kind: "professional" } as const;
    expect(decide(after(...pathTo.scheduled), outcome(took({ interpreter }))).accepted).toBe(true);
    expect(after(open(), invite(), schedule(undefined, { interpreter })).visits[0]?.interpreterLanguage).toBe("ar");
  });

  it("is recorded once", () => {
    expect(decide(after(...pathTo.held), outcome(took()))).toEqual(refuse("invalid-transition"));
    const moved = after(...pathTo.scheduled, schedule(at("2026-03-05T19:00")));
    expect(decide(moved, outcome(took(), 1))).toEqual(refuse("invalid-transition"));
    expect(decide(moved, outcome(took(), 2, afterVisit))).toEqual(refuse("date-not-usable"));
  });
});
