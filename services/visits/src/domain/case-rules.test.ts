import { CaseStatus } from "@trygt/contracts/visits";
import { accept, erased, none, refuse } from "@trygt/service-kit/rules";
import { monday, simon } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import {
  adam,
  after,
  afterVisit,
  agree,
  allSaidYes,
  at,
  type CaseStep,
  close,
  complete,
  correct,
  day,
  decide,
  decline,
  invite,
  liftHold,
  malik,
  noteHold,
  notificationId,
  notify,
  open,
  outcome,
  pathTo,
  reached,
  recall,
  refer,
  schedule,
  time,
  took,
} from "../testing/cases.ts";
import type { VisitCase } from "./case.ts";
import { type CaseRefusal, type Transition, transitions } from "./case-commands.ts";

const scheduled = after(...pathTo.scheduled);
const inviting = after(...pathTo.inviting);

/** Every refusal that the rules alone can give; that a child has one open case at most is kept by the store. */
const refused: Record<Exclude<CaseRefusal, "duplicate-open-case">, readonly (readonly [VisitCase, CaseStep])[]> = {
  "invalid-transition": [
    [none, invite()],
    [none, time(monday)],
    [inviting, open()],
    [scheduled, outcome(took(), 2)],
    [after(...pathTo.following_up), complete(2)],
    [after(...pathTo.following_up, complete()), complete()],
    [inviting, close("declined")],
    [after(...pathTo.held), close("turned_18")],
  ],
  "subject-is-adult": [
    [after(open(adam)), invite([], at("2026-03-15T00:00"))],
    [after(open(adam), invite()), schedule(at("2026-03-15T00:00"))],
    [after(open(adam), invite(), schedule(), outcome(took())), agree(day("2026-03-30"))],
    [after(open(adam)), refer({}, at("2026-03-15T00:00"))],
  ],
  "subject-is-minor": [[after(open(adam)), refer({ kind: "adult-handover" }, at("2026-03-14T23:59"))]],
  "consent-missing": [[after(open()), refer({ consent: { ...allSaidYes, youth: false } })]],
  "date-not-usable": [
    [inviting, schedule(monday)],
    [inviting, schedule(at("2026-03-02T08:59"))],
    [inviting, schedule(at("2026-06-01T00:00+02:00"))],
    [scheduled, outcome(took(), 1, at("2026-03-05T16:59"))],
    [scheduled, outcome({ outcome: "no_show" }, 1, at("2026-03-05T16:59"))],
    [after(...pathTo.held), agree(day("2026-03-04"))],
  ],
  "area-on-hold": [
    [after(open(), invite(), noteHold()), schedule()],
    [after(...pathTo.scheduled, noteHold()), outcome(took())],
    [after(...pathTo.scheduled, noteHold()), outcome({ outcome: "no_show" })],
  ],
  "staff-not-two": [[inviting, schedule(undefined, { staff: [simon.id, simon.id] })]],
  "interpreter-not-allowed": (["sibling", "child", "relative"] as const).flatMap((kind) => [
    [inviting, schedule(undefined, { interpreter: { language: "ar", kind } })] as const,
    [scheduled, outcome(took({ interpreter: { language: "ar", kind } }))] as const,
  ]),
  "custody-holder-absent": [
    [after(open()), invite([1, 2])],
    [after(open({ ...malik, custodyHolders: 0 })), invite()],
    [scheduled, outcome(took({ present: [] }))],
    [scheduled, outcome(took({ informed: [] }))],
    [scheduled, outcome(took({ present: [1], informed: [1] }))],
    [scheduled, outcome(took({ present: [1], informed: [2], notInformedReason: "child_safety" }))],
    [scheduled, outcome(took({ present: [1, 3] }))],
    [scheduled, outcome(took({ informed: [1, 2, 3] }))],
    [scheduled, outcome(took({ present: [1], informed: [1, 9], notInformedReason: "child_safety" }))],
    [after(open()), invite([3])],
  ],
  "child-not-heard": [[scheduled, outcome(took({ childView: undefined }))]],
};

/** Every action as it is right where it is allowed at all. */
const actions: Record<Transition, CaseStep> = {
  invite: invite(),
  schedule: schedule(at("2026-03-10T17:00"), {}, afterVisit),
  "record-outcome": outcome(took()),
  decline,
  "agree-follow-up": agree(),
  "complete-follow-up": complete(),
  close: close("no_further_need"),
};

describe("a visit case", () => {
  for (const [reason, examples] of Object.entries(refused))
    it(`answers ${reason} where the rule says so`, () => {
      for (const [visitCase, command] of examples)
        expect(decide(visitCase, command)).toEqual(refuse(reason as CaseRefusal));
    });

  it("is refused for every reason at once", () => {
    const interpreter = { language: "so", kind: "sibling" } as const;
    const command = schedule(at("2026-03-01T17:00"), { staff: [simon.id, simon.id], interpreter });
    expect(decide(inviting, command)).toEqual(refuse("date-not-usable", "staff-not-two", "interpreter-not-allowed"));
    expect(decide(scheduled, outcome(took({ present: [], childView: undefined })))).toEqual(
      refuse("custody-holder-absent", "child-not-heard"),
    );
  });

  for (const status of CaseStatus.options)
    for (const [type, command] of Object.entries(actions) as [Transition, CaseStep][]) {
      const leadsTo = transitions[status][type];
      it(`that is ${status} ${leadsTo === undefined ? "refuses to" : "may"} ${type}`, () => {
        const visitCase = after(...pathTo[status]);
        expect(visitCase.status).toBe(status);
        if (leadsTo === undefined) expect(decide(visitCase, command)).toEqual(refuse("invalid-transition"));
        else expect(leadsTo).toContain(after(...pathTo[status], command).status);
      });
    }

  it("reaches every state that the transitions name, and no other", () => {
    const named = Object.values(transitions).flatMap((actions) => Object.values(actions).flat());
    expect(new Set(["open", ...named])).toEqual(new Set(CaseStatus.options));
  });

  it("leads from a visit with a mother, a father who is told and a child who is heard to a follow-up", () => {
    expect(after(...pathTo.following_up)).toMatchObject({
      status: "following_up",
      visits: [{ number: 1, status: "held", present: [1], informed: [1, 2], childView: "heard" }],
      followUps: [{ number: 1, kind: "club", dueOn: "2026-04-02" }],
    });
  });

  it("closes as declined only where the family declined", () => {
    expect(after(...pathTo.declined, close("declined"))).toMatchObject({ status: "closed", closeReason: "declined" });
    expect(after(...pathTo.declined, close("no_further_need"))).toMatchObject({ closeReason: "no_further_need" });
  });

  it("calls off what lies ahead when it closes or the family declines", () => {
    for (const last of [close("moved"), decline])
      expect(after(...pathTo.scheduled, last).visits).toMatchObject([{ status: "called_off" }]);
  });

  it("that is closed takes nothing but a notification, a recall, the lifting of a hold and its erasure", () => {
    const closed = after(...pathTo.closed);
    const late = [noteHold(), liftHold(), { type: "note-letters", holders: [] } as const];
    for (const command of [...late, time(afterVisit)]) expect(decide(closed, command)).toEqual(accept());
    expect(decide(closed, notify(afterVisit))).toEqual(accept({ type: "notified", on: "2026-03-05", notificationId }));
  });

  it("that is erased takes nothing", () => {
    expect(reached(...pathTo.closed, time(at("2026-09-05T00:00+02:00")))).toEqual(erased);
    for (const command of [open(), ...Object.values(actions), time(monday), refer(), recall(), correct(), noteHold()])
      expect(decide(erased, command)).toEqual(refuse("invalid-transition"));
  });
});
