import { operation, pageOf, service, text } from "@trygt/contracts";
import type { CaseId, ConcernId, visits } from "@trygt/contracts/visits";
import { describe, expectTypeOf, test } from "vitest";
import type { Client, OpenSlug, ShellProblem } from "./index.ts";

type Visits = Client<{ visits: typeof visits }>["visits"];
type Screened = Awaited<ReturnType<Visits["screenConcern"]>>;

describe("the types of a call", () => {
  test("every operation of the contract is there, and no other", () => {
    expectTypeOf<keyof Visits>().toEqualTypeOf<keyof typeof visits.operations>();
  });

  test("path, query and body are asked for where the contract has them, as the caller writes them", () => {
    type Screening = NonNullable<Parameters<Visits["screenConcern"]>[0]>;
    expectTypeOf<Screening["params"]>().toEqualTypeOf<{ concernId: string }>();
    expectTypeOf<Extract<Screening["body"], { outcome: "accepted" }>["youthCrimeBoard"]>().toEqualTypeOf<
      "none" | "active" | "coordinated"
    >();
    type Listing = NonNullable<Parameters<Visits["listConcerns"]>[0]>;
    expectTypeOf<Listing["query"]["status"]>().toEqualTypeOf<"received">();
    expectTypeOf<Listing["body"]>().toEqualTypeOf<undefined>();
    expectTypeOf<Visits["screenConcern"]>().parameter(0).not.toBeAny();
  });

  test("a call that needs something cannot be made with nothing", () => {
    expectTypeOf<Parameters<Visits["listConcerns"]>["length"]>().toEqualTypeOf<1>();
  });

  test("the body is there once the problem is ruled out, and only then", () => {
    type Success = Exclude<Screened, { problem: object }>;
    expectTypeOf<Success["body"]["concernId"]>().toEqualTypeOf<ConcernId>();
    expectTypeOf<Success["body"]["caseId"]>().toEqualTypeOf<CaseId | undefined>();
    expectTypeOf<Success["etag"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Extract<Screened, { problem: object }>>().not.toHaveProperty("body");
  });

  test("a problem is one of the operation's refusals, what any operation may be told, or a later slug", () => {
    type Told = NonNullable<Screened["problem"]>["slug"];
    type Known = (typeof visits.operations.screenConcern.problems)[number] | ShellProblem;
    expectTypeOf<Told>().toEqualTypeOf<OpenSlug<Known>>();
    expectTypeOf<string>().toExtend<Told>();
  });

  test("an operation that needs nothing may be called with nothing", () => {
    const notices = service({
      name: "notices",
      purpose: "Notices",
      operations: {
        list: operation("notices.list", {
          route: "GET /notices",
          summary: "Notices",
          roles: ["resident"],
          reply: () => pageOf(text(1, 20)),
          problems: [],
        }),
      },
      events: {},
      problems: {},
    });
    expectTypeOf<Client<{ notices: typeof notices }>["notices"]["list"]>().toBeCallableWith();
  });
});
