import { birk, clara, dorte, malik, mona, quiet, sara, signe, tariq } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { visitsService } from "../testing/service.ts";
import { followingUp, followUp, ground, held, opened, scheduled, secondGround } from "../testing/stories.ts";

quiet();

const secret = "Hemmelighedsvej";

describe("reading a case", () => {
  it("shows those who work on it what it says, with the words from the vault", async () => {
    const service = visitsService();
    const { caseId, visitId, followUpId } = await followingUp(service);
    const { status, body } = await service.call(signe, "readCase", { params: { caseId } });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      caseId,
      status: "following_up",
      nextDueOn: "2026-04-02",
      reviewOn: "2026-06-03",
      eraseOn: "2028-10-26",
      assignedTo: signe.id,
      subject: { name: malik.name, birthDate: "2010-04-12", protectedAddress: false, address: malik.address?.text },
      grounds: [ground, secondGround],
      custodyHolders: [
        { holder: 1, name: "Mona Testesen", channel: "digital_post" },
        { holder: 2, name: "Tariq Testesen", channel: "digital_post" },
      ],
      visits: [{ visitId, status: "held", childView: "Jeg vil hellere spille fodbold" }],
      followUps: [{ followUpId, text: followUp.text, dueOn: "2026-04-02" }],
    });
  });

  it("shows every custody holder, however many the register names", async () => {
    const service = visitsService();
    const custodyHolders = Array.from({ length: 12 }, () => malik.custodyHolders[0] ?? mona);
    service.people.set(malik.cpr, { ...malik, custodyHolders });
    const { caseId } = await opened(service);
    const { status, body } = await service.call(signe, "readCase", { params: { caseId } });
    expect([status, body["custodyHolders"]]).toEqual([200, expect.objectContaining({ length: 12 })]);
  });

  it("never shows a CPR number", async () => {
    const service = visitsService();
    const { caseId } = await followingUp(service);
    const { text } = await service.call(signe, "readCase", { params: { caseId }, query: { reveal: "address" } });
    for (const { cpr } of [malik, mona, tariq]) expect(text).not.toContain(cpr);
  });

  it("hides a protected address until it is asked for in a step of its own", async () => {
    const service = visitsService();
    const { caseId } = await scheduled(service, sara);
    const params = { caseId };
    const masked = await service.call(signe, "readCase", { params });
    expect(masked.body["subject"]).toMatchObject({ protectedAddress: true });
    expect(masked.text).not.toContain(secret);
    const shown = await service.call(signe, "readCase", { params, query: { reveal: "address" } });
    expect(shown.body["subject"]).toMatchObject({ address: sara.address?.text });
    expect((await service.call(signe, "readCase", { params, query: { reveal: "all" } })).status).toBe(400);
  });

  it("leaves in the log who took the step to an address, on the sheet too, and nothing more of those who did not", async () => {
    const service = visitsService();
    const { caseId, visitId } = await scheduled(service, sara);
    const query = { reveal: "address" };
    await service.call(signe, "readCase", { params: { caseId } });
    await service.call(signe, "readCase", { params: { caseId }, query });
    await service.call(signe, "readVisitSheet", { params: { visitId } });
    await service.call(signe, "readVisitSheet", { params: { visitId }, query });
    const readings = service.store.log.filter(({ act }) => act === "consultation");
    expect(readings.map(({ revealed }) => revealed)).toEqual([undefined, "address", undefined, "address"]);
    expect(JSON.stringify(readings)).not.toContain(secret);
  });

  it("needs a reason, and is logged once for each reading with it", async () => {
    const service = visitsService();
    const { caseId, visitId } = await scheduled(service);
    const readings = () => service.store.log.filter(({ act }) => act === "consultation");
    const unreasoned = { params: { caseId }, headers: { "access-reason": undefined } };
    const refused = await service.call(signe, "readCase", unreasoned);
    expect([refused.status, refused.slug]).toEqual([400, "access-reason-missing"]);
    expect(readings()).toEqual([]);
    for (const reader of [signe, clara, dorte]) await service.call(reader, "readCase", { params: { caseId } });
    const headers = { "access-reason": "visit-preparation" };
    await service.call(signe, "readVisitSheet", { params: { visitId }, headers });
    expect(readings()).toMatchObject([
      { operation: "visits.readCase", about: `CASE#${caseId}`, reason: "case-work", actor: { id: signe.id } },
      { operation: "visits.readCase", actor: { id: clara.id, role: "child_case_worker" } },
      { operation: "visits.readCase", actor: { id: dorte.id, role: "dpo_auditor" } },
      { operation: "visits.readVisitSheet", about: `CASE#${caseId}`, reason: "visit-preparation" },
    ]);
  });

  it("is refused to the officer who registered the concern, as if there were nothing, and the log keeps that they asked", async () => {
    const service = visitsService();
    const { caseId } = await held(service);
    const { status, slug, text } = await service.call(birk, "readCase", { params: { caseId } });
    expect([status, slug]).toEqual([404, "not-found"]);
    expect(text).not.toContain(caseId);
    expect(service.store.log.at(-1)).toMatchObject({ act: "denial", actor: { id: birk.id } });
  });
});

describe("the visit sheet", () => {
  it("is a page for the visit, with the family and without the grounds", async () => {
    const service = visitsService();
    const { visitId } = await scheduled(service);
    const { status, text } = await service.call(signe, "readVisitSheet", { params: { visitId } });
    expect(status).toBe(200);
    expect(text).toContain("torsdag den 5. marts 2026 kl. 17:00");
    expect(text).toContain("Malik Testesen, 15 år");
    expect(text).toContain("Mona Testesen<br>Tariq Testesen");
    expect(text).toContain("Prøvegade 4");
    expect(text).not.toMatch(/ærinder|pakke|\d{6}-?\d{4}/);
  });

  it("shows the time of the day in Copenhagen, in summer too", async () => {
    const service = visitsService();
    const { visitId } = await scheduled(service, malik, "2026-03-30T17:00:00+02:00");
    const { text } = await service.call(signe, "readVisitSheet", { params: { visitId } });
    expect(text).toContain("mandag den 30. marts 2026 kl. 17:00");
  });

  it("lets no name become markup, and needs no script, font or picture from elsewhere", async () => {
    const service = visitsService();
    const { visitId } = await scheduled(service, sara);
    const { text } = await service.call(signe, "readVisitSheet", { params: { visitId } });
    expect(text).toContain("Sara &lt;script&gt;alert(1)&lt;/script&gt; Eksempel, 16 år");
    expect(text).not.toMatch(/<script|<link|<img|url\(|https?:/);
    expect(text).toContain("@page{size:A4;");
  });

  it("keeps a protected address for a step of its own", async () => {
    const service = visitsService();
    const { visitId } = await scheduled(service, sara);
    const params = { visitId };
    const masked = (await service.call(signe, "readVisitSheet", { params })).text;
    expect(masked).toContain("Beskyttet");
    expect(masked).not.toContain(secret);
    expect((await service.call(signe, "readVisitSheet", { params, query: { reveal: "address" } })).text).toContain(
      secret,
    );
  });

  it("of a visit that is not there is not there", async () => {
    const service = visitsService();
    const { caseId } = await scheduled(service);
    const missing = await service.call(signe, "readVisitSheet", { params: { visitId: `${caseId}.7` } });
    expect(missing.slug).toBe("not-found");
  });
});
