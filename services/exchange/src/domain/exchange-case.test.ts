import type { Instant } from "@trygt/contracts";
import { none } from "@trygt/service-kit/rules";
import { jens, palle, type Step, step } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { proposedPolicy } from "../policy.ts";
import {
  approve,
  at,
  consent,
  day,
  jobCentre,
  outcomeOf,
  police,
  proposalOf,
  propose,
  remove,
  restrict,
  review,
  rules,
  social,
  time,
  turnDown,
} from "../testing/commands.ts";
import type { ExchangeCase } from "./exchange-case.ts";
import { caseDue, caseEndsOn } from "./exchange-case-due.ts";
import type { ExchangeCommand, ExchangeRefusal } from "./exchange-case-rules.ts";

type Refused = { readonly after?: readonly Step<ExchangeCommand>[]; readonly command: Step<ExchangeCommand> };
const [fact, assessment] = proposalOf().statements;
if (fact === undefined || assessment === undefined) throw new Error("A proposal has two statements");
const addition = (observedOn: string) =>
  ({ type: "add-statement", statement: { ...fact, observedOn: day(observedOn) } }) as const;
const disclosed = { type: "note-disclosure", disclosureId: "d" } as const;

// The store says that a case is there already, and an agreement is asked for when something is shared
const refusals: Record<
  Exclude<ExchangeRefusal, "duplicate-open-case" | "agreement-not-in-force">,
  readonly Refused[]
> = {
  "purpose-missing": [{ command: propose({ purpose: undefined }) }],
  "necessity-missing": [
    { command: propose({ necessity: undefined }) },
    { command: propose({ necessity: "Nødvendigt for samarbejdet" }) },
    { after: [propose(), approve], command: review("first") },
    { after: [propose(), approve], command: { ...review(), necessity: "Fordi" } },
  ],
  "investigation-use-refused": [{ command: propose({ use: "investigation" }) }],
  "recipient-not-authorised": [
    { command: propose({ purpose: "psp", approver: jobCentre }) },
    { command: propose({ approver: { ...social, kind: "housing", agency: "housing" } }) },
  ],
  "ksp-not-available-for-remand": [
    { command: propose({ purpose: "ksp", custody: "remanded" }) },
    { command: propose({ purpose: "ksp" }) },
  ],
  "subject-is-minor": [{ command: propose({ birthDate: day("2008-03-03") }) }],
  "victim-not-registrable": [
    { command: propose({ category: "victim" }) },
    { command: propose({ category: "witness" }) },
  ],
  "consent-missing": [{ command: propose({ purpose: "consent" }) }],
  "consent-expired": [{ command: propose({ purpose: "consent", consent: { ...consent, validUntil: "2026-03-01" } }) }],
  "person-unknown": [{ command: propose({ birthDate: undefined }) }],
  "insufficient-ground": [
    { command: propose({ statements: [fact] }) },
    { command: propose({ statements: [assessment, assessment] }) },
    { command: propose({ statements: [{ ...fact, about: "own_situation" }, assessment] }) },
  ],
  "date-not-usable": [
    { command: propose({ statements: [{ ...fact, observedOn: day("2026-03-03") }, assessment] }) },
    { after: [propose()], command: addition("2026-03-03") },
  ],
  "self-approval-refused": [
    { command: propose({ approver: police }) },
    { command: propose({ approver: { ...social, staffId: police.staffId } }) },
    { after: [propose()], command: { type: "approve" } },
    { after: [propose()], command: step({ type: "turn-down" }, { actor: jens }) },
  ],
  "second-approval-required": [{ after: [propose()], command: disclosed }],
  "purpose-change-refused": [{ after: [propose(), approve], command: { ...review(), purpose: "psp" } }],
  "invalid-transition": [
    { after: [propose()], command: propose() },
    { after: [propose(), approve], command: approve },
    { after: [propose()], command: review() },
    { after: [propose()], command: restrict(true) },
    { after: [propose(), approve], command: restrict(false) },
  ],
  "not-found": [
    { command: approve },
    { after: [propose(), approve, remove], command: review() },
    { after: [propose(), turnDown], command: approve },
    { after: [propose(), approve, restrict(true)], command: review() },
    { after: [propose(), approve, restrict(true)], command: remove },
    { after: [propose()], command: step({ type: "correct-statement", number: 1 }, { actor: palle }) },
    { after: [propose()], command: { type: "correct-statement", number: 3 } },
  ],
};

describe("an exchange case is refused", () => {
  for (const [reason, all] of Object.entries(refusals))
    it.each(all)(`with ${reason} where the rule says so`, ({ after = [], command }) => {
      expect(outcomeOf(rules.case.decide(rules.case.stateAfter(...after), command))).toContain(reason);
    });

  it("for every reason at once", () => {
    const wrong = propose({ use: "investigation", necessity: "Fordi", statements: [], approver: police });
    expect(outcomeOf(rules.case.decide(none, wrong))).toEqual([
      "investigation-use-refused",
      "necessity-missing",
      "insufficient-ground",
      "self-approval-refused",
    ]);
  });
});

const wake = (state: ExchangeCase, when: Instant) => outcomeOf(rules.case.decide(state, time(when)));

describe("an exchange case in time (T3)", () => {
  const active = rules.case.stateAfter(propose(), approve);

  it("is gone as a proposal that nobody approved for a fortnight", () => {
    const state = rules.case.stateAfter(propose());
    expect(wake(state, at("2026-03-15T23:59"))).toEqual([]);
    expect(wake(state, at("2026-03-16T00:00"))).toEqual(["removed"]);
  });

  it("is under review after 90 days, and stays in use", () => {
    expect(wake(active, at("2026-05-30T23:59+02:00"))).toEqual([]);
    expect(wake(active, at("2026-05-31T00:00+02:00"))).toEqual(["review-fell-due"]);
    const reviewed = rules.case.stateAfter(propose(), approve, time(at("2026-05-31T00:00+02:00")));
    expect(outcomeOf(rules.case.decide(reviewed, disclosed))).toEqual(["disclosed"]);
  });

  it("is gone after 180 days that nobody renewed it", () => {
    const reviewed = rules.case.stateAfter(propose(), approve, time(at("2026-05-31T00:00+02:00")));
    expect(wake(reviewed, at("2026-08-28T23:59+02:00"))).toEqual([]);
    expect(wake(reviewed, at("2026-08-29T00:00+02:00"))).toEqual(["removed"]);
  });

  it("counts both anew from a renewal", () => {
    const renewed = rules.case.stateAfter(propose(), approve, step(review(), { at: at("2026-05-20T09:00+02:00") }));
    expect(renewed).toMatchObject({ status: "active", reviewOn: "2026-08-18", renewedOn: "2026-05-20" });
    expect(wake(renewed, at("2026-08-29T00:00+02:00"))).toEqual(["review-fell-due"]);
    expect(wake(renewed, at("2026-11-16T00:00"))).toEqual(["removed"]);
  });

  it("is gone after 24 months, however often it was renewed", () => {
    let state = rules.case.existingAfter(propose(), approve);
    for (const month of ["2026-08", "2027-01", "2027-06", "2027-11", "2028-02"])
      state = rules.case.existingAfter(propose(), approve, step(review(month), { at: at(`${month}-20T09:00`) }));
    expect(caseEndsOn(state, proposedPolicy)).toBe("2028-03-02");
    expect(caseDue(state, proposedPolicy)).toBe("2028-03-01T23:00:00.000Z");
    expect(wake(state, at("2028-03-02T00:00"))).toEqual(["removed"]);
  });

  it("ends restricted as it would have ended shown", () => {
    const hidden = rules.case.stateAfter(propose(), approve, restrict(true));
    expect(wake(hidden, at("2026-05-31T00:00+02:00"))).toEqual([]);
    expect(wake(hidden, at("2026-08-29T00:00+02:00"))).toEqual(["removed"]);
  });
});

it("the consent of a case reaches the gate as it was given", () => {
  const command = propose({ purpose: "consent", consent });
  expect(outcomeOf(rules.case.decide(none, command))).toEqual(["proposed"]);
});
