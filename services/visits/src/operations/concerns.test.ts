import { LocalDate } from "@trygt/contracts";
import { birk, clara, ida, lina, malik, noah, quiet, selma, signe } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { visitsService } from "../testing/service.ts";
import { acceptance, ground, opened, registered, secondGround } from "../testing/stories.ts";

quiet();

const rejection = { outcome: "rejected", reason: "not_own_conduct" };

describe("a concern over HTTP", () => {
  it("is registered by the police, who get a reference and nothing else", async () => {
    const service = visitsService();
    const body = { subject: { cpr: malik.cpr }, areaCode: "101-3-MJO", grounds: [ground] };
    const answer = await service.call(birk, "registerConcern", { body });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({ concernId: expect.any(String), status: "received" });
    expect(service.bus()).toEqual([]);
  });

  it("is about a child by the birth date of the register, whatever the digits of the number say", async () => {
    const service = visitsService();
    const numberOfAnAdult = lina.cpr;
    service.people.set(numberOfAnAdult, { ...malik, cpr: numberOfAnAdult });
    const numberOfAChild = noah.cpr;
    service.people.set(numberOfAChild, { ...lina, cpr: numberOfAChild });
    const register = (cpr: string) =>
      service.call(birk, "registerConcern", { body: { subject: { cpr }, areaCode: "101-3", grounds: [ground] } });
    const { status, body } = await register(numberOfAnAdult);
    expect(status).toBe(201);
    const { concernId } = body;
    const read = await service.call(signe, "readConcern", { params: { concernId: String(concernId) } });
    expect(read.body["subject"]).toMatchObject({ birthDate: "2010-04-12" });
    expect((await register(numberOfAChild)).slug).toBe("subject-is-adult");
  });

  it("is registered once, however often the same request comes", async () => {
    const service = visitsService();
    const body = { subject: { cpr: malik.cpr }, areaCode: "101-3", grounds: [ground] };
    const sent = { body, headers: { "idempotency-key": "0123456789abcdef" } };
    const [first, second] = [
      await service.call(birk, "registerConcern", sent),
      await service.call(birk, "registerConcern", sent),
    ];
    expect(second.body).toEqual(first.body);
    expect(service.commits).toHaveLength(1);
    const other = { ...sent, body: { ...body, subject: { cpr: ida.cpr } } };
    const reused = await service.call(birk, "registerConcern", other);
    expect([reused.status, reused.slug]).toEqual([422, "idempotency-key-reused"]);
  });

  it("awaits screening on a list that names nobody, oldest first", async () => {
    const service = visitsService();
    const first = await registered(service, malik);
    service.passTo("2026-03-02T10:00:00+01:00");
    const second = await registered(service, noah);
    const { body, text } = await service.call(signe, "listConcerns", { query: { status: "received" } });
    expect(body).toMatchObject({ items: [{ concernId: first, screenBy: "2026-03-09" }, { concernId: second }] });
    expect(text).not.toMatch(/Malik|Noah|7204104311/);
    const page = await service.call(signe, "listConcerns", { query: { status: "received", limit: "1" } });
    const next = String(page.body["next"]);
    const rest = await service.call(signe, "listConcerns", { query: { status: "received", limit: "1", cursor: next } });
    expect(rest.body).toMatchObject({ items: [{ concernId: second }] });
  });

  it("is read by SSP with its grounds, and the log keeps why", async () => {
    const service = visitsService();
    const concernId = await registered(service);
    const headers = { "access-reason": "screening", "access-note": "m%C3%B8de%20mandag" };
    const { body } = await service.call(signe, "readConcern", { params: { concernId }, headers });
    expect(body).toMatchObject({
      subject: { name: "Malik Testesen", birthDate: "2010-04-12" },
      grounds: [ground, secondGround],
    });
    expect(body["subject"]).not.toHaveProperty("cpr");
    expect(service.store.log.at(-1)).toMatchObject({
      act: "consultation",
      about: `CONCERN#${concernId}`,
      reason: "screening",
      note: "møde mandag",
      actor: { id: signe.id, role: "ssp_consultant" },
    });
  });

  it("is about the child as the register knows them, whatever date the number seems to tell (C5)", async () => {
    const service = visitsService();
    const bornLater = { ...malik, birthDate: LocalDate.parse("2012-01-31") };
    service.people.set(malik.cpr, bornLater);
    const concernId = await registered(service);
    const { body } = await service.call(signe, "readConcern", { params: { concernId } });
    expect(body["subject"]).toEqual({ name: malik.name, birthDate: "2012-01-31" });
    expect(await service.store.load("CONCERN", concernId)).toMatchObject({ state: { turnsEighteenOn: "2030-01-31" } });
  });

  it("is a record of the police under the law-enforcement act, and its case one of the municipality under the regulation (D1)", async () => {
    const service = visitsService();
    const { concernId, caseId } = await opened(service);
    const changes = service.commits.flatMap((commit) => commit.changes);
    for (const [id, ownerAuthority, regime] of [
      [concernId, "police", "led"],
      [caseId, "municipality", "gdpr"],
    ])
      for (const { index } of changes.filter((one) => one.id === id))
        expect(index).toMatchObject({ ownerAuthority, regime });
  });

  it("becomes a case when it is accepted, of whoever screened it unless another is named", async () => {
    const service = visitsService();
    const { caseId, concernId } = await opened(service);
    expect(await service.store.load("CASE", caseId)).toMatchObject({ state: { status: "open", assignedTo: signe.id } });
    expect((await service.call(signe, "readConcern", { params: { concernId } })).status).toBe(404);
    const other = {
      params: { concernId: await registered(service, ida) },
      body: { ...acceptance, assignedTo: selma.id },
    };
    const { body } = await service.change(signe, "screenConcern", other);
    expect((await service.call(selma, "readCase", { params: { caseId: String(body["caseId"]) } })).status).toBe(200);
    expect((await service.call(signe, "readCase", { params: { caseId: String(body["caseId"]) } })).status).toBe(404);
  });

  it("tells the police the outcome as a code, by event and on their question, and nothing of the content", async () => {
    const service = visitsService();
    const { concernId } = await opened(service);
    const params = { concernId };
    const told = await service.call(birk, "readConcernOutcome", { params });
    expect(told.body).toEqual({ concernId, status: "accepted" });
    const rejected = await registered(service, noah);
    await service.change(signe, "screenConcern", { params: { concernId: rejected }, body: rejection });
    expect((await service.call(birk, "readConcernOutcome", { params: { concernId: rejected } })).body).toEqual({
      concernId: rejected,
      status: "rejected",
      reasonCode: "not_own_conduct",
    });
    expect(service.bus().map(({ name, data }) => ({ name, data }))).toEqual([
      { name: "visits.concern-decided.v1", data: { concernRef: concernId, outcome: "accepted" } },
      {
        name: "visits.concern-decided.v1",
        data: { concernRef: rejected, outcome: "rejected", reasonCode: "not_own_conduct" },
      },
    ]);
  });

  it("is nobody's business but that of the authority that registered it", async () => {
    const service = visitsService();
    const params = { concernId: await registered(service) };
    const elsewhere = { ...birk, agency: "probation" as const };
    expect((await service.call(elsewhere, "readConcernOutcome", { params })).slug).toBe("role-agency-mismatch");
    for (const officer of [birk, { ...birk, role: "police_lead" as const }])
      for (const verb of ["readConcern", "readCase", "listCases", "readVisitSheet"] as const)
        expect((await service.call(officer, verb, { params })).slug).toBe("not-found");
  });

  it("on a child with an open case does not open another", async () => {
    const service = visitsService();
    await opened(service);
    const params = { concernId: await registered(service) };
    const commits = service.commits.length;
    const { status, slug } = await service.change(signe, "screenConcern", { params, body: acceptance });
    expect([status, slug]).toEqual([409, "duplicate-open-case"]);
    expect(service.commits).toHaveLength(commits);
    const body = { outcome: "rejected", reason: "duplicate" };
    expect((await service.change(signe, "screenConcern", { params, body })).status).toBe(200);
  });

  it("opens a new case when the old one is closed", async () => {
    const service = visitsService();
    const { caseId } = await opened(service);
    await service.change(signe, "closeCase", { params: { caseId }, body: { reason: "no_further_need" } });
    const params = { concernId: await registered(service) };
    expect((await service.change(signe, "screenConcern", { params, body: acceptance })).status).toBe(200);
  });

  it("waits for the Youth Crime Board's case worker", async () => {
    const service = visitsService();
    const params = { concernId: await registered(service) };
    const active = { ...acceptance, youthCrimeBoard: "active", caseWorker: clara.id };
    const { status, slug } = await service.change(signe, "screenConcern", { params, body: active });
    expect([status, slug]).toEqual([409, "coordination-required"]);
    const body = { ...active, youthCrimeBoard: "coordinated" };
    expect((await service.change(signe, "screenConcern", { params, body })).status).toBe(200);
  });
});
