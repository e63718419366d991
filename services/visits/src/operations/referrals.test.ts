import { adam, ida, malik, quiet, selma, signe } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import {
  afterBirthday,
  consent,
  handedOver,
  handoverWanted,
  jobWanted,
  necessity,
  referred,
  wish,
} from "../testing/desk-stories.ts";
import { type VisitsService, visitsService } from "../testing/service.ts";
import { ground, opened } from "../testing/stories.ts";

quiet();

const parcelOf = ({ cpr, name, birthDate }: typeof malik, note: string) => ({ cpr, name, birthDate, note });
const statusOf = async (service: VisitsService, caseId: string) => {
  const { body } = await service.call(signe, "readCase", { params: { caseId } });
  return (body["referrals"] as readonly { readonly status: string }[]).map(({ status }) => status);
};

describe("a youth who wants a job", () => {
  it("is offered to the job centre through the desk: who, the wish and the yes, and nothing of why there is a case", async () => {
    const service = visitsService();
    const { caseId } = await opened(service);
    const answer = await service.change(signe, "referToJob", { params: { caseId }, body: jobWanted });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ caseId, status: "open", expiresAt: "2026-03-03T08:00:00.000Z" });
    expect(service.atDesk.asked).toEqual([
      {
        act: "deposit",
        ticketId: answer.body["ticketId"],
        kind: "job-referral",
        recipientRole: "employment_adviser",
        track: "youth",
        urgency: "days",
        areaCode: "101-3-MJO",
        from: "children_and_youth",
        to: "employment",
        purpose: "consent",
        use: "preventive_plan",
        step: "plan_work",
        necessity,
        consent: {
          textVersion: "2026-1",
          language: "da",
          to: ["employment"],
          givenOn: "2026-03-02",
          validUntil: "2026-06-02",
        },
        subject: { category: "person_at_risk", custody: "none" },
        parcel: parcelOf(malik, wish),
      },
    ]);
    expect(JSON.stringify(service.atDesk.asked)).not.toMatch(new RegExp(`${ground.text}|${caseId}|Prøvegade`));
    expect(
      service.bus().map(({ name }) => name),
      "nothing of it over the bus",
    ).toEqual(["visits.concern-decided.v1"]);
  });

  it("is offered once, however often the same request comes", async () => {
    const service = visitsService();
    const { caseId } = await opened(service);
    const headers = { "idempotency-key": "0123456789abcdef" };
    const sent = { params: { caseId }, body: jobWanted, headers, version: 1 };
    const first = await service.call(signe, "referToJob", sent);
    expect((await service.call(signe, "referToJob", sent)).body).toEqual(first.body);
    expect(service.atDesk.asked).toHaveLength(1);
  });

  it("is one deposit when the desk was told and the answer got lost: the second try makes the same ticket", async () => {
    const service = visitsService();
    const { caseId } = await opened(service);
    const headers = { "idempotency-key": "0123456789abcdef" };
    const sent = { params: { caseId }, body: jobWanted, headers, version: 1 };
    service.atDesk.now.fails = true;
    const lost = await service.call(signe, "referToJob", sent);
    expect([lost.status, lost.slug]).toEqual([503, "try-again"]);
    expect(await statusOf(service, caseId)).toEqual([]);
    service.atDesk.now.fails = false;
    expect((await service.call(signe, "referToJob", sent)).status).toBe(200);
    const [first, second] = service.atDesk.asked;
    expect(first).toEqual(second);
    expect(await statusOf(service, caseId)).toEqual(["offered"]);
  });

  it("is not offered where a rule says no: neither vault nor desk is opened", async () => {
    const service = visitsService();
    const younger = await opened(service, ida);
    const refused = await service.change(signe, "referToJob", {
      params: { caseId: younger.caseId },
      body: { ...jobWanted, consent: { ...consent, custodyHolder: false } },
    });
    expect([refused.status, refused.slug]).toEqual([422, "consent-missing"]);
    const { caseId } = await opened(service, adam);
    service.passTo(afterBirthday);
    const adult = await service.change(signe, "referToJob", { params: { caseId }, body: jobWanted });
    expect([adult.status, adult.slug]).toEqual([422, "subject-is-adult"]);
    expect(service.atDesk.asked).toEqual([]);
    const refusals = service.store.log.filter(({ act }) => act === "refusal");
    expect(refusals).toMatchObject([{ refused: ["consent-missing"] }, { refused: ["subject-is-adult"] }]);
  });

  it("is not offered where the desk says no, and the case says so", async () => {
    const service = visitsService();
    const { caseId } = await opened(service);
    service.atDesk.now.refuses = ["agreement-not-in-force", "necessity-missing"];
    const answer = await service.change(signe, "referToJob", { params: { caseId }, body: jobWanted });
    expect(answer.reasons).toEqual(["agreement-not-in-force", "necessity-missing"]);
    expect(await statusOf(service, caseId)).toEqual([]);
    expect(await service.versionOf("CASE", caseId)).toBe(1);
  });

  it("is offered by nobody who has nothing to do with the case", async () => {
    const service = visitsService();
    const { caseId, ticketId } = await referred(service);
    for (const [verb, params, body] of [
      ["referToJob", { caseId }, jobWanted],
      ["handOver", { caseId }, handoverWanted],
      ["recallReferral", { caseId, ticketId }, {}],
      ["correctReferral", { caseId, ticketId }, { wish }],
    ] as const)
      expect((await service.change(selma, verb, { params, body })).status).toBe(404);
    expect(service.atDesk.asked).toHaveLength(1);
  });
});

describe("a youth who has turned eighteen", () => {
  it("is offered to the adult team by a yes of their own, to say hello and nothing more", async () => {
    const service = visitsService();
    const { ticketId } = await handedOver(service);
    expect(service.atDesk.asked).toMatchObject([
      {
        ...{ act: "deposit", ticketId, kind: "adult-handover", recipientRole: "adult_case_worker" },
        ...{ from: "children_and_youth", to: "social_services", purpose: "consent", step: "plan_support" },
        parcel: parcelOf(adam, handoverWanted.note),
      },
    ]);
    expect(service.atDesk.asked[0]).not.toHaveProperty("track");
  });

  it("is not handed over before, nor without that yes", async () => {
    const service = visitsService();
    const { caseId } = await opened(service, adam);
    const handOver = (body: object) => service.change(signe, "handOver", { params: { caseId }, body });
    expect((await handOver(handoverWanted)).slug).toBe("subject-is-minor");
    service.passTo(afterBirthday);
    const no = { ...handoverWanted, consent: { ...consent, youth: false, custodyHolder: true } };
    expect((await handOver(no)).slug).toBe("consent-missing");
    expect(service.atDesk.asked).toEqual([]);
  });
});
