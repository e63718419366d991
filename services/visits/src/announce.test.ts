import { describe, expect, it } from "vitest";
import { announceCase } from "./announce.ts";
import { evolveCase, type VisitCase } from "./domain/case.ts";
import {
  adam,
  after,
  answer,
  at,
  type CaseStep,
  close,
  correct,
  decide,
  decline,
  notify,
  open,
  outcome,
  pathTo,
  reached,
  recall,
  refer,
  ticket,
  time,
} from "./testing/cases.ts";

const caseId = "ca000000-0000-4000-8000-000000000003";

/** What leaves the service while a case goes its way. */
const announced = (...commands: readonly CaseStep[]) =>
  commands.flatMap((command, n) => {
    let visitCase: VisitCase = reached(...commands.slice(0, n));
    const decision = decide(visitCase, command);
    return (decision.accepted ? decision.events : []).flatMap((event) => {
      visitCase = evolveCase(visitCase, event);
      return announceCase(caseId, event, visitCase);
    });
  });

describe("what leaves the service", () => {
  it("of a visit that was held is the call for letters alone", () => {
    expect(announced(...pathTo.following_up)).toMatchObject([
      { name: "visits.invitation-made.v1", data: { caseRef: caseId, invitation: 1 } },
    ]);
  });

  it("of a decline, at the door or before, is nothing; and its end says no further need", () => {
    const atTheDoor = [...pathTo.scheduled, outcome({ outcome: "declined" }), close("declined")];
    for (const story of [[...pathTo.declined, close("declined")], atTheDoor])
      expect(announced(...story).slice(1)).toMatchObject([
        { name: "visits.case-closed.v1", data: { caseRef: caseId, reasonCode: "no_further_need" } },
      ]);
    expect(announced(...pathTo.inviting, decline)).toHaveLength(1);
  });

  it("of Ida's case is the same with a notification of concern and without", () => {
    const end = close("declined", at("2026-03-06T16:00"));
    const story = [...pathTo.declined, notify(at("2026-03-06T15:30")), end];
    expect(after(...story)).toMatchObject({ status: "closed", lastNotifiedOn: "2026-03-06" });
    expect(announced(...story)).toEqual(announced(...pathTo.declined, end));
  });

  it("of an offer at the desk is nothing", () => {
    const story = [...pathTo.open, refer(), correct(), answer("accepted"), recall()];
    expect(after(...story).referrals).toMatchObject([{ status: "recalled" }]);
    expect(announced(...story)).toEqual([]);
  });

  it("of a case that ends is the ticket of a handover that the youth agreed to and that still stands", () => {
    const birthday = at("2026-03-15T10:00");
    const end = close("turned_18", birthday);
    const handover = refer({ kind: "adult-handover" }, birthday);
    const ticketAfter = (...commands: readonly CaseStep[]) =>
      announced(open(adam), ...commands, end).map(({ data }) => data);
    const ended = { caseRef: caseId, reasonCode: "turned_18" };
    for (const story of [[handover], [handover, answer("accepted")]])
      expect(ticketAfter(...story)).toEqual([{ ...ended, ticketId: ticket }]);
    expect(ticketAfter()).toEqual([ended]);
    for (const outcome of ["returned", "lapsed", "recalled"] as const)
      expect(ticketAfter(handover, answer(outcome))).toEqual([ended]);
    expect(ticketAfter(refer(), answer("accepted")), "a job is no handover").toEqual([ended]);
  });

  it("of a child who turned eighteen is that the case has ended for it", () => {
    expect(announced(open(adam), time(at("2026-03-29T00:00")))).toMatchObject([
      { name: "visits.case-closed.v1", data: { caseRef: caseId, reasonCode: "turned_18" } },
    ]);
  });
});
