import { addHours } from "@trygt/contracts";
import { describe, expect, it } from "vitest";
import type { RecordType } from "../records/record-type.ts";
import { erased, none } from "../records/state.ts";
import { type Bicycle, type BicycleCommand, type BicycleEvent, type BicycleRefusal, bicycles } from "./bicycles.ts";
import { hanne } from "./cast.ts";
import { borrower, lend, register, scrap, takeBack } from "./loans.ts";
import { specification, step } from "./specification.ts";
import { monday } from "./test-service.ts";

const circumstances = { at: monday, actor: hanne, policy: {} };
const { decide, existingAfter, given, stateAfter } = specification(bicycles, circumstances);

describe("a specification", () => {
  it("given what has happened, when a command comes, tells the events", () => {
    expect(given(register()).when(lend)).toEqual([
      { type: "lent", at: monday, to: borrower, dueBack: addHours(monday, 24) },
    ]);
    expect(given().when(register("8"))).toEqual([{ type: "registered", at: monday, frame: "8", owner: hanne.agency }]);
  });

  it("given what has happened, when a command comes that changes nothing, tells no events", () => {
    expect(given(register()).when(takeBack)).toEqual([]);
  });

  it("given what has happened, when a command is refused, tells every reason", () => {
    expect(given(register(), lend).when(lend)).toEqual({ refused: ["invalid-transition"] });
  });

  it("knows the state before anything, in between and after the end", () => {
    expect(stateAfter()).toEqual(none);
    expect(stateAfter(register(), lend, takeBack)).toMatchObject({ status: "free", frame: "7" });
    expect(stateAfter(register(), scrap)).toEqual(erased);
    expect(decide(stateAfter(register()), lend)).toMatchObject({ accepted: true });
  });

  it("lets a command come at another time", () => {
    const later = addHours(monday, 25);
    const reminded = step({ type: "time-passed" } as const, { at: later });
    expect(given(register(), lend).when({ type: "time-passed" })).toEqual([]);
    expect(given(register(), lend).when(reminded)).toEqual([{ type: "overdue", at: later }]);
    expect(existingAfter(register(), lend, reminded)).toMatchObject({ reminders: 1 });
  });

  it("lets a command come from somebody else, under the numbers of the partnership", () => {
    type Careful = RecordType<Bicycle, BicycleCommand, BicycleEvent, BicycleRefusal, { readonly lenders: number }>;
    const careful: Pick<Careful, "decide" | "evolve"> = {
      ...bicycles,
      decide: (state, command, { actor, policy, at }) =>
        actor.role === "resident" && policy.lenders < 2
          ? { accepted: false, reasons: ["duplicate-open-case"] }
          : bicycles.decide(state, command, { actor, policy, at }),
    };
    const { given: givenCareful } = specification(careful, { ...circumstances, policy: { lenders: 1 } });
    const byResident = step(lend, { actor: { ...hanne, role: "resident" } });
    expect(givenCareful(register()).when(byResident)).toEqual({ refused: ["duplicate-open-case"] });
    expect(givenCareful(register()).when(lend)).toMatchObject([{ type: "lent" }]);
  });

  it("stops a story that its rules refuse, and names why", () => {
    for (const told of [
      () => stateAfter(register(), lend, lend),
      () => existingAfter(register(), lend, lend),
      () => given(register(), lend, lend).when(takeBack),
    ])
      expect(told).toThrow("The story stops: invalid-transition");
  });

  it("stops where a record should be there and nothing is left of it", () => {
    expect(() => existingAfter(register(), scrap)).toThrow("Nothing is left of the record");
    expect(() => existingAfter()).toThrow("Nothing is left of the record");
  });
});
