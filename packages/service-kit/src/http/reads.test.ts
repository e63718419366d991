import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { bicycleApi, bicycleApiOn, bicycleService } from "../testing/bicycle-service.ts";
import { bicycles } from "../testing/bicycles.ts";
import { hanne, sanne, staffMember } from "../testing/cast.ts";
import { startEngine } from "../testing/engine.ts";
import { stranger } from "../testing/loans.ts";
import { memoryStore } from "../testing/memory-store.ts";
import { quiet } from "../testing/quiet.ts";
import { type Answered, answered, lambdaContext, request, type Sent } from "../testing/requests.ts";
import { storesOn } from "../testing/stores.ts";
import { monday } from "../testing/test-service.ts";

quiet();

const engine = await startEngine();
afterAll(() => engine.stop());

const registered = async (service = bicycleApi()) => {
  const { bicycleId } = await service.step(hanne, "registerBicycle", { body: { frame: "7" } });
  return { service, params: { bicycleId: String(bicycleId) } };
};
const idsOf = ({ body }: Answered) => (body["items"] as readonly { bicycleId: string }[]).map((one) => one.bicycleId);

describe("a read", () => {
  it("answers with the version and leaves who, what and why in the log", async () => {
    const { service, params } = await registered();
    const headers = { "access-note": "M%C3%B8de%20mandag" };
    const answer = await service.call(hanne, "readBicycle", { params, headers });
    expect(answer).toMatchObject({ status: 200, headers: { etag: '"1"' }, body: { ...params, status: "free" } });
    expect(service.store.log.at(-1)).toMatchObject({
      act: "consultation",
      operation: "bicycles.readBicycle",
      about: `BICYCLE#${params.bicycleId}`,
      at: monday,
      actor: { agency: "housing", role: "housing_coordinator" },
      reason: "case-work",
      note: "Møde mandag",
    });
  });

  it("leaves in the log what was shown by a step of its own", async () => {
    const shown = { kind: "read", about: "BICYCLE#1", body: { bicycleId: randomUUID(), status: "free" } } as const;
    for (const revealed of [undefined, "address"] as const) {
      const readBicycle = async () => (revealed === undefined ? shown : { ...shown, revealed });
      const { service, params } = await registered(bicycleApi({ readBicycle }));
      expect((await service.call(hanne, "readBicycle", { params })).status).toBe(200);
      expect(service.store.log.at(-1)?.revealed).toBe(revealed);
    }
  });

  it("shows nothing that the contract does not name", async () => {
    const { service, params } = await registered();
    const { body } = await service.call(hanne, "readBicycle", { params });
    expect(Object.keys(body).toSorted()).toEqual(["bicycleId", "status"]);
  });

  it("fails rather than show a field too much where the contract is strict", async () => {
    const body = { items: [], borrower: "Malik Testesen" } as never;
    const chatty = bicycleApi({ listBicycles: async () => ({ kind: "read", about: "LIST", body }) });
    const answer = await chatty.call(hanne, "listBicycles");
    expect([answer.status, answer.text.includes("Malik")]).toEqual([500, false]);
  });

  it("shows nothing when the log cannot be written", async () => {
    const store = memoryStore();
    const { params } = await registered(bicycleApiOn(store));
    const record = async () => {
      throw Object.assign(new Error("log"), { name: "InternalServerError", $metadata: {} });
    };
    const service = bicycleApiOn({ ...store, record });
    for (const answer of [
      await service.call(hanne, "readBicycle", { params }),
      await service.call(hanne, "listBicycles"),
    ]) {
      expect(answer).toMatchObject({ status: 503, slug: "try-again", headers: { "retry-after": "2" } });
      expect(answer.text).not.toContain(params.bicycleId);
    }
  });

  it("is found by its identifier in letters of either case, and logged under the one that it has", async () => {
    const { service, params } = await registered();
    const { bicycleId } = params;
    const { status } = await service.call(hanne, "readBicycle", { params: { bicycleId: bicycleId.toUpperCase() } });
    expect([status, service.store.log.at(-1)?.about]).toEqual([200, `BICYCLE#${bicycleId}`]);
    const capital = { ...hanne, id: hanne.id.toUpperCase() as typeof hanne.id };
    await service.call(capital, "readBicycle", { params: { bicycleId } });
    expect(service.store.log.at(-1)?.actor.id).toBe(hanne.id);
  });

  it("by HEAD has the status and headers of a GET, its line in the log, and no body", async () => {
    const { service, params } = await registered();
    const { bicycleId } = params;
    const ask = async (method: "GET" | "HEAD", more: Sent = {}) => {
      const { readBicycle } = bicycleService.operations;
      const sent = request(readBicycle, hanne, { params: { bicycleId }, ...more });
      return service.handleRequest({ ...sent, routeKey: sent.routeKey.replace("GET", method) }, lambdaContext());
    };
    const [get, head] = [await ask("GET"), await ask("HEAD")];
    expect([head.statusCode, head.headers, head.body]).toEqual([200, get.headers, ""]);
    expect(service.store.log.slice(-2).map(({ act, about }) => [act, about])).toEqual([
      ["consultation", `BICYCLE#${bicycleId}`],
      ["consultation", `BICYCLE#${bicycleId}`],
    ]);
    const refused = await ask("HEAD", { headers: { "access-reason": undefined } });
    expect([refused.statusCode, refused.body]).toEqual([400, ""]);
  });

  it("of what is missing, foreign or malformed gives one and the same answer", async () => {
    const { service, params } = await registered();
    const nowhere = { ...bicycleService.operations.readBicycle, route: "GET /bicycles/{bicycleId}/nowhere" } as const;
    const answers = [
      await service.call(hanne, "readBicycle", { params: { bicycleId: randomUUID() } }),
      await service.call(stranger, "readBicycle", { params }),
      await service.call(hanne, "readBicycle", { params: { bicycleId: "no-id" } }),
      await service.call(hanne, "readBicycle", { params: { bicycleId: "..%2F..%2Fetc" } }),
      await service.call(hanne, "readBicycle", { params: { bicycleId: "7204104311" } }),
      await service.call(hanne, "readBicycle", { params, roles: ["street_worker"] }),
      answered(await service.handleRequest(request(nowhere, hanne, { params }), lambdaContext())),
    ];
    // All but the request that it answers
    const seen = answers.map(({ status, headers, body: { instance: _, ...body } }) => ({ status, headers, body }));
    for (const one of seen) expect(one).toEqual(seen[0]);
    expect(answers[0]).toMatchObject({ status: 404, slug: "not-found" });
  });

  it("of a page gives HTML that can load and run nothing", async () => {
    expect(await bicycleApi().call(sanne, "readHouseRules")).toMatchObject({
      status: 200,
      text: "<p>Lock it</p>",
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
      },
    });
  });

  it("of somebody too many in a day is refused, and the log keeps that it was tried (G7)", async () => {
    const service = bicycleApi({
      readBicycle: async ({ params: { bicycleId } }) => ({
        kind: "read",
        about: `BICYCLE#${bicycleId}`,
        body: { bicycleId, status: "free" },
        quota: { subject: bicycleId, limit: 1 },
      }),
    });
    const [first, second] = [{ bicycleId: randomUUID() }, { bicycleId: randomUUID() }];
    expect((await service.call(hanne, "readBicycle", { params: first })).status).toBe(200);
    const refused = await service.call(hanne, "readBicycle", { params: second });
    expect(refused).toMatchObject({ status: 429, slug: "bulk-read-refused" });
    expect(refused.text).not.toContain(second.bicycleId);
    expect(service.store.log.at(-1)).toMatchObject({ act: "refusal", refused: ["bulk-read-refused"] });
    expect(service.metrics).toEqual(["BulkReadRefused"]);
    expect((await service.call(hanne, "readBicycle", { params: first })).status).toBe(200);
    const colleague = staffMember(97, "housing_coordinator");
    expect((await service.call(colleague, "readBicycle", { params: second })).status).toBe(200);
  });
});

for (const [name, open] of Object.entries(storesOn(engine)))
  describe(`a list on ${name}`, () => {
    const onMany = Array.from({ length: 10 }, (_, n) => ({ list: `OTHERS-${n}`, sortKey: monday, shows: {} }));
    const types: Record<string, typeof bicycles> = {
      "of records": bicycles,
      "of a kind with a hyphen": { ...bicycles, kind: "CARGO-BICYCLE" },
      "of a kind with an underscore": { ...bicycles, kind: "CARGO_BICYCLE" },
      "that is the eleventh of its records": {
        ...bicycles,
        index: (state, id, policy) => {
          const { worklists = [], ...index } = bicycles.index(state, id, policy);
          return { ...index, worklists: [...onMany, ...worklists] };
        },
      },
    };
    for (const [what, type] of Object.entries(types))
      it(`${what} goes on page by page, nothing twice and nothing left out`, async () => {
        const service = bicycleApiOn(await open(), { type });
        const made: unknown[] = [];
        for (const frame of ["7", "8", "9"])
          made.push((await service.step(hanne, "registerBicycle", { body: { frame } }))["bicycleId"]);
        const first = await service.call(hanne, "listBicycles", { query: { limit: "2" } });
        const query = { limit: "2", cursor: String(first.body["next"]) };
        const second = await service.call(hanne, "listBicycles", { query });
        expect([first, second].map(idsOf).map((ids) => ids.length)).toEqual([2, 1]);
        expect(new Set([first, second].flatMap(idsOf))).toEqual(new Set(made));
        expect(second.body["next"]).toBeUndefined();
      });
  });
