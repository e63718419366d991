import { AuthorityKind, CustodyStatus, exchange, rolesFor, Use } from "@trygt/contracts/exchange";
import { hanne, kaj, palle, quiet, runa, sanne, somebody } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { proper } from "../testing/proper-requests.ts";
import { exchangeService } from "../testing/service.ts";
import { agreed, contact, grounds, opened, proposal, tests } from "../testing/stories.ts";

quiet();

const plan = {
  ...{ to: "social_services", toNamedPerson: true, purpose: "ssp", items: ["contact"], ...grounds },
  subject: { age: 23, category: "person_at_risk", custody: "none" },
};
const ask = async (service: ReturnType<typeof exchangeService>, change: object = {}, who = runa) =>
  (await service.call(who, "mayIShare", { body: { ...plan, ...change } })).body;

describe("may I share?", () => {
  it("says yes with every rule that holds, in English and Danish, and stores nothing but a log entry", async () => {
    const service = exchangeService();
    await agreed(service);
    const commits = service.commits.length;
    const answer = await ask(service);
    expect(answer).toMatchObject({ allowed: true, items: ["contact"], reasons: [], tableValidFrom: "2023-07-03" });
    for (const rule of answer["rules"] as object[])
      expect(rule).toMatchObject({
        id: expect.any(String),
        paragraph: expect.any(String),
        holds: true,
        en: expect.any(String),
        da: expect.any(String),
      });
    expect(service.commits).toHaveLength(commits);
    expect(service.store.log.at(-1)).toMatchObject({ operation: "exchange.mayIShare", actor: { id: runa.id } });
  });

  it("says no with every reason, and whom to call", async () => {
    const service = exchangeService();
    const answer = await ask(service, { to: "housing", use: "investigation", tests: undefined, necessity: "Fordi" });
    expect(answer).toMatchObject({ allowed: false, items: [] });
    expect(answer["reasons"]).toEqual([
      "investigation-use-refused",
      "recipient-not-authorised",
      "necessity-missing",
      "agreement-not-in-force",
    ]);
    expect(answer["call"]).toEqual({ en: expect.stringContaining("legal office"), da: expect.any(String) });
  });

  it("answers for a housing coordinator too: never", async () => {
    const service = exchangeService();
    await agreed(service);
    expect(await ask(service, {}, hanne)).toMatchObject({ allowed: false });
  });

  it("speaks for the caller's own authority unless another is named", async () => {
    const service = exchangeService();
    await agreed(service);
    expect(await ask(service, { purpose: "psp", to: "police" }, kaj)).toMatchObject({ allowed: false });
    expect(await ask(service, { purpose: "psp", to: "police", from: "social_services" }, kaj)).toMatchObject({
      allowed: true,
    });
  });

  it("has no words for a person", async () => {
    const service = exchangeService();
    for (const change of [{ name: "Yusuf" }, { subject: { ...plan.subject, cpr: "800502-4391" } }])
      expect((await service.call(runa, "mayIShare", { body: { ...plan, ...change } })).slug).toBe("unexpected-field");
  });

  it("answers as the disclosure itself is answered, for every recipient, use and custody", async () => {
    const service = exchangeService();
    await agreed(service);
    // One with housing too: what has no people in Trygt must not slip in under it
    const body = {
      between: ["police", "housing"],
      reference: "AFT/2",
      validFrom: "2026-01-01",
      validUntil: "2026-12-31",
    };
    await service.step(sanne, "recordAgreement", { body });
    for (const custody of CustodyStatus.options) {
      const subject = { ...proposal().subject, custody };
      const { caseId } = await service.step(runa, "proposeCase", { body: { ...proposal(), subject } });
      const params = { caseId: String(caseId) };
      await service.step(palle, "approveCase", { params, body: { decision: "approve", tests } });
      for (const kind of AuthorityKind.options)
        for (const use of Use.options) {
          // Nobody can be named for an authority whose people take no part in exchange
          const [role] = rolesFor(kind, exchange.operations.readDisclosure.roles);
          const { id: staffId } = role === undefined ? palle : somebody(role);
          const body = { to: { staffId, kind }, items: [contact], ...grounds, use };
          const done = await service.call(runa, "disclose", { params, body });
          const said = await ask(service, { to: kind, use, subject: { ...plan.subject, custody } });
          const reasons = said["allowed"] && role === undefined ? ["staff-role-mismatch"] : said["reasons"];
          expect([kind, use, custody, done.status === 201 ? [] : done.reasons]).toEqual([kind, use, custody, reasons]);
        }
      await service.step(runa, "removeCase", { params, body: {} });
    }
  }, 60_000);
});

describe("an agreement", () => {
  it("is in force from its first day to its last, in either direction", async () => {
    const service = exchangeService();
    const body = {
      between: ["municipality", "police"],
      reference: "AFT/3",
      validFrom: "2026-03-03",
      validUntil: "2026-03-04",
    };
    await service.step(sanne, "recordAgreement", { body });
    const allowed = async (time: string) => {
      service.passTo(time);
      return [(await ask(service))["allowed"], (await ask(service, { to: "police" }, palle))["allowed"]];
    };
    expect(await allowed("2026-03-02T23:59:00+01:00")).toEqual([false, false]);
    expect(await allowed("2026-03-03T00:00:00+01:00")).toEqual([true, true]);
    expect(await allowed("2026-03-04T23:59:00+01:00")).toEqual([true, true]);
    expect(await allowed("2026-03-05T00:00:00+01:00")).toEqual([false, false]);
  });

  it("that is missing stops a disclosure in an approved case", async () => {
    const service = exchangeService();
    const { caseId } = await service.step(runa, "proposeCase", { body: proposal() });
    const params = { caseId: String(caseId) };
    await service.step(palle, "approveCase", { params, body: { decision: "approve", tests } });
    const body = { to: proposal().approver, items: [contact], ...grounds };
    expect((await service.call(runa, "disclose", { params, body })).reasons).toEqual(["agreement-not-in-force"]);
  });

  it("is not needed within one authority", async () => {
    const service = exchangeService();
    expect(await ask(service, { to: "children_and_youth", items: ["contact"] }, palle)).toMatchObject({
      allowed: true,
    });
  });

  it("is recorded again without effect on what was said", async () => {
    const service = exchangeService();
    const { caseId } = await opened(service);
    const { body } = await proper.recordAgreement(service, sanne);
    expect((await service.call(sanne, "recordAgreement", { body })).status).toBe(200);
    expect((await service.call(runa, "readCase", { params: { caseId } })).status).toBe(200);
  });
});
