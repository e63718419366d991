import { describe, expect, it } from "vitest";
import { jsonVariable, requiredVariable } from "./environment.ts";

const environment = { TABLE_NAME: "visits", POLICY: '{"screeningDays":7}', EMPTY: "", BROKEN: "secret-policy" };

describe("the environment", () => {
  it("gives the value of a variable, or what its JSON says", () => {
    expect(requiredVariable(environment, "TABLE_NAME")).toBe("visits");
    expect(jsonVariable(environment, "POLICY")).toEqual({ screeningDays: 7 });
  });

  it.each(["QUEUE_URL", "EMPTY"])("stops the start when %s is missing or empty, naming it", (name) => {
    for (const read of [requiredVariable, jsonVariable])
      expect(() => read(environment, name)).toThrow(`The environment variable ${name} is missing`);
  });

  it("stops the start when a variable is no JSON, naming it and not what it holds", () => {
    const read = () => jsonVariable(environment, "BROKEN");
    expect(read).toThrow("The environment variable BROKEN is not JSON");
    expect(read).not.toThrow("secret-policy");
  });
});
