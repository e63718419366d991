import { dorte, kaj, palle, quiet, runa, yusuf } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { exchangeService } from "../testing/service.ts";
import { contact, disclosedTo, grounds, opened, partyOf } from "../testing/stories.ts";

quiet();

describe("a disclosure", () => {
  it("goes to one named person with an end, and is never passed on (G8)", async () => {
    const service = exchangeService();
    const { disclosureId } = await disclosedTo(service, palle);
    const list = await service.call(palle, "listDisclosures", { query: { to: "me" } });
    expect(list.body["items"]).toEqual([
      { disclosureId, status: "disclosed", purpose: "ssp", expiresOn: "2026-04-01" },
    ]);
    const read = await service.call(palle, "readDisclosure", { params: { disclosureId }, body: {} });
    expect(read.body).toMatchObject({ onward: "never", items: [contact], step: "plan_education" });
    const after = await service.call(palle, "listDisclosures", { query: { to: "me" } });
    expect(after.body["items"]).toMatchObject([{ status: "read" }]);
  });

  it("tells on the list neither whom it is about nor what it says (G9)", async () => {
    const service = exchangeService();
    await disclosedTo(service, palle);
    const { text } = await service.call(palle, "listDisclosures", { query: { to: "me" } });
    expect(text).not.toMatch(/Yusuf|Træffes|2002/);
  });

  it("shows its sender, its recipient and the auditor where it stands, and nothing of what it says", async () => {
    const service = exchangeService();
    const { disclosureId } = await disclosedTo(service, palle);
    for (const who of [runa, palle, dorte]) {
      const receipt = await service.call(who, "readDisclosureReceipt", { params: { disclosureId } });
      expect([receipt.status, receipt.headers["etag"]]).toEqual([200, '"1"']);
      expect(receipt.body).toEqual({ disclosureId, status: "disclosed", expiresOn: "2026-04-01" });
    }
    expect((await service.call(kaj, "readDisclosureReceipt", { params: { disclosureId } })).slug).toBe("not-found");
    await service.step(palle, "readDisclosure", { params: { disclosureId }, body: {} });
    const seen = await service.call(runa, "readDisclosureReceipt", { params: { disclosureId } });
    expect(seen.body).toMatchObject({ status: "read" });
  });

  it("is logged as a disclosure, to whom and by which rules, and each reading once with its reason", async () => {
    const service = exchangeService();
    const { disclosureId } = await disclosedTo(service, palle);
    expect(service.store.log.at(-1)).toMatchObject({
      ...{ act: "disclosure", about: `DISCLOSURE#${disclosureId}` },
      recipients: [{ staffId: palle.id, agency: palle.agency }],
      rules: expect.arrayContaining(["L1", "L9"]),
    });
    for (const _ of [1, 2]) await service.call(palle, "readDisclosure", { params: { disclosureId }, body: {} });
    const readings = service.store.log.filter(({ act }) => act === "consultation");
    expect(readings).toMatchObject([1, 2].map(() => ({ reason: "case-work", actor: { id: palle.id } })));
    expect(readings).toHaveLength(2);
  });

  it("is read by its recipient in the role for which they are named, whatever other roles they have, and the log says which", async () => {
    const service = exchangeService();
    const { disclosureId } = await disclosedTo(service, palle);
    for (const roles of [
      ["ssp_consultant", "adult_case_worker"],
      ["adult_case_worker", "street_worker", "ssp_consultant"],
    ]) {
      const sent = { params: { disclosureId }, body: {}, roles };
      expect((await service.call(palle, "readDisclosure", sent)).status).toBe(200);
      expect(service.store.log.at(-1)).toMatchObject({ act: "consultation", actor: { role: "adult_case_worker" } });
    }
    const consultant = { params: { disclosureId }, body: {}, roles: ["ssp_consultant"] };
    expect((await service.call(palle, "readDisclosure", consultant)).slug).toBe("not-found");
  });

  it("is not read until its recipient has read it: the auditor's look is none", async () => {
    const service = exchangeService();
    const { disclosureId } = await disclosedTo(service, palle);
    const looked = await service.call(dorte, "readDisclosure", { params: { disclosureId }, body: {} });
    expect(looked.body["items"]).toEqual([contact]);
    expect((await service.store.load("DISCLOSURE", disclosureId))?.state).toMatchObject({ status: "disclosed" });
  });

  it("is readable for thirty days and not a moment longer, even before the clock has come (T4)", async () => {
    const service = exchangeService();
    const { disclosureId } = await disclosedTo(service, palle);
    const reading = { params: { disclosureId }, body: {} };
    service.passTo("2026-03-31T23:59:59+02:00");
    expect((await service.call(palle, "readDisclosure", reading)).status).toBe(200);
    service.passTo("2026-04-01T00:00:00+02:00");
    for (const who of [palle, dorte]) {
      const late = await service.call(who, "readDisclosure", reading);
      expect([late.status, late.slug]).toEqual([410, "disclosure-expired"]);
    }
  });

  it("that is taken back cannot be read, and waits for its erasure to be confirmed", async () => {
    const service = exchangeService();
    const { disclosureId } = await disclosedTo(service, palle);
    const sent = { params: { disclosureId }, body: {} };
    expect((await service.change(runa, "recallDisclosure", sent)).body).toMatchObject({ status: "recalled" });
    expect((await service.call(palle, "readDisclosure", sent)).slug).toBe("disclosure-expired");
    expect((await service.change(runa, "recallDisclosure", sent)).slug).toBe("invalid-transition");
    expect((await service.change(palle, "confirmErasure", sent)).body).toMatchObject({ status: "erasure_confirmed" });
    expect((await service.change(palle, "confirmErasure", sent)).slug).toBe("invalid-transition");
  });

  it("goes on while the case is reviewed, and stops with the agreement (D15)", async () => {
    const service = exchangeService();
    const { caseId } = await opened(service, yusuf, kaj, palle);
    await service.wakeAt("2026-06-01T09:00:00+02:00");
    const body = { to: partyOf(palle), items: [contact], ...grounds };
    const going = await service.call(kaj, "disclose", { params: { caseId }, body });
    expect([going.status, (await service.store.load("CASE", caseId))?.state]).toMatchObject([
      201,
      { status: "under_review" },
    ]);
    const necessity = "Han skal følges, til han har fuldført grundforløbet";
    await service.step(kaj, "reviewCase", { params: { caseId }, body: { necessity } });
    service.passTo("2026-11-01T09:00:00+01:00");
    await service.step(kaj, "reviewCase", { params: { caseId }, body: { necessity: `${necessity} til foråret` } });
    service.passTo("2027-01-01T09:00:00+01:00");
    const stopped = await service.call(kaj, "disclose", { params: { caseId }, body });
    expect([stopped.status, stopped.reasons]).toEqual([422, ["agreement-not-in-force"]]);
  });
});
