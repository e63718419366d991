import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { json, readEnvironment } from "./environment.ts";

const schema = z.object({
  TABLE_NAME: z.string().check(z.minLength(1)),
  POLICY: json(z.strictObject({ screeningDays: z.int() })),
});
const whole = { TABLE_NAME: "visits", POLICY: '{"screeningDays":7}', PATH: "/bin" };

describe("the environment", () => {
  it("is read by its schema, JSON and all; what is not named is not taken", () => {
    expect(readEnvironment(schema, whole)).toEqual({ TABLE_NAME: "visits", POLICY: { screeningDays: 7 } });
  });

  const wrong: Record<string, readonly [Record<string, string | undefined>, string]> = {
    "is missing": [{ ...whole, TABLE_NAME: undefined }, "TABLE_NAME"],
    "is empty": [{ ...whole, TABLE_NAME: "" }, "TABLE_NAME"],
    "is no JSON": [{ ...whole, POLICY: "secret-policy" }, "POLICY"],
    "is JSON of another form": [{ ...whole, POLICY: '{"screeningDays":"secret-policy"}' }, "POLICY"],
    "says more than it should": [{ ...whole, POLICY: '{"screeningDays":7,"secret-policy":1}' }, "POLICY"],
  };
  for (const [what, [environment, name]] of Object.entries(wrong))
    it(`stops the start when a variable ${what}, naming it and not what it holds`, () => {
      const read = () => readEnvironment(schema, environment);
      expect(read).toThrow(new RegExp(`: ${name} is missing`));
      expect(read).not.toThrow("secret-policy");
    });

  it("names every variable that is wrong", () => {
    expect(() => readEnvironment(schema, {})).toThrow("TABLE_NAME, POLICY");
  });
});
