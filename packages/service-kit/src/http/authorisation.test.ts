import { randomUUID } from "node:crypto";
import { type Agency, agenciesOf, type Operation, Role } from "@trygt/contracts";
import { describe, expect, it } from "vitest";
import { bicycleApi, bicycleApiOn, bicycleService } from "../testing/bicycle-service.ts";
import { hanne, sanne, signe } from "../testing/cast.ts";
import { memoryStore } from "../testing/memory-store.ts";
import { quiet } from "../testing/quiet.ts";
import { answered, lambdaContext, request, type Sent } from "../testing/requests.ts";
import { monday } from "../testing/test-service.ts";

quiet();

const agencyOf = ([role]: readonly Role[]): Agency => (role === undefined ? "housing" : agenciesOf[role][0]);

type Verb = keyof typeof bicycleService.operations;
const operations = Object.entries(bicycleService.operations) as readonly (readonly [Verb, Operation])[];
const roleSets: readonly (readonly Role[])[] = [...Role.options.map((role) => [role]), []];

/** A request that would be right in all but the caller, on a bicycle that somebody of the given agency has put in the rack. */
const proper = async (verb: Verb, service: ReturnType<typeof bicycleApi>, agency: Agency): Promise<Sent> => {
  const registrar = agency === "municipality" ? sanne : hanne;
  const { bicycleId } = await service.step(registrar, "registerBicycle", { body: { frame: "7" } });
  const params = { bicycleId: String(bicycleId) };
  const body = { cpr: "720410-4311" };
  switch (verb) {
    case "registerBicycle":
      return { body: { frame: "8" } };
    case "lendBicycle":
      return { params, body, version: 1 };
    case "takeBackBicycle":
      await service.step(registrar === hanne ? hanne : signe, "lendBicycle", { params, body });
      return { params };
    case "readBicycle":
      return { params };
    case "listBicycles":
    case "readHouseRules":
      return {};
  }
};

describe("every operation, for every role", () => {
  for (const [verb, operation] of operations)
    for (const roles of roleSets) {
      const may = roles.some((role) => operation.roles.includes(role));
      it(`${operation.name} ${may ? "is open to" : "is closed to"} ${roles[0] ?? "somebody without a role"}`, async () => {
        const service = bicycleApi();
        const sent = await proper(verb, service, agencyOf(roles));
        const before = service.store.log.length;
        const answer = await service.call(hanne, verb, { ...sent, roles });
        if (may) {
          expect(answer.status).toBe(operation.status ?? 200);
          expect(service.store.log.at(-1)).toMatchObject({ actor: { role: roles[0] } });
          return;
        }
        const problem = operation.public ? "role-not-permitted" : "not-found";
        expect(answer).toMatchObject({ status: operation.public ? 403 : 404, slug: problem });
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
  const list = (claims: Sent["claims"]) => bicycleApi().call(hanne, "listBicycles", { claims: claims ?? {} });
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
    ])
      expect(await list(claims)).toMatchObject({
        status: 401,
        slug: "unauthenticated",
        headers: { "www-authenticate": "Bearer" },
      });
  });

  it("is nobody where the gateway passes no claims", async () => {
    const { handleRequest } = bicycleApi();
    const event = request(bicycleService.operations.listBicycles, hanne);
    for (const authorizer of [undefined, {}, { jwt: {} }]) {
      const requestContext = { ...event.requestContext, authorizer } as typeof event.requestContext;
      expect(answered(await handleRequest({ ...event, requestContext }, lambdaContext())).status).toBe(401);
    }
  });

  it("must have signed in at NSIS level Substantial or higher", async () => {
    for (const nsis of [undefined, "", level("Low"), "Substantial", `${level("High")}x`])
      expect(await list({ nsis })).toMatchObject({ status: 403, slug: "assurance-too-low" });
    for (const nsis of [level("Substantial"), level("High")]) expect((await list({ nsis })).status).toBe(200);
  });

  it("acts in the role that the operation asks for, out of all they have", async () => {
    for (const roles of ["[resident housing_coordinator]", "housing_coordinator", "resident, housing_coordinator"])
      expect((await list({ roles })).status).toBe(200);
    for (const roles of ["", "[]", "[housing_coordinators]", "[Housing_coordinator]", "administrator", "[resident]"])
      expect((await list({ roles })).status).toBe(404);
  });

  it.each([
    ["role-agency-mismatch", "police", ["child_case_worker"]],
    ["role-agency-mismatch", "housing", ["housing_coordinator", "dpo_auditor"]],
    ["role-agency-mismatch", "municipality", ["ssp_consultant", "police_lead"]],
    ["roles-held-apart", "municipality", ["child_case_worker", "adult_case_worker"]],
    ["roles-held-apart", "police", ["police_ssp_officer", "exit_coordinator"]],
    ["roles-held-apart", "police", ["exit_coordinator", "police_lead"]],
    ["roles-held-apart", "municipality", ["dpo_auditor", "street_worker"]],
  ] as const)("is told %s, and logged, when the %s claims the roles %s", async (slug, agency, roles) => {
    const service = bicycleApi();
    const answer = await service.call(hanne, "listBicycles", { roles, claims: { agency } });
    expect(answer).toMatchObject({ status: 403, slug });
    expect(service.store.log).toMatchObject([
      { act: "denial", actor: { id: hanne.id, agency, role: roles[0] }, refused: [slug] },
    ]);
  });

  it("is asked before anything else is told", async () => {
    const service = bicycleApi();
    const wrong: Sent = { body: "{", headers: { "content-type": "text/plain", accept: "text/plain" } };
    expect((await service.call(hanne, "registerBicycle", { ...wrong, claims: { sub: undefined } })).status).toBe(401);
    expect((await service.call(hanne, "registerBicycle", { ...wrong, roles: ["mentor"] })).status).toBe(404);
    const probe: Sent = { params: { bicycleId: randomUUID() }, body: { cpr: "720410-4311" }, roles: ["mentor"] };
    expect((await service.call(hanne, "lendBicycle", probe)).status).toBe(404);
  });

  it("is told to come again when a denial cannot be logged", async () => {
    const record = async () => {
      throw Object.assign(new Error("log"), { name: "TimeoutError" });
    };
    const service = bicycleApiOn({ ...memoryStore(), record });
    expect((await service.call(hanne, "listBicycles", { roles: ["mentor"] })).status).toBe(503);
  });
});
