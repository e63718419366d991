import { describe, expect, it } from "vitest";
import type { Port } from "../ports/port.ts";
import { bicycleRecords, bicycleService } from "../testing/bicycle-service.ts";
import { lambdaContext } from "../testing/requests.ts";
import { apiFunction } from "./api-function.ts";
import { clockFunction } from "./clock-function.ts";
import { defineApi, defineClock, defineDesk, defineSubscriber } from "./definitions.ts";
import { deskFunction } from "./desk-function.ts";
import type { Environment } from "./environment.ts";
import { busVariable, relayFunction } from "./relay-function.ts";
import { runtimeVariables } from "./runtime.ts";
import { deadLetterVariable, subscriberFunction } from "./subscriber-function.ts";

const insurance: Port<string> = { variable: "INSURANCE_URL", behind: "external-system", live: (url) => url };
const ports = { insurance };
const records = bicycleRecords;
const handler = async () => ({ kind: "not-found" }) as const;
const handlers = {
  registerBicycle: handler,
  lendBicycle: handler,
  takeBackBicycle: handler,
  listBicycles: handler,
  readBicycle: handler,
  readHouseRules: handler,
};

const whole: Environment = {
  TABLE_NAME: "bicycles",
  ACCESS_LOG_TABLE_NAME: "bicycles-access-log",
  POLICY: '{"loanHours":12}',
  IMPACT_ASSESSMENT: "2026-01-15",
  AWS_REGION: "eu-north-1",
  [insurance.variable]: "https://insurance.example",
  [busVariable]: "partnership",
  [deadLetterVariable]: "https://sqs.example/dead",
};

/** Each function with the variables that it reads; what its use cases are handed is noted. */
const handed: { readonly policy: unknown; readonly insurance?: string }[] = [];
const functions: Record<string, readonly [start: (environment: Environment) => unknown, reads: readonly string[]]> = {
  api: [
    (environment) =>
      apiFunction(
        defineApi({
          contract: bicycleService,
          records,
          ports,
          reads: [],
          operations: (deps) => {
            handed.push(deps);
            return handlers;
          },
        }),
        environment,
      ),
    [...runtimeVariables, insurance.variable],
  ],
  clock: [
    (environment) =>
      clockFunction(
        defineClock({
          records,
          reads: [],
          options: (deps) => {
            handed.push(deps);
            return {};
          },
        }),
        environment,
      ),
    runtimeVariables,
  ],
  desk: [
    (environment) =>
      deskFunction(
        defineDesk({
          records,
          ports,
          reads: [],
          handle: (deps) => {
            handed.push(deps);
            return async () => ({ outcome: "done" });
          },
        }),
        environment,
      ),
    [...runtimeVariables, insurance.variable],
  ],
  subscriber: [
    (environment) => subscriberFunction(defineSubscriber({ records, ports, reads: [], reactions: [] }), environment),
    [...runtimeVariables, insurance.variable, deadLetterVariable],
  ],
  relay: [(environment) => relayFunction(environment), [busVariable]],
};

describe("a function on the environment of its stage", () => {
  for (const [name, [start, reads]] of Object.entries(functions)) {
    it(`${name} starts when the environment is complete, with the policy and the ports of the stage`, () => {
      handed.length = 0;
      expect(start(whole)).toBeTypeOf("function");
      for (const deps of handed) {
        expect(deps.policy).toEqual({ loanHours: 12 });
        if (reads.includes(insurance.variable)) expect(deps.insurance).toBe("https://insurance.example");
      }
      expect(handed).toHaveLength(["api", "clock", "desk"].includes(name) ? 1 : 0);
    });

    it.each(reads)(`${name} does not start without %s`, (variable) => {
      expect(() => start({ ...whole, [variable]: undefined })).toThrow(
        `The environment variable ${variable} is missing`,
      );
    });

    it(`${name} reads no other variable`, () => {
      const only = Object.fromEntries(Object.entries(whole).filter(([variable]) => reads.includes(variable)));
      expect(start(only)).toBeTypeOf("function");
    });
  }

  it("the desk takes no message that is none", async () => {
    const desk = deskFunction(
      defineDesk({ records, ports, reads: [], handle: () => async () => ({ outcome: "done" }) }),
      whole,
    );
    await expect(desk({ depositor: "visits", message: { act: "open" } }, lambdaContext())).rejects.toThrow();
  });
});
