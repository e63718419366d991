import { describe, expect, it } from "vitest";
import type { Port } from "../ports/port.ts";
import { bicycleRecords, bicycleService } from "../testing/bicycle-service.ts";
import { lambdaContext } from "../testing/requests.ts";
import { apiFunction } from "./api-function.ts";
import { clockFunction } from "./clock-function.ts";
import { defineApi, defineClock, defineDesk, defineSubscriber } from "./definitions.ts";
import { deskFunction } from "./desk-function.ts";
import type { Environment } from "./environment.ts";
import { logWatchFunction, logWatchVariables } from "./log-watch-function.ts";
import { relayFunction, relayVariables } from "./relay-function.ts";
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
  EVENT_BUS_NAME: "partnership",
  SERVICE: "bicycles",
  KEPT_ENTRIES_TABLE_NAME: "bicycles-kept-entries",
  EVENT_SOURCES: '{"bicycles.bicycle-back.v1":"trygt.bicycles"}',
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
  relay: [(environment) => relayFunction(environment), relayVariables],
  "log-watch": [(environment) => logWatchFunction(environment), logWatchVariables],
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

  const comers: string[] = [];
  const desk = () =>
    deskFunction(
      defineDesk({
        records,
        ports,
        reads: [],
        handle: () => async (_, caller) => {
          comers.push(caller);
          return { outcome: "done" };
        },
      }),
      whole,
    );
  const by = (alias: string) => ({
    ...lambdaContext(),
    invokedFunctionArn: `arn:aws:lambda:eu-north-1:222222222222:function:desk${alias}`,
  });
  const recall = {
    correlationId: "request-1",
    message: { act: "recall", ticketId: "577e0f9b-1444-48e9-ab75-712130fc299c" },
  };

  it("the desk knows who asks by the door alone, whatever is said", async () => {
    comers.length = 0;
    expect(await desk()(recall, by(":visits"))).toEqual({ outcome: "done" });
    expect(comers).toEqual(["visits"]);
    await expect(desk()({ ...recall, depositor: "exchange" }, by(":visits"))).rejects.toThrow();
    for (const nobody of ["", ":$LATEST", ":everybody", ":toString"])
      await expect(desk()(recall, by(nobody))).rejects.toThrow("nobody's");
    expect(comers).toEqual(["visits"]);
  });

  it("the desk takes no message that is none", async () => {
    await expect(desk()({ ...recall, message: { act: "open" } }, by(":visits"))).rejects.toThrow();
  });
});
