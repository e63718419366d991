import { dorte, jens, kaj, palle, quiet, runa, subjectRefOf, yusuf } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { exchangeService } from "../testing/service.ts";
import { answeredBy, asked, disclosedIn, disclosedTo, opened, proposed, recalledFrom } from "../testing/stories.ts";

quiet();

const unconfirmed = async (service: ReturnType<typeof exchangeService>) =>
  (await service.call(dorte, "listUnconfirmedErasures", { query: {} })).body["items"];

describe("the removal of a case (G6)", () => {
  it("recalls every disclosure, which stays with the auditor until each recipient has confirmed", async () => {
    const service = exchangeService();
    const { caseId, disclosureId: answer } = await answeredBy(service, jens);
    const other = await disclosedIn(service, caseId, runa, palle);
    const removed = await service.change(runa, "removeCase", { params: { caseId }, body: {} });
    expect([removed.status, removed.body]).toEqual([200, { caseId, status: "removed" }]);
    expect(await unconfirmed(service)).toEqual(
      expect.arrayContaining([
        { ref: answer, recipient: "police", eraseBy: "2026-03-16", late: false },
        { ref: other, recipient: "social_services", eraseBy: "2026-03-16", late: false },
      ]),
    );
    await service.step(palle, "confirmErasure", { params: { disclosureId: other }, body: {} });
    expect(await unconfirmed(service)).toMatchObject([{ ref: answer }]);
    await service.step(runa, "confirmErasure", { params: { disclosureId: answer }, body: {} });
    expect(await unconfirmed(service)).toEqual([]);
  });

  it("tells each recipient on their list what is to be erased", async () => {
    const service = exchangeService();
    const { caseId, disclosureId } = await disclosedTo(service);
    await service.step(runa, "removeCase", { params: { caseId }, body: {} });
    const list = await service.call(palle, "listDisclosures", { query: { to: "me" } });
    expect(list.body["items"]).toMatchObject([{ disclosureId, status: "recalled" }]);
    const read = await service.call(palle, "readDisclosure", { params: { disclosureId }, body: {} });
    expect([read.status, read.slug]).toEqual([410, "disclosure-expired"]);
  });

  it("is late with the auditor after fourteen days, and does not go away by itself", async () => {
    const service = exchangeService();
    const { disclosureId: ref } = await recalledFrom(service);
    service.passTo("2026-03-16T23:59:00+01:00");
    expect(await unconfirmed(service)).toMatchObject([{ ref, late: false }]);
    await service.wakeAt("2026-03-17T00:00:00+01:00");
    expect(await unconfirmed(service)).toMatchObject([{ ref, late: true }]);
    await service.wakeAt("2026-12-24T00:00:00+01:00");
    expect(await unconfirmed(service)).toMatchObject([{ ref, late: true }]);
  });

  it("ends the requests that nobody has answered", async () => {
    const service = exchangeService();
    const { caseId, requestId } = await asked(service, jens);
    await service.step(runa, "removeCase", { params: { caseId }, body: {} });
    expect((await service.call(jens, "readRequest", { params: { requestId } })).slug).toBe("not-found");
    expect((await service.call(jens, "listRequests", { query: { to: "me" } })).body).toEqual({ items: [] });
  });

  it("is not held up by requests that went before it", async () => {
    const service = exchangeService();
    const { caseId, requestId } = await asked(service, jens);
    await service.wakeAt("2026-04-16T00:00:00+02:00");
    expect(await service.store.load("REQUEST", requestId)).toBeUndefined();
    expect((await service.change(runa, "removeCase", { params: { caseId }, body: {} })).status).toBe(200);
  });

  it("leaves nothing but figures once its recipients have confirmed: no list and no hash (T10)", async () => {
    const service = exchangeService();
    const { caseId, disclosureId } = await answeredBy(service, jens);
    await disclosedIn(service, caseId, runa, palle);
    await service.step(runa, "removeCase", { params: { caseId }, body: {} });
    expect(service.store.vaulted.size).toBe(0);
    for (const [who, verb] of [[runa, "listDisclosures"] as const, [palle, "listDisclosures"] as const]) {
      const { items } = (await service.call(who, verb, { query: { to: "me" } })).body;
      for (const { disclosureId: id } of items as { disclosureId: string }[])
        await service.step(who, "confirmErasure", { params: { disclosureId: id }, body: {} });
    }
    await service.wakeAt("2026-05-02T00:00:00+02:00");
    expect(await service.store.load("DISCLOSURE", disclosureId)).toBeUndefined();
    expect([...service.store.history.keys()].filter((key) => !key.startsWith("AGREEMENT#"))).toEqual([]);
    expect(JSON.stringify([...service.store.history, ...service.store.log])).not.toContain(
      subjectRefOf("exchange", yusuf.cpr),
    );
    expect(await service.store.counters("exchange-cases-removed")).toEqual([
      { name: "exchange-cases-removed", period: "2026-03", areaCode: "101-3-MJO", count: 1 },
    ]);
    expect(await Array.fromAsync(service.store.due("2100-01-01T00:00:00.000Z" as never))).toEqual([]);
  });

  it("gives the same answer to the same request again, though the case is gone", async () => {
    const service = exchangeService();
    const { caseId } = await opened(service);
    const version = await service.versionOf("CASE", caseId);
    const sent = { params: { caseId }, body: {}, version, headers: { "idempotency-key": "removal-of-a-case" } };
    const first = await service.call(runa, "removeCase", sent);
    const again = await service.call(runa, "removeCase", sent);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(await service.store.counters("exchange-cases-removed")).toMatchObject([{ count: 1 }]);
  });

  it("lets a new case be proposed with new grounds", async () => {
    const service = exchangeService();
    const { caseId } = await opened(service);
    await service.step(runa, "removeCase", { params: { caseId }, body: {} });
    expect((await proposed(service)).caseId).not.toBe(caseId);
  });
});

describe("a proposal that is turned down", () => {
  it("is gone, but for a number, and its answer can be had again", async () => {
    const service = exchangeService();
    const { caseId } = await proposed(service, yusuf, kaj, palle);
    const version = await service.versionOf("CASE", caseId);
    const headers = { "idempotency-key": "a-proposal-turned-down" };
    const sent = { params: { caseId }, body: { decision: "turn_down" }, version, headers };
    const answer = await service.call(palle, "approveCase", sent);
    expect([answer.status, answer.body]).toEqual([200, { caseId, status: "refused", reviewOn: "2026-03-16" }]);
    expect((await service.call(palle, "approveCase", sent)).body).toEqual(answer.body);
    expect(await service.store.load("CASE", caseId)).toBeUndefined();
    expect(service.store.vaulted.size).toBe(0);
    expect(await service.store.counters("exchange-cases-refused")).toMatchObject([{ period: "2026-03", count: 1 }]);
  });
});
