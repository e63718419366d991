import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import { ContentionError } from "../records/store.ts";
import { bicycleApi, bicycleService } from "../testing/bicycle-service.ts";
import { hanne } from "../testing/cast.ts";
import { quiet } from "../testing/quiet.ts";
import { answered, lambdaContext, request } from "../testing/requests.ts";
import { marginMs } from "../time-limits/limits.ts";

quiet();

const failing = async (error: unknown) => {
  const api = bicycleApi({
    registerBicycle: async () => {
      throw error;
    },
  });
  return { ...(await api.call(hanne, "registerBicycle", { body: { frame: "7" } })), counted: api.metrics };
};
const named = (name: string) => Object.assign(new Error("Malik Testesen"), { name });
const coded = (code: string) => Object.assign(new Error("Malik Testesen"), { code });

describe("when something fails", () => {
  const passing: Record<string, unknown> = {
    "an AWS service": Object.assign(named("ProvisionedThroughputExceededException"), { $metadata: {} }),
    "an AWS service that is down": Object.assign(named("UnknownError"), { $metadata: { httpStatusCode: 502 } }),
    "a key service that is throttled": Object.assign(named("ThrottlingException"), { $metadata: {} }),
    "a call that was given up": named("AbortError"),
    "a time-out": named("TimeoutError"),
    "a lost connection": coded("ECONNRESET"),
    "a refused connection": coded("ECONNREFUSED"),
    "a name that does not resolve just now": coded("EAI_AGAIN"),
    "another system": coded("EREMOTE"),
    "a record that others keep changing": new ContentionError("Malik Testesen"),
  };
  for (const [what, error] of Object.entries(passing))
    it(`through ${what}, the caller is asked to come again`, async () => {
      const answer = await failing(error);
      expect(answer).toMatchObject({ status: 503, slug: "try-again", headers: { "retry-after": "2" }, counted: [] });
      expect(answer.text).not.toContain("Malik");
    });

  const bugs: Record<string, unknown> = {
    "an error": new Error("Malik Testesen"),
    "a type error": new TypeError("Malik Testesen"),
    "an invalid argument": coded("ERR_INVALID_ARG_TYPE"),
    "a request that AWS would never carry out": Object.assign(named("ValidationException"), { $metadata: {} }),
    "a transaction that AWS would never carry out": new TransactionCanceledException({
      message: "Malik Testesen",
      $metadata: { httpStatusCode: 400 },
    }),
    "a key that is disabled": Object.assign(named("DisabledException"), { $metadata: { httpStatusCode: 400 } }),
    "a right that is missing": Object.assign(named("AccessDeniedException"), { $metadata: {} }),
    "a text": "Malik Testesen",
    nothing: undefined,
  };
  for (const [what, error] of Object.entries(bugs))
    it(`through ${what} that nobody expected, the caller learns nothing of it, and operations do`, async () => {
      const answer = await failing(error);
      expect(answer).toMatchObject({ status: 500, slug: "internal-error", counted: ["Failed"] });
      expect(answer.text).not.toContain("Malik");
      expect(answer.headers["retry-after"]).toBeUndefined();
    });

  it("through a handler that does not end in time, the caller is asked to come again", async () => {
    const { handleRequest } = bicycleApi({ registerBicycle: () => new Promise(() => undefined) });
    const sent = request(bicycleService.operations.registerBicycle, hanne, { body: { frame: "7" } });
    const soon = lambdaContext(marginMs + 30);
    expect(answered(await handleRequest(sent, soon))).toMatchObject({ status: 503, slug: "try-again" });
    expect(answered(await handleRequest(sent, lambdaContext(0)))).toMatchObject({ status: 503, slug: "try-again" });
  });
});
