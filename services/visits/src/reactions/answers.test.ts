import { disclosureAnswered } from "@trygt/contracts/desk";
import { eventFrom, quiet, signe } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { answered, handedOver, referred } from "../testing/desk-stories.ts";
import { type VisitsService, visitsService } from "../testing/service.ts";
import { opened } from "../testing/stories.ts";

quiet();

const referralsOf = async (service: VisitsService, caseId: string) =>
  (await service.call(signe, "readCase", { params: { caseId } })).body["referrals"];

describe("the desk's answer to an offer", () => {
  for (const outcome of ["accepted", "lapsed", "recalled"] as const)
    it(`finds its case by the ticket: ${outcome}`, async () => {
      const service = visitsService();
      const { caseId, ticketId } = await referred(service);
      expect(await referralsOf(service, caseId)).toEqual([{ ticketId, kind: "job-referral", status: "offered" }]);
      await service.deliver(answered(ticketId, outcome));
      expect(await referralsOf(service, caseId)).toEqual([{ ticketId, kind: "job-referral", status: outcome }]);
    });

  it("says why an offer came back", async () => {
    const service = visitsService();
    const { caseId, ticketId } = await referred(service);
    await service.deliver(answered(ticketId, "returned"));
    expect(await referralsOf(service, caseId)).toMatchObject([{ status: "returned", reasonCode: "no_capacity" }]);
  });

  it("to somebody else's ticket is nothing to us, and is no failure", async () => {
    const service = visitsService();
    const { caseId, ticketId } = await referred(service);
    const commits = service.commits.length;
    const foreign = "71c00000-0000-4000-8000-0000000000ff";
    expect(await service.deliver(answered(foreign, "accepted"))).toEqual([]);
    expect(service.commits).toHaveLength(commits);
    expect(await referralsOf(service, caseId)).toMatchObject([{ ticketId, status: "offered" }]);
  });

  it("changes nothing the second time, nor when an earlier one comes late", async () => {
    const service = visitsService();
    const { caseId, ticketId } = await referred(service);
    const recalled = answered(ticketId, "recalled", 3);
    await service.deliver(recalled);
    const version = await service.versionOf("CASE", caseId);
    await service.deliver(recalled);
    await service.deliver(answered(ticketId, "accepted", 2));
    expect(await service.versionOf("CASE", caseId)).toBe(version);
    expect(await referralsOf(service, caseId)).toMatchObject([{ status: "recalled" }]);
  });

  it("to a recall may be heard before whoever recalled it has asked again, who then has the same answer", async () => {
    const service = visitsService();
    const { caseId, ticketId } = await referred(service);
    const sent = {
      params: { caseId, ticketId },
      body: {},
      ...(await service.versionFor("recallReferral", { params: { caseId } })),
    };
    await service.deliver(answered(ticketId, "recalled"));
    const version = await service.versionOf("CASE", caseId);
    const answer = await service.call(signe, "recallReferral", sent);
    expect(answer).toMatchObject({ status: 200, headers: { etag: `"${version}"` } });
    expect(await service.versionOf("CASE", caseId)).toBe(version);
  });

  it("reaches a case that has ended meanwhile", async () => {
    const service = visitsService();
    const { caseId, ticketId } = await referred(service);
    await service.change(signe, "closeCase", { params: { caseId }, body: { reason: "moved" } });
    await service.deliver(answered(ticketId, "returned"));
    expect(await referralsOf(service, caseId)).toMatchObject([{ status: "returned" }]);
  });

  it("comes too late when nothing is left of the case", async () => {
    const service = visitsService();
    const { caseId, ticketId } = await referred(service);
    await service.change(signe, "closeCase", { params: { caseId }, body: { reason: "moved" } });
    await service.wakeAt("2026-10-01T09:00:00+02:00");
    const late = await service.deliver(answered(ticketId, "recalled"));
    expect(late).toEqual([]);
    expect(await service.store.load("CASE", caseId)).toBeUndefined();
  });

  it("is awaited for sixty days; then the ticket leads nowhere", async () => {
    const service = visitsService();
    const { caseId, ticketId } = await referred(service);
    await service.wakeAt("2026-04-30T23:59:00+02:00");
    expect(await service.store.load("REFERRAL", ticketId)).toMatchObject({ state: { caseId } });
    await service.wakeAt("2026-05-01T00:00:00+02:00");
    expect(await service.store.load("REFERRAL", ticketId)).toBeUndefined();
  });

  it("that has no known outcome goes to the dead letters and changes nothing", async () => {
    const service = visitsService();
    const { caseId, ticketId } = await referred(service);
    const wrong = {
      ...eventFrom(disclosureAnswered.of({ ticketId, outcome: "lapsed" })),
      data: { ticketId, outcome: "lost" },
    };
    expect(await service.deliver(wrong)).toEqual([]);
    expect(await referralsOf(service, caseId)).toMatchObject([{ status: "offered" }]);
  });
});

describe("the end of a case at eighteen", () => {
  const end = { reason: "turned_18" };
  const closed = async (service: VisitsService, caseId: string) => {
    await service.change(signe, "closeCase", { params: { caseId }, body: end });
    return service.bus().at(-1)?.data;
  };

  it("carries the ticket of a handover that was agreed, so that the adult team knows which", async () => {
    const service = visitsService();
    const { caseId, ticketId } = await handedOver(service);
    expect(await closed(service, caseId)).toEqual({ caseRef: caseId, reasonCode: "turned_18", ticketId });
  });

  it("carries none when the adult team has returned it or the youth has taken the yes back", async () => {
    for (const outcome of ["returned", "lapsed", "recalled"] as const) {
      const service = visitsService();
      const { caseId, ticketId } = await handedOver(service);
      await service.deliver(answered(ticketId, outcome));
      expect(await closed(service, caseId)).toEqual({ caseRef: caseId, reasonCode: "turned_18" });
    }
  });

  it("carries none where nothing was agreed", async () => {
    const service = visitsService();
    const { caseId } = await opened(service);
    await service.change(signe, "closeCase", { params: { caseId }, body: { reason: "moved" } });
    expect(service.bus().at(-1)?.data).toEqual({ caseRef: caseId, reasonCode: "moved" });
  });
});
