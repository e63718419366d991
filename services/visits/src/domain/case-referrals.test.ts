import { CaseStatus } from "@trygt/contracts/visits";
import { accept, refuse } from "@trygt/service-kit/rules";
import { describe, expect, it } from "vitest";
import {
  adam,
  after,
  afterVisit,
  answer,
  at,
  type CaseStep,
  correct,
  day,
  decide,
  malik,
  open,
  pathTo,
  recall,
  refer,
  ticket,
} from "../testing/cases.ts";
import type { CaseReferral } from "./case.ts";

const no = { youth: false, custodyHolder: false, custodyHolderTold: false };
const youth = { ...no, youth: true };
const told = { ...youth, custodyHolderTold: true };
const holder = { ...no, custodyHolder: true };
const both = { ...told, custodyHolder: true };
const onlyTold = { ...no, custodyHolderTold: true };

const fourteen = after(open({ ...malik, turnsFifteenOn: day("2026-03-03") }));
const fifteenToday = after(open({ ...malik, turnsFifteenOn: day("2026-03-02") }));
const seventeen = after(open(adam));
const birthday = at("2026-03-15T00:00");
const dayBefore = at("2026-03-14T23:59");

describe("a yes to a job", () => {
  for (const [age, visitCase, when, enough, tooLittle] of [
    ["of fourteen is a custody holder's", fourteen, undefined, [holder, both], [no, youth, told, onlyTold]],
    [
      "from the fifteenth birthday on is the youth's, and a custody holder is told",
      fifteenToday,
      undefined,
      [told, both, { ...youth, custodyHolder: true }],
      [no, youth, holder, onlyTold],
    ],
    ["on the last day of seventeen is still both", seventeen, dayBefore, [told, both], [no, youth, holder]],
  ] as const)
    it(age, () => {
      for (const consent of enough) expect(decide(visitCase, refer({ consent }, when)).accepted).toBe(true);
      for (const consent of tooLittle)
        expect(decide(visitCase, refer({ consent }, when))).toEqual(refuse("consent-missing"));
    });

  it("is nothing to ask of an adult", () => {
    expect(decide(seventeen, refer({ consent: both }, birthday))).toEqual(refuse("subject-is-adult"));
    expect(decide(seventeen, refer({ consent: no }, birthday))).toEqual(refuse("subject-is-adult", "consent-missing"));
  });
});

describe("a yes to a handover", () => {
  const handover = (consent: typeof no, when = birthday) => refer({ kind: "adult-handover", consent }, when);

  it("is the youth's alone, from the eighteenth birthday on", () => {
    for (const consent of [youth, both]) expect(decide(seventeen, handover(consent)).accepted).toBe(true);
    for (const consent of [no, holder, onlyTold])
      expect(decide(seventeen, handover(consent))).toEqual(refuse("consent-missing"));
  });

  it("is not there before, whoever says it", () => {
    expect(decide(seventeen, handover(both, dayBefore))).toEqual(refuse("subject-is-minor"));
    expect(decide(seventeen, handover(youth, dayBefore))).toEqual(refuse("subject-is-minor", "consent-missing"));
  });
});

describe("an offer at the desk", () => {
  const statusAfter = (...commands: readonly CaseStep[]) =>
    after(...pathTo.open, refer(), ...commands).referrals.map(({ status }) => status);

  for (const status of CaseStatus.options)
    it(`${status === "closed" ? "cannot be made from" : "is made from"} a case that is ${status}, and leaves it so`, () => {
      if (status === "closed")
        return expect(decide(after(...pathTo.closed), refer())).toEqual(refuse("invalid-transition"));
      const visitCase = after(...pathTo[status], refer());
      expect(visitCase).toMatchObject({ status, referrals: [{ ticketId: ticket, kind: "job-referral" }] });
    });

  it("is a review of the case", () => {
    expect(after(open(), refer({}, afterVisit))).toMatchObject({ movedOn: "2026-03-05", reviewOn: "2026-06-03" });
    const corrected = after(open(), refer(), correct(ticket, afterVisit));
    expect(corrected).toMatchObject({ movedOn: "2026-03-05", referrals: [{ status: "offered" }] });
  });

  it("is answered once: what has ended stays ended, and what was accepted can only be recalled", () => {
    const outcomes = ["accepted", "returned", "lapsed", "recalled"] as const;
    for (const first of outcomes)
      for (const second of outcomes) {
        const last = first === "accepted" && second === "recalled" ? "recalled" : first;
        expect(statusAfter(answer(first), answer(second))).toEqual([last]);
      }
  });

  it("that comes back says why", () => {
    const returned = { ...answer("returned").command, reasonCode: "no_capacity" } as const;
    expect(after(open(), refer(), returned).referrals).toMatchObject([
      { status: "returned", reasonCode: "no_capacity" },
    ]);
  });

  const standing: Record<CaseReferral["status"], boolean> = {
    offered: true,
    accepted: true,
    returned: false,
    lapsed: false,
    recalled: false,
  };
  for (const [status, stands] of Object.entries(standing) as [CaseReferral["status"], boolean][])
    it(`that is ${status} can ${stands ? "" : "not "}be corrected and recalled`, () => {
      const visitCase = after(open(), refer(), ...(status === "offered" ? [] : [answer(status)]));
      for (const command of [correct(), recall()])
        if (stands) expect(decide(visitCase, command).accepted).toBe(true);
        else expect(decide(visitCase, command)).toEqual(refuse("invalid-transition"));
    });

  it("of another case is nothing to correct, recall or learn of", () => {
    const visitCase = after(open());
    for (const command of [correct(), recall()])
      expect(decide(visitCase, command)).toEqual(refuse("invalid-transition"));
    expect(decide(visitCase, answer("accepted"))).toEqual(accept());
  });

  it("can be recalled when the case has ended, because a yes can be taken back at any time, and not corrected", () => {
    const closed = after(...pathTo.held, refer(), ...pathTo.closed.slice(pathTo.held.length));
    expect(closed.status).toBe("closed");
    expect(decide(closed, recall())).toEqual(
      accept({ type: "referral-answered", ticketId: ticket, outcome: "recalled" }),
    );
    expect(decide(closed, correct())).toEqual(refuse("invalid-transition"));
  });
});
