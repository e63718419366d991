import { dorte, jens, kaj, omar, palle, quiet, runa, yusuf } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { exchangeService } from "../testing/service.ts";
import {
  answeredBy,
  assessment,
  disclosedIn,
  disclosedTo,
  fact,
  necessity,
  opened,
  partyOf,
  proposal,
  proposed,
  tests,
} from "../testing/stories.ts";

quiet();

describe("an exchange case", () => {
  it("is proposed by one authority and approved by a person of another (scenario 6)", async () => {
    const service = exchangeService();
    const answer = await service.call(runa, "proposeCase", { body: proposal() });
    const caseId = String(answer.body["caseId"]);
    expect([answer.status, answer.body]).toEqual([201, { caseId, status: "proposed", reviewOn: "2026-03-16" }]);
    const params = { caseId };
    const own = await service.change(runa, "approveCase", { params, body: { decision: "approve", tests } });
    expect([own.status, own.slug]).toEqual([403, "self-approval-refused"]);
    const approved = await service.change(palle, "approveCase", { params, body: { decision: "approve", tests } });
    expect(approved.body).toEqual({ caseId, status: "active", reviewOn: "2026-05-31" });
    expect(service.bus()).toEqual([]);
  });

  it("is read by those whom it names and by the auditor, against a reason and with one log entry a reading", async () => {
    const service = exchangeService();
    const { caseId } = await opened(service);
    const params = { caseId };
    const { status, body } = await service.call(palle, "readCase", { params });
    expect(status).toBe(200);
    expect(body).toEqual({
      ...{ caseId, status: "active", purpose: "ssp", use: "preventive_plan", step: "plan_education" },
      ...{ areaCode: "101-3-MJO", kle: "27.24", necessity },
      proposedAt: "2026-03-02T08:00:00.000Z",
      reviewOn: "2026-05-31",
      eraseOn: "2026-08-29",
      subject: { name: "Yusuf Mønster", birthDate: "2002-05-20", category: "person_at_risk" },
      parties: [partyOf(runa), partyOf(palle)],
      statements: [fact, assessment].map((statement, n) => ({
        statementId: `${caseId}.${n + 1}`,
        ...statement,
        owner: "police",
        by: runa.id,
      })),
    });
    await service.call(dorte, "readCase", { params });
    expect((await service.call(runa, "readCase", { params, headers: { "access-reason": undefined } })).slug).toBe(
      "access-reason-missing",
    );
    expect(service.store.log.filter(({ act }) => act === "consultation")).toMatchObject([
      { operation: "exchange.readCase", about: `CASE#${caseId}`, reason: "case-work", actor: { id: palle.id } },
      { operation: "exchange.readCase", actor: { id: dorte.id } },
    ]);
  });

  it("never shows a CPR number", async () => {
    const service = exchangeService();
    const { caseId } = await opened(service);
    expect((await service.call(palle, "readCase", { params: { caseId } })).text).not.toContain(yusuf.cpr);
  });

  it("keeps facts and assessments apart, each with its date, source and owner (E3)", async () => {
    const service = exchangeService();
    const { caseId } = await opened(service);
    const body = { ...assessment, source: "case_file", text: "Virker mere rolig end i efteråret" };
    const added = await service.change(palle, "addStatement", { params: { caseId }, body });
    expect([added.status, added.body["statementId"]]).toEqual([200, `${caseId}.3`]);
    const { statements } = (await service.call(runa, "readCase", { params: { caseId } })).body;
    expect(statements).toMatchObject([
      { kind: "fact", owner: "police" },
      { kind: "assessment", owner: "police" },
      { ...body, owner: "social_services", by: palle.id },
    ]);
  });

  it("is renewed for a new reason only, and never for another purpose", async () => {
    const service = exchangeService();
    const { caseId } = await opened(service);
    service.passTo("2026-05-20T09:00:00+02:00");
    const review = (body: object) => service.change(palle, "reviewCase", { params: { caseId }, body });
    expect((await review({})).reasons).toEqual(["necessity-missing"]);
    expect((await review({ necessity: ` ${necessity.toUpperCase()} ` })).reasons).toEqual(["necessity-missing"]);
    const fresh = "Han begynder på sin læreplads i juni og skal følges godt på vej";
    expect((await review({ necessity: fresh, purpose: "psp" })).reasons).toEqual(["purpose-change-refused"]);
    expect((await review({ necessity: fresh, purpose: "ssp" })).body).toMatchObject({ reviewOn: "2026-08-18" });
  });

  it("is one a purpose: the same person may have another for another purpose", async () => {
    const service = exchangeService();
    await opened(service);
    const again = await service.call(kaj, "proposeCase", { body: proposal() });
    expect([again.status, again.slug]).toEqual([409, "duplicate-open-case"]);
    const other = { ...proposal(), purpose: "psp" };
    expect((await service.call(runa, "proposeCase", { body: other })).status).toBe(201);
    expect((await service.call(runa, "proposeCase", { body: proposal(omar) })).status).toBe(201);
  });

  it("is not changed on a version that has passed", async () => {
    const service = exchangeService();
    const { caseId } = await opened(service);
    const sent = { params: { caseId }, body: assessment };
    expect((await service.call(runa, "addStatement", sent)).status).toBe(428);
    expect((await service.call(runa, "addStatement", { ...sent, version: 1 })).slug).toBe("version-conflict");
  });

  it("proposed twice with one key is one case", async () => {
    const service = exchangeService();
    const sent = { body: proposal(), headers: { "idempotency-key": "one-proposal-sent-twice" } };
    const first = await service.call(runa, "proposeCase", sent);
    const again = await service.call(runa, "proposeCase", sent);
    expect([again.status, again.body]).toEqual([201, first.body]);
    const reused = await service.call(runa, "proposeCase", { ...sent, body: proposal(omar) });
    expect([reused.status, reused.slug]).toEqual([422, "idempotency-key-reused"]);
  });
});

describe("the correction of a statement (D4, E7)", () => {
  const correct = (service: ReturnType<typeof exchangeService>, caseId: string, who = runa) =>
    service.change(who, "correctStatement", {
      params: { statementId: `${caseId}.1` },
      body: { text: "Stod der to aftener og ikke tre" },
    });

  it("is seen in the case, with its day", async () => {
    const service = exchangeService();
    const { caseId } = await opened(service);
    service.passTo("2026-03-04T09:00:00+01:00");
    expect((await correct(service, caseId)).status).toBe(200);
    const { statements } = (await service.call(palle, "readCase", { params: { caseId } })).body;
    expect(statements).toMatchObject([{ text: "Stod der to aftener og ikke tre", correctedOn: "2026-03-04" }, {}]);
  });

  it("reaches every disclosure of the case, answers as well", async () => {
    const service = exchangeService();
    const { caseId, disclosureId } = await answeredBy(service, jens);
    const others = [await disclosedIn(service, caseId, runa, palle), await disclosedIn(service, caseId, runa, jens)];
    await correct(service, caseId);
    const readers = [
      [runa, disclosureId],
      [palle, others[0]],
      [jens, others[1]],
    ] as const;
    for (const [who, id = ""] of readers)
      expect(
        (await service.call(who, "readDisclosure", { params: { disclosureId: id }, body: {} })).body["correctedOn"],
      ).toBe("2026-03-02");
  });

  it("is made by the authority that said it, and by no other", async () => {
    const service = exchangeService();
    const { caseId, disclosureId } = await disclosedTo(service);
    expect((await correct(service, caseId, palle)).slug).toBe("not-found");
    const read = await service.call(palle, "readDisclosure", { params: { disclosureId }, body: {} });
    expect(read.body).not.toHaveProperty("correctedOn");
  });

  it("of a statement that was never made is not found", async () => {
    const service = exchangeService();
    const { caseId } = await proposed(service);
    const sent = { params: { statementId: `${caseId}.9` }, body: { text: "Noget helt andet" } };
    expect((await service.change(runa, "correctStatement", sent)).slug).toBe("not-found");
    await service.step(runa, "addStatement", { params: { caseId }, body: assessment });
  });
});
