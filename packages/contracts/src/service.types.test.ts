import { describe, expectTypeOf, test } from "vitest";
import { operation } from "./operation.ts";
import { problem } from "./problems/problem.ts";
import { service } from "./service.ts";
import { text } from "./values/text.ts";

const lend = operation("bicycles.lend", {
  route: "POST /bicycles",
  summary: "Lend a bicycle",
  roles: ["resident"],
  reply: () => text(1, 20),
  problems: ["invalid-transition", "area-on-hold"],
});
const areaOnHold = problem(409, "On hold", "Sat på pause", "Wait.", "Vent.");
const bicycles = { name: "bicycles", purpose: "Lends bicycles", operations: { lend }, events: {} };

describe("a service", () => {
  test("declares the refusals of its rules, and not those that any service answers", () => {
    const declared = service({ ...bicycles, problems: { "area-on-hold": areaOnHold } });
    expectTypeOf<keyof typeof declared.problems>().toEqualTypeOf<"area-on-hold">();
  });

  test("does not compile while one of its operations names a problem that it does not declare", () => {
    // @ts-expect-error "area-on-hold" is missing
    service({ ...bicycles, problems: {} });
    // @ts-expect-error so it is here
    service({ ...bicycles, problems: { "stale-ground": areaOnHold } });
  });
});
