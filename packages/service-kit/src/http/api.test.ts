import { randomUUID } from "node:crypto";
import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { EventMeta } from "@trygt/contracts";
import { describe, expect, it } from "vitest";
import { Busy } from "../store.ts";
import { memoryStore } from "../store-memory.ts";
import { bicycleApi, monday } from "../testing/bicycle-service.ts";
import { callerOf, type Sent, slugOf } from "../testing/gateway.ts";
import { quiet } from "../testing/quiet.ts";

quiet();

const registered = async (service = bicycleApi()) => {
  const { call } = callerOf(service);
  const { body } = await call("POST /bicycles", { body: { frame: "7" } });
  return { ...service, call, bicycleId: body.bicycleId ?? "" };
};
const borrower = { cpr: "720410-4311" };
const lend = "POST /bicycles/{bicycleId}/loan";
const read = "GET /bicycles/{bicycleId}";
const reason = { "access-reason": "case-work" };

describe("a write", () => {
  it("that makes something answers 201, its version and a receipt, and is never kept by a cache", async () => {
    const answer = await callerOf(bicycleApi()).call("POST /bicycles", { body: { frame: "7" } });
    expect(answer).toMatchObject({
      status: 201,
      headers: {
        etag: '"1"',
        "content-type": "application/json",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
      body: { bicycleId: expect.any(String), status: "free" },
    });
  });

  it("that changes something answers the new version, which the next change names", async () => {
    const { call, bicycleId } = await registered();
    const lent = await call(lend, { bicycleId, body: borrower, headers: { "if-match": '"1"' } });
    expect(lent).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { status: "lent" } });
  });

  it("gives the same answer to the same request, and makes nothing twice", async () => {
    const { call, store } = await registered();
    const sent: Sent = { body: { frame: "8" }, headers: { "idempotency-key": randomUUID() } };
    const first = await call("POST /bicycles", sent);
    expect(await call("POST /bicycles", sent)).toEqual(first);
    expect((await store.list("BICYCLES#housing", { limit: 50 })).items).toHaveLength(2);
  });

  it("takes an Idempotency-Key in quotes for the same key", async () => {
    const { call } = callerOf(bicycleApi());
    const key = randomUUID();
    const first = await call("POST /bicycles", { body: { frame: "8" }, headers: { "idempotency-key": key } });
    const again = await call("POST /bicycles", { body: { frame: "8" }, headers: { "idempotency-key": `"${key}"` } });
    expect(again).toEqual(first);
  });

  it("is another request when body, address or If-Match differ under the same key", async () => {
    const { call, bicycleId } = await registered();
    const headers = { "idempotency-key": randomUUID(), "if-match": '"1"' };
    await call(lend, { bicycleId, body: borrower, headers });
    for (const other of [
      { body: { cpr: "720410-4312" }, bicycleId, headers },
      { body: borrower, bicycleId: randomUUID(), headers },
      { body: borrower, bicycleId, headers: { ...headers, "if-match": '"2"' } },
    ]) {
      const answer = await call(lend, other);
      expect([answer.status, slugOf(answer)]).toEqual([422, "idempotency-key-reused"]);
    }
  });

  it("on a version that has passed, or on none of ours, answers 412", async () => {
    const { call, bicycleId } = await registered();
    await call(lend, { bicycleId, body: borrower, headers: { "if-match": '"1"' } });
    for (const match of ['"1"', '"99"', "1", "*", 'W/"2"', '"1e0"', '""', '"2", "1"', "x".repeat(5000)]) {
      const answer = await call(lend, { bicycleId, body: borrower, headers: { "if-match": match } });
      expect([answer.status, slugOf(answer)]).toEqual([412, "version-conflict"]);
    }
  });

  it("that a rule refuses answers the slug and status of the catalogue, with every reason", async () => {
    const { call, bicycleId } = await registered();
    await call(lend, { bicycleId, body: borrower, headers: { "if-match": '"1"' } });
    const refused = await call(lend, { bicycleId, body: borrower, headers: { "if-match": '"2"' } });
    expect(refused).toMatchObject({
      status: 409,
      headers: { "content-type": "application/problem+json" },
      body: { status: 409, instance: "urn:trygt:request:JKJaXmPLvHcESHA=", errors: [{ reason: "invalid-transition" }] },
    });
    const many = bicycleApi({
      registerBicycle: async () => ({ kind: "refused", reasons: ["duplicate-open-case", "invalid-transition"] }),
    });
    expect(await callerOf(many).call("POST /bicycles", { body: { frame: "7" } })).toMatchObject({
      status: 409,
      body: {
        type: "urn:trygt:problem:duplicate-open-case",
        errors: [{ reason: "duplicate-open-case" }, { reason: "invalid-transition" }],
      },
    });
  });

  it("tells of nothing else where a reason is that nothing is here", async () => {
    const both = bicycleApi({
      registerBicycle: async () => ({ kind: "refused", reasons: ["invalid-transition", "not-found"] }),
    });
    const answer = await callerOf(both).call("POST /bicycles", { body: { frame: "7" } });
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain("invalid-transition");
  });

  it("carries an identifier that the envelope of an event takes", async () => {
    const { store } = await registered();
    const { correlationId } = EventMeta.shape;
    for (const entry of store.log) expect(correlationId.safeParse(entry.correlationId).success).toBe(true);
  });
});

describe("a read", () => {
  it("answers with the version and leaves who, what and why in the log", async () => {
    const { call, bicycleId, store } = await registered();
    const answer = await call(read, {
      bicycleId,
      headers: { ...reason, "access-note": "M%C3%B8de%20mandag" },
    });
    expect(answer).toMatchObject({ status: 200, headers: { etag: '"1"' }, body: { bicycleId, status: "free" } });
    expect(store.log.at(-1)).toMatchObject({
      act: "consultation",
      operation: "bicycles.readBicycle",
      about: `BICYCLE#${bicycleId}`,
      at: monday,
      actor: { agency: "housing", role: "housing_coordinator" },
      reason: "case-work",
      note: "Møde mandag",
    });
  });

  it("leaves in the log what was shown by a step of its own", async () => {
    const shown = { kind: "shown", about: "BICYCLE#1", body: { bicycleId: randomUUID(), status: "free" } } as const;
    for (const revealed of [undefined, "address"] as const) {
      const readBicycle = async () => (revealed === undefined ? shown : { ...shown, revealed });
      const { call, store } = await registered(bicycleApi({ readBicycle }));
      expect((await call(read, { bicycleId: randomUUID(), headers: reason })).status).toBe(200);
      expect(store.log.at(-1)?.revealed).toBe(revealed);
    }
  });

  it("shows nothing that the contract does not name", async () => {
    const { call, bicycleId } = await registered();
    const answer = await call(read, { bicycleId, headers: reason });
    expect(Object.keys(answer.body).toSorted()).toEqual(["bicycleId", "status"]);
  });

  it("fails rather than show a field too much where the contract is strict", async () => {
    const chatty = bicycleApi({
      listBicycles: async () => ({
        kind: "shown",
        about: "LIST",
        body: { items: [], borrower: "Malik Testesen" } as never,
      }),
    });
    const answer = await callerOf(chatty).call("GET /bicycles");
    expect([answer.status, answer.text.includes("Malik")]).toEqual([500, false]);
  });

  it("shows nothing when the log cannot be written", async () => {
    const store = memoryStore();
    const { bicycleId } = await registered(bicycleApi({}, store));
    const down = async () => {
      throw Object.assign(new Error("log"), { name: "InternalServerError", $metadata: {} });
    };
    const { call } = callerOf(bicycleApi({}, store, down));
    for (const answer of [await call(read, { bicycleId, headers: reason }), await call("GET /bicycles")]) {
      expect([answer.status, slugOf(answer)]).toEqual([503, "try-again"]);
      expect(answer.headers["retry-after"]).toBe("2");
      expect(answer.text).not.toContain(bicycleId);
    }
  });

  it("of what is missing, foreign or malformed gives one and the same answer", async () => {
    const { call, bicycleId } = await registered();
    const strangers = { agency: "police", sub: randomUUID() };
    const answers = [
      await call(read, { bicycleId: randomUUID(), headers: reason }),
      await call(read, { bicycleId, headers: reason, claims: strangers }),
      await call(read, { bicycleId: "no-id", headers: reason }),
      await call(read, { bicycleId: "..%2F..%2Fetc", headers: reason }),
      await call(read, { bicycleId: "7204104311", headers: reason }),
      await call(read, { bicycleId, headers: reason, roles: ["street_worker"] }),
      await call("GET /bicycles/{bicycleId}/nowhere", { bicycleId }),
    ];
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect([answers[0]?.status, answers[0] && slugOf(answers[0])]).toEqual([404, "not-found"]);
  });

  it("goes through a list page by page", async () => {
    const { call } = await registered();
    await call("POST /bicycles", { body: { frame: "8" } });
    await call("POST /bicycles", { body: { frame: "9" } });
    const first = await call("GET /bicycles", { query: { limit: "2" } });
    const second = await call("GET /bicycles", { query: { limit: "2", cursor: String(first.body["next"]) } });
    const ids = [first, second].flatMap(({ body }) =>
      (body["items"] as { bicycleId: string }[]).map((one) => one.bicycleId),
    );
    expect(new Set(ids).size).toBe(3);
    expect(second.body["next"]).toBeUndefined();
  });

  it("of a page gives HTML that can load and run nothing", async () => {
    const { call } = callerOf(bicycleApi());
    const answer = await call("GET /bicycles/rules", { roles: ["secretariat"], headers: { accept: "text/html" } });
    expect(answer).toMatchObject({
      status: 200,
      text: "<p>Lock it</p>",
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
      },
    });
  });
});

describe("when something fails", () => {
  const failing = (error: unknown) =>
    callerOf(
      bicycleApi({
        registerBicycle: async () => {
          throw error;
        },
      }),
    ).call("POST /bicycles", { body: { frame: "7" } });
  const named = (name: string) => Object.assign(new Error("Malik Testesen"), { name });
  const coded = (code: string) => Object.assign(new Error("Malik Testesen"), { code });

  const passing: Record<string, unknown> = {
    "an AWS service": Object.assign(named("ProvisionedThroughputExceededException"), { $metadata: {} }),
    "a contended transaction": new TransactionCanceledException({ message: "Malik Testesen", $metadata: {} }),
    "a time-out": named("TimeoutError"),
    "a lost connection": coded("ECONNRESET"),
    "a refused connection": coded("ECONNREFUSED"),
    "a name that does not resolve just now": coded("EAI_AGAIN"),
    "another system": coded("EREMOTE"),
    "a record that others keep changing": new Busy("Malik Testesen"),
  };
  for (const [what, error] of Object.entries(passing))
    it(`through ${what}, the caller is asked to come again`, async () => {
      const answer = await failing(error);
      expect([answer.status, slugOf(answer)]).toEqual([503, "try-again"]);
      expect(answer.headers["retry-after"]).toBe("2");
      expect(answer.text).not.toContain("Malik");
    });

  const bugs: Record<string, unknown> = {
    "an error": new Error("Malik Testesen"),
    "a type error": new TypeError("Malik Testesen"),
    "an invalid argument": coded("ERR_INVALID_ARG_TYPE"),
    "a text": "Malik Testesen",
    nothing: undefined,
  };
  for (const [what, error] of Object.entries(bugs))
    it(`through ${what} that nobody expected, the caller learns nothing of it`, async () => {
      const answer = await failing(error);
      expect([answer.status, slugOf(answer)]).toEqual([500, "internal-error"]);
      expect(answer.text).not.toContain("Malik");
      expect(answer.headers["retry-after"]).toBeUndefined();
    });

  it("through a handler that does not end in time, the caller is asked to come again", async () => {
    const endless = bicycleApi({ registerBicycle: () => new Promise(() => undefined) });
    const answer = await callerOf(endless, 30).call("POST /bicycles", { body: { frame: "7" } });
    expect([answer.status, slugOf(answer)]).toEqual([503, "try-again"]);
  });
});
