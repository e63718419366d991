import { jens, memoryStore, omar, palle, quiet, runa } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { exchangeOn, exchangeService } from "./testing/service.ts";
import { answeredBy, asked, disclosedIn, disclosedTo, offered, opened, proposed } from "./testing/stories.ts";

quiet();

describe("as time passes", () => {
  it("a proposal that nobody approves is gone after a fortnight, but for a number", async () => {
    const service = exchangeService();
    const { caseId } = await proposed(service);
    await service.wakeAt("2026-03-15T23:59:00+01:00");
    expect(await service.store.load("CASE", caseId)).toBeDefined();
    await service.wakeAt("2026-03-16T00:00:00+01:00");
    expect(await service.store.load("CASE", caseId)).toBeUndefined();
    expect(service.store.vaulted.size).toBe(0);
    expect(await service.store.counters("exchange-cases-removed")).toMatchObject([{ period: "2026-03", count: 1 }]);
  });

  it("a case is under review after 90 days and gone after 180, with what was asked and told in it (T3)", async () => {
    const service = exchangeService();
    const { caseId } = await answeredBy(service, jens);
    await service.wakeAt("2026-05-31T00:00:00+02:00");
    const list = await service.call(palle, "listCases", { query: { assignedTo: "me" } });
    expect(list.body["items"]).toMatchObject([{ caseId, status: "under_review" }]);
    await service.wakeAt("2026-08-29T00:00:00+02:00");
    expect(await service.store.load("CASE", caseId)).toBeUndefined();
    expect(service.store.vaulted.size).toBe(0);
    expect([...service.store.history.keys()].filter((key) => !key.startsWith("AGREEMENT#"))).toEqual([]);
  });

  it("a case that is renewed goes on, and ends 180 days after that with all that can still be read", async () => {
    const service = exchangeService();
    const { caseId, proposer } = await opened(service);
    service.passTo("2026-08-20T09:00:00+02:00");
    const sent = { params: { caseId }, body: { necessity: "Han skal fortsat følges i et halvt år" } };
    await service.step(runa, "reviewCase", sent);
    await service.wakeAt("2026-08-29T00:00:00+02:00");
    expect(await service.store.load("CASE", caseId)).toBeDefined();
    service.passTo("2026-12-30T09:00:00+01:00");
    const disclosureId = await disclosedIn(service, caseId, proposer, palle);
    await service.wakeAt("2027-01-28T00:00:00+01:00");
    expect(await service.store.load("CASE", caseId)).toBeDefined();
    await service.wakeAt("2027-02-16T00:00:00+01:00");
    expect(await service.store.load("CASE", caseId)).toBeUndefined();
    expect((await service.store.load("DISCLOSURE", disclosureId))?.state).toMatchObject({ status: "expired" });
  });

  it("a request lapses after fourteen days and cannot be answered any more", async () => {
    const service = exchangeService();
    const { requestId } = await asked(service, jens);
    await service.wakeAt("2026-03-16T00:00:00+01:00");
    expect((await service.call(jens, "listRequests", { query: { to: "me" } })).body).toEqual({ items: [] });
    const refused = await service.change(jens, "answerRequest", {
      params: { requestId },
      body: { outcome: "declined" },
    });
    expect(refused.slug).toBe("invalid-transition");
    await service.wakeAt("2026-04-15T00:00:00+02:00");
    expect(await service.store.load("REQUEST", requestId)).toBeUndefined();
  });

  it("a disclosure is emptied after thirty days, and its trace is gone after sixty (T4)", async () => {
    const service = exchangeService();
    const { disclosureId } = await disclosedTo(service, palle);
    await service.wakeAt("2026-04-01T00:00:00+02:00");
    expect([...service.store.vaulted.keys()].filter((key) => key.includes("ITEMS#"))).toEqual([]);
    expect((await service.call(palle, "listDisclosures", { query: { to: "me" } })).body).toEqual({ items: [] });
    await service.wakeAt("2026-05-01T00:00:00+02:00");
    expect(await service.store.load("DISCLOSURE", disclosureId)).toBeUndefined();
  });

  it("an offer that nobody accepts lapses at the desk and in the inbox, and the sender is told", async () => {
    const service = exchangeService();
    const ticketId = await offered(service);
    await service.wakeAt("2026-03-03T09:00:00+01:00");
    expect((await service.call(palle, "listOffers", { query: { status: "open" } })).body).toEqual({ items: [] });
    expect(service.bus().at(-1)).toMatchObject({ data: { ticketId, outcome: "lapsed" } });
    expect(service.store.vaulted.size).toBe(0);
  });

  it("a clock that slept for years catches up, and what it ended is gone soon", async () => {
    const service = exchangeService();
    await asked(service, jens);
    await proposed(service, omar);
    await offered(service);
    await service.wakeAt("2029-01-01T00:00:00+01:00");
    expect(service.store.vaulted.size).toBe(0);
    await service.wakeAt("2029-01-15T00:00:00+01:00");
    expect(await Array.fromAsync(service.store.due("2100-01-01T00:00:00.000Z" as never))).toEqual([]);
  });

  it("nothing happens twice when the clock rings twice", async () => {
    const service = exchangeService();
    await answeredBy(service, jens);
    await offered(service);
    await service.wakeAt("2026-06-15T00:00:00+02:00");
    const commits = service.commits.length;
    await service.wakeAt("2026-06-15T00:00:00+02:00");
    expect(service.commits).toHaveLength(commits);
  });

  it("what is disclosed while the clock ends the case is recalled all the same", async () => {
    const store = memoryStore();
    let whileItIsRead = async (): Promise<unknown> => undefined;
    const service = exchangeOn({
      ...store,
      load: async (kind: string, id: string) => {
        const found = await store.load(kind, id);
        const meanwhile = whileItIsRead;
        whileItIsRead = async () => undefined;
        await meanwhile();
        return found;
      },
    });
    const { caseId, proposer } = await opened(service);
    service.passTo("2026-08-29T00:00:00+02:00");
    let disclosureId = "";
    whileItIsRead = async () => {
      disclosureId = await disclosedIn(service, caseId, proposer, palle);
    };
    await service.wakeAt("2026-08-29T00:00:00+02:00");
    expect(await service.store.load("CASE", caseId)).toBeUndefined();
    expect((await service.store.load("DISCLOSURE", disclosureId))?.state).toMatchObject({ status: "recalled" });
    expect(service.store.vaulted.size).toBe(0);
  });
});
