import type { AreaCode, Instant, LocalDate, SubjectRef } from "@trygt/contracts";
import { addDays, dateOf, instantOf, startOf } from "@trygt/contracts";
import { type CaseId, concernLimits } from "@trygt/contracts/visits";
import { accept, erased, none, refuse } from "@trygt/service-kit/rules";
import { birk, monday, type Step, signe, specification, step } from "@trygt/service-kit/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { proposedPolicy } from "../policy.ts";
import { concerns } from "../records/concerns.ts";
import type { Concern, ConcernEvent, GroundFact } from "./concern.ts";
import { concernDue } from "./concern-due.ts";
import type { ConcernCommand, ConcernRefusal } from "./concern-rules.ts";

const caseId = "ca000000-0000-4000-8000-000000000003" as CaseId;
const malik = { birthDate: "2010-04-12" as LocalDate, municipality: "101", custodyHolders: 2 };
const seen: GroundFact = {
  kind: "own_conduct",
  source: "police_observation",
  observedOn: "2026-02-20" as LocalDate,
};

type Registration = Extract<ConcernCommand, { type: "register" }>;
const register = (change: Partial<Registration> = {}): Registration => ({
  type: "register",
  subject: "5b".repeat(16) as SubjectRef,
  person: malik,
  areaCode: "101-3-MJO" as AreaCode,
  grounds: [seen],
  ...change,
});
const screen = (decision: Extract<ConcernCommand, { type: "screen" }>["decision"], at: Instant = monday) =>
  step<ConcernCommand>({ type: "screen", decision }, { at, actor: signe });
const acceptance = (at: Instant = monday, youthCrimeBoard: "none" | "active" | "coordinated" = "none") =>
  screen({ outcome: "accepted", caseId, youthCrimeBoard }, at);
const rejection = screen({ outcome: "rejected", reason: "not_own_conduct" });
const time = (at: Instant) => step<ConcernCommand>({ type: "time-passed" }, { at });

const {
  decide,
  stateAfter: after,
  existingAfter,
} = specification(concerns, { at: monday, actor: birk, policy: proposedPolicy });
const typesOf = (decision: ReturnType<typeof decide>): readonly ConcernEvent["type"][] =>
  decision.accepted ? decision.events.map(({ type }) => type) : [];

describe("a concern", () => {
  it("is registered on a child of 10 to 17 with a dated ground of their own", () => {
    expect(after(register())).toMatchObject({
      status: "received",
      turnsEighteenOn: "2028-04-12",
      screenBy: "2026-03-09",
    });
  });

  const refused: Record<ConcernRefusal, readonly [Concern, Step<ConcernCommand>]> = {
    "person-unknown": [none, register({ person: undefined })],
    "subject-is-adult": [none, register({ person: { ...malik, birthDate: "2008-03-02" as LocalDate } })],
    "below-scope-age": [none, register({ person: { ...malik, birthDate: "2016-03-03" as LocalDate } })],
    "record-full": [none, register({ person: { ...malik, custodyHolders: concernLimits.custodyHolders + 1 } })],
    "out-of-area": [none, register({ areaCode: "101-2" as AreaCode })],
    "stale-ground": [none, register({ grounds: [{ ...seen, observedOn: "2025-12-01" as LocalDate }] })],
    "date-not-usable": [none, register({ grounds: [{ ...seen, observedOn: "2026-03-03" as LocalDate }] })],
    "insufficient-ground": [none, register({ grounds: [{ ...seen, kind: "relatives_conviction" }] })],
    "invalid-transition": [after(register(), rejection), acceptance()],
    "coordination-required": [after(register()), acceptance(monday, "active")],
  };
  for (const [reason, [concern, command]] of Object.entries(refused))
    it(`answers ${reason} where the rule says so`, () => {
      expect(decide(concern, command)).toEqual(refuse(reason as ConcernRefusal));
    });

  it("is refused for every reason at once", () => {
    const grounds = [{ ...seen, source: "rumour", observedOn: "2025-11-01" as LocalDate } as const];
    const areaCode = "101-5" as AreaCode;
    expect(decide(none, register({ areaCode, grounds }))).toEqual(
      refuse("out-of-area", "stale-ground", "insufficient-ground"),
    );
  });

  it("of a child who has moved out of the municipality is out of area", () => {
    expect(decide(none, register({ person: { ...malik, municipality: "167" } }))).toEqual(refuse("out-of-area"));
  });

  it("may rest on an observation of 90 days ago, and not a day more", () => {
    const observed = (days: number) => register({ grounds: [{ ...seen, observedOn: addDays(dateOf(monday), -days) }] });
    expect(decide(none, observed(90)).accepted).toBe(true);
    expect(decide(none, observed(91))).toEqual(refuse("stale-ground"));
  });

  it("never stands on relatives, rumours and anonymous tips, however many", { timeout: 60_000 }, () => {
    const supporting = fc.oneof(
      fc.record({
        kind: fc.constant("relatives_conviction" as const),
        source: fc.constantFrom("school", "police_report"),
      }),
      fc.record({
        kind: fc.constantFrom("own_conduct", "own_situation"),
        source: fc.constantFrom("rumour", "anonymous_tip"),
      }),
    );
    fc.assert(
      fc.property(fc.array(supporting, { minLength: 1, maxLength: 3 }), (grounds) => {
        const command = register({ grounds: grounds.map((ground) => ({ ...seen, ...ground }) as GroundFact) });
        expect(decide(none, command)).toEqual(refuse("insufficient-ground"));
      }),
    );
  });

  it("may be supported by a relative's conviction beside the child's own conduct", () => {
    const grounds: GroundFact[] = [seen, { ...seen, kind: "relatives_conviction" }];
    expect(decide(none, register({ grounds })).accepted).toBe(true);
  });

  it("becomes a case when SSP accepts it and the Board's case worker has agreed", () => {
    expect(after(register(), acceptance(monday, "coordinated"))).toMatchObject({ status: "accepted", caseId });
  });

  it("cannot be accepted on the eighteenth birthday, from midnight in Copenhagen", () => {
    const adam = after(register({ person: { ...malik, birthDate: "2008-03-15" as LocalDate } }));
    expect(decide(adam, acceptance(instantOf("2026-03-14T23:59:59+01:00"))).accepted).toBe(true);
    expect(decide(adam, acceptance(instantOf("2026-03-15T00:00:00+01:00")))).toEqual(refuse("subject-is-adult"));
  });

  it("is late when a week has passed unscreened, once", () => {
    const received = existingAfter(register());
    const late = startOf("2026-03-10" as LocalDate);
    expect(concernDue(received, proposedPolicy)).toBe(late);
    expect(typesOf(decide(received, time(late)))).toEqual(["screening-late"]);
    expect(typesOf(decide(after(register(), time(late)), time(late)))).toEqual([]);
  });

  it("lapses as too old when nobody screens it for 90 days", () => {
    const lapsed = after(register(), time(startOf("2026-05-31" as LocalDate)));
    expect(lapsed).toMatchObject({ status: "rejected", reason: "too_old" });
  });

  it("is erased 30 days after it was decided, and nothing of it is left", () => {
    const rejected = after(register(), rejection);
    expect(typesOf(decide(rejected, time(instantOf("2026-03-31T23:59:59+02:00"))))).toEqual([]);
    expect(after(register(), rejection, time(startOf("2026-04-01" as LocalDate)))).toEqual(erased);
  });

  it("that is decided stays decided, whatever is sent", () => {
    const decided = after(register(), rejection);
    expect(decide(decided, rejection)).toEqual(refuse("invalid-transition"));
    expect(decide(decided, register())).toEqual(refuse("invalid-transition"));
    expect(decide(decided, time(monday))).toEqual(accept());
  });
});
