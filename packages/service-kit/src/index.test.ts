import { describe, expect, it } from "vitest";
import * as kit from "./index.ts";
import * as testing from "./testing/index.ts";

describe("the front door of the kit", () => {
  it("has nothing that is made for tests, and no way past the definitions to the store", () => {
    const inside = [
      "createApi",
      "createClock",
      "createLogWatch",
      "createRelay",
      "createSubscriber",
      "dependenciesOn",
      "repository",
    ];
    const names = Object.keys(kit);
    expect(names.filter((name) => name in testing || inside.includes(name))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(["defineApi", "apiFunction", "accept", "exists"]));
  });
});
