import { randomUUID } from "node:crypto";
import { EventMeta } from "@trygt/contracts";
import { describe, expect, it } from "vitest";
import { bicycleApi } from "../testing/bicycle-service.ts";
import { hanne } from "../testing/cast.ts";
import { quiet } from "../testing/quiet.ts";
import type { Sent } from "../testing/requests.ts";

quiet();

const body = { cpr: "720410-4311" };
const registered = async () => {
  const service = bicycleApi();
  const { bicycleId } = await service.step(hanne, "registerBicycle", { body: { frame: "7" } });
  const params = { bicycleId: String(bicycleId) };
  return { service, params, lend: (sent: Sent) => service.call(hanne, "lendBicycle", { params, body, ...sent }) };
};

describe("a write", () => {
  it("that makes something answers 201, its version and a receipt, and is never kept by a cache", async () => {
    const answer = await bicycleApi().call(hanne, "registerBicycle", { body: { frame: "7" } });
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

  it("that makes something says where it is found, and one that changes something does not", async () => {
    const { service, params, lend } = await registered();
    const made = await service.call(hanne, "registerBicycle", { body: { frame: "8" } });
    expect(made.headers["location"]).toBe(`/bicycles/${made.body["bicycleId"]}`);
    const read = await service.call(hanne, "readBicycle", { params: { bicycleId: String(made.body["bicycleId"]) } });
    expect(read.body).toMatchObject({ bicycleId: made.body["bicycleId"] });
    for (const other of [await lend({ version: 1 }), await service.call(hanne, "readBicycle", { params })]) {
      expect(other.status).toBe(200);
      expect(other.headers).not.toHaveProperty("location");
    }
  });

  it("that changes something answers the new version, which the next change names", async () => {
    const { lend } = await registered();
    expect(await lend({ version: 1 })).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { status: "lent" },
    });
  });

  it("gives the same answer to the same request, and makes nothing twice", async () => {
    const { service } = await registered();
    const sent: Sent = { body: { frame: "8" }, headers: { "idempotency-key": randomUUID() } };
    const first = await service.call(hanne, "registerBicycle", sent);
    expect(await service.call(hanne, "registerBicycle", sent)).toEqual(first);
    expect((await service.store.list("BICYCLES#housing", { limit: 50 })).items).toHaveLength(2);
  });

  it("takes an Idempotency-Key in quotes for the same key", async () => {
    const service = bicycleApi();
    const key = randomUUID();
    const register = (given: string) =>
      service.call(hanne, "registerBicycle", { body: { frame: "8" }, headers: { "idempotency-key": given } });
    const first = await register(key);
    expect(await register(`"${key}"`)).toEqual(first);
  });

  it("is another request when body, address or If-Match differ under the same key", async () => {
    const { lend } = await registered();
    const headers = { "idempotency-key": randomUUID() };
    await lend({ version: 1, headers });
    for (const other of [
      { version: 1, body: { cpr: "720410-4312" } },
      { version: 1, params: { bicycleId: randomUUID() } },
      { version: 2 },
    ])
      expect(await lend({ ...other, headers })).toMatchObject({ status: 422, slug: "idempotency-key-reused" });
  });

  it("on a version that has passed, or on none of ours, answers 412", async () => {
    const { lend } = await registered();
    await lend({ version: 1 });
    const stale = [
      '"1"',
      '"99"',
      "2",
      'W/"2"',
      '"02"',
      '"2.0"',
      '"2e0"',
      '""',
      '"1", "3"',
      '"1", W/"2"',
      "x".repeat(5000),
    ];
    for (const match of stale)
      expect(await lend({ headers: { "if-match": match } })).toMatchObject({ status: 412, slug: "version-conflict" });
  });

  it.each(['"1"', '"7", "1"', '"1","9"', "*", " * ", 'W/"1", "1"'])(
    "with If-Match %s is on the version that stands",
    async (match) => {
      const { lend } = await registered();
      expect((await lend({ headers: { "if-match": match } })).status).toBe(200);
    },
  );

  it("with If-Match * is refused where there is nothing", async () => {
    const { lend } = await registered();
    const nowhere = { bicycleId: randomUUID() };
    expect((await lend({ params: nowhere, headers: { "if-match": "*" } })).status).toBe(404);
  });

  it("that a rule refuses answers the slug and status of the catalogue, with every reason", async () => {
    const { lend } = await registered();
    await lend({ version: 1 });
    expect(await lend({ version: 2 })).toMatchObject({
      status: 409,
      headers: { "content-type": "application/problem+json" },
      body: {
        status: 409,
        instance: expect.stringMatching(/^urn:trygt:request:[\w-]+=$/),
        errors: [{ reason: "invalid-transition" }],
      },
    });
    const many = bicycleApi({
      registerBicycle: async () => ({ kind: "refused", reasons: ["duplicate-open-case", "invalid-transition"] }),
    });
    expect(await many.call(hanne, "registerBicycle", { body: { frame: "7" } })).toMatchObject({
      status: 409,
      slug: "duplicate-open-case",
      reasons: ["duplicate-open-case", "invalid-transition"],
    });
  });

  it("tells of nothing else where a reason is that nothing is here", async () => {
    const both = bicycleApi({
      registerBicycle: async () => ({ kind: "refused", reasons: ["invalid-transition", "not-found"] }),
    });
    const answer = await both.call(hanne, "registerBicycle", { body: { frame: "7" } });
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain("invalid-transition");
  });

  it("carries an identifier that the envelope of an event takes", async () => {
    const { service } = await registered();
    const { correlationId } = EventMeta().shape;
    expect(service.store.log).not.toEqual([]);
    for (const entry of service.store.log) expect(correlationId.safeParse(entry.correlationId).success).toBe(true);
  });
});
