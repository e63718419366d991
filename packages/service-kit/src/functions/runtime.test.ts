import { Instant } from "@trygt/contracts";
import { describe, expect, it } from "vitest";
import type { Port } from "../ports/port.ts";
import { bicycles } from "../testing/bicycles.ts";
import { portsFrom, runtimeFrom, runtimeVariables } from "./runtime.ts";

const records = { service: "visits", policy: { screeningDays: 7 }, types: { bicycles } };
const whole: Readonly<Record<(typeof runtimeVariables)[number], string>> = {
  TABLE_NAME: "visits",
  ACCESS_LOG_TABLE_NAME: "visits-access-log",
  POLICY: "{}",
  IMPACT_ASSESSMENT: "2026-01-15",
};

describe("the runtime of a function", () => {
  it("has the policy as the partnership decided it, the time, and identifiers", () => {
    expect(runtimeFrom({ ...whole, POLICY: '{"screeningDays":5}' }, records).policy).toEqual({ screeningDays: 5 });
    const { policy, now, newId } = runtimeFrom(whole, records);
    expect(policy).toEqual({ screeningDays: 7 });
    expect(Instant.safeParse(now()).success).toBe(true);
    expect(newId()).not.toBe(newId());
  });

  it.each(runtimeVariables)("does not start without %s", (name) => {
    for (const value of [undefined, ""])
      expect(() => runtimeFrom({ ...whole, [name]: value }, records)).toThrow(
        `The environment variable ${name} is missing`,
      );
  });

  it("of a service that keeps no records needs no table", () => {
    const { TABLE_NAME: _, ...others } = whole;
    expect(runtimeFrom(others, { ...records, types: {} }).policy).toEqual({ screeningDays: 7 });
  });

  it("does not start without an impact assessment, whatever else is wrong", () => {
    expect(() => runtimeFrom({}, records)).toThrow("The environment variable IMPACT_ASSESSMENT is missing");
  });

  it.each([
    '{"screeningDays":"secret-policy"}',
    '{"screeningDays":7,"secret-policy":1}',
    '{"screeningDays":0}',
    '{"screeningDays":1.5}',
    "[7]",
    '{"toString":7}',
    "secret-policy",
    "null",
  ])("does not start with a policy of another form, and does not quote it: %s", (POLICY) => {
    const start = () => runtimeFrom({ ...whole, POLICY }, records);
    expect(start).toThrow("The environment variable POLICY is not");
    expect(start).not.toThrow("secret-policy");
  });
});

describe("the ports of a function", () => {
  const insurance: Port<() => string> = {
    variable: "INSURANCE_URL",
    behind: "external-system",
    live: (url, service) => () => `${service} asks ${url}`,
  };

  it("lead where their variables say, in the name of the service", () => {
    const { ask } = portsFrom({ INSURANCE_URL: "https://insurance.example" }, { ask: insurance }, "bicycles");
    expect(ask()).toBe("bicycles asks https://insurance.example");
  });

  it("stop the start when a variable is missing, naming it", () => {
    expect(() => portsFrom({}, { ask: insurance }, "bicycles")).toThrow(
      "The environment variable INSURANCE_URL is missing",
    );
  });
});
