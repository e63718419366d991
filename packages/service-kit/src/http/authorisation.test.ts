import { randomUUID } from "node:crypto";
import { type Operation, Role } from "@trygt/contracts";
import { describe, expect, it } from "vitest";
import { memoryStore } from "../store-memory.ts";
import { bicycleApi, bicycleService, monday } from "../testing/bicycle-service.ts";
import { callerOf, request, type Sent, slugOf } from "../testing/gateway.ts";
import { quiet } from "../testing/quiet.ts";

quiet();

const operations: readonly Operation[] = Object.values(bicycleService.operations);
const roleSets: readonly (readonly Role[])[] = [...Role.options.map((role) => [role]), []];

/** A request that would be right in all but the caller. */
const proper = async ({ name, produces }: Operation, service: ReturnType<typeof bicycleApi>): Promise<Sent> => {
  const { call } = callerOf(service);
  const { body } = await call("POST /bicycles", { body: { frame: "7" } });
  if (name === "bicycles.takeBackBicycle")
    await call("POST /bicycles/{bicycleId}/loan", {
      bicycleId: body.bicycleId ?? "",
      body: { cpr: "720410-4311" },
      headers: { "if-match": '"1"' },
    });
  const bodies: Record<string, unknown> = {
    "bicycles.registerBicycle": { frame: "8" },
    "bicycles.lendBicycle": { cpr: "720410-4311" },
  };
  return {
    bicycleId: body.bicycleId ?? "",
    ...(name in bodies ? { body: bodies[name] } : {}),
    headers: { accept: produces ?? "application/json", "if-match": '"1"', "access-reason": "audit" },
  };
};

describe("every operation, for every role", () => {
  for (const operation of operations)
    for (const roles of roleSets) {
      const may = roles.some((role) => operation.roles.includes(role));
      it(`${operation.name} ${may ? "is open to" : "is closed to"} ${roles[0] ?? "somebody without a role"}`, async () => {
        const service = bicycleApi();
        const sent = await proper(operation, service);
        const before = service.store.log.length;
        const answer = await callerOf(service).call(operation.route, { ...sent, roles });
        if (may) {
          expect(answer.status).toBe(operation.status ?? 200);
          expect(service.store.log.at(-1)).toMatchObject({ actor: { role: roles[0] } });
          return;
        }
        const problem = operation.public ? "role-not-permitted" : "not-found";
        expect(slugOf(answer)).toBe(problem);
        expect(answer.status).toBe(operation.public ? 403 : 404);
        const denials = service.store.log.slice(before);
        expect(denials).toMatchObject(
          roles.map((role) => ({
            act: "denial",
            operation: operation.name,
            at: monday,
            actor: { role },
            refused: [problem],
          })),
        );
      });
    }
});

describe("who is asking", () => {
  const list = (claims: Sent["claims"]) => callerOf(bicycleApi()).call("GET /bicycles", { claims: claims ?? {} });
  const level = (name: string) => `https://data.gov.dk/concept/core/nsis/loa/${name}`;

  it("must be a named person of an authority that takes part: 401, and how to sign in", async () => {
    for (const claims of [
      { sub: undefined },
      { sub: "" },
      { sub: "signe" },
      { sub: "720410-4311" },
      { agency: undefined },
      { agency: "press" },
      { roles: undefined },
    ]) {
      const answer = await list(claims);
      expect([answer.status, slugOf(answer), answer.headers["www-authenticate"]]).toEqual([
        401,
        "unauthenticated",
        "Bearer",
      ]);
    }
  });

  it("is nobody where the gateway passes no claims", async () => {
    const { handler } = bicycleApi();
    const event = request("GET /bicycles");
    for (const authorizer of [undefined, {}, { jwt: {} }]) {
      const requestContext = { ...event.requestContext, authorizer } as typeof event.requestContext;
      expect((await handler({ ...event, requestContext }, {} as never)).statusCode).toBe(401);
    }
  });

  it("must have signed in at NSIS level Substantial or higher", async () => {
    for (const nsis of [undefined, "", level("Low"), "Substantial", `${level("High")}x`]) {
      const answer = await list({ nsis });
      expect([answer.status, slugOf(answer)]).toEqual([403, "assurance-too-low"]);
    }
    for (const nsis of [level("Substantial"), level("High")]) expect((await list({ nsis })).status).toBe(200);
  });

  it("acts in the role that the operation asks for, out of all they have", async () => {
    for (const roles of ["[resident housing_coordinator]", "housing_coordinator", "resident, housing_coordinator"])
      expect((await list({ roles })).status).toBe(200);
    for (const roles of ["", "[]", "[housing_coordinators]", "[Housing_coordinator]", "administrator", "[resident]"])
      expect((await list({ roles })).status).toBe(404);
  });

  it("is asked before anything else is told", async () => {
    const { call } = callerOf(bicycleApi());
    const wrong: Sent = { body: "{", headers: { "content-type": "text/plain", accept: "text/plain" } };
    expect((await call("POST /bicycles", { ...wrong, claims: { sub: undefined } })).status).toBe(401);
    expect((await call("POST /bicycles", { ...wrong, roles: ["mentor"] })).status).toBe(404);
    const probe: Sent = { bicycleId: randomUUID(), body: { cpr: "720410-4311" }, roles: ["mentor"] };
    expect((await call("POST /bicycles/{bicycleId}/loan", probe)).status).toBe(404);
  });

  it("is told to come again when a denial cannot be logged", async () => {
    const down = async () => {
      throw Object.assign(new Error("log"), { name: "TimeoutError" });
    };
    const { call } = callerOf(bicycleApi({}, memoryStore(), down));
    expect((await call("GET /bicycles", { roles: ["mentor"] })).status).toBe(503);
  });
});
