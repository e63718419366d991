import { bente, birk, dorte, lina, malik, quiet, signe } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { draftAccepted, draftNote, draftOffered, draftTicket } from "../testing/desk-stories.ts";
import { type VisitsService, visitsService } from "../testing/service.ts";
import { ground } from "../testing/stories.ts";

quiet();

const params = { ticketId: draftTicket };
const completion = { params, body: { areaCode: "101-3-MJO", grounds: [ground] } };
const listed = async (service: VisitsService, status: "open" | "accepted", who = birk) =>
  (await service.call(who, "listOffers", { query: { status } })).body["items"];
const received = async (service: VisitsService) =>
  (await service.call(signe, "listConcerns", { query: { status: "received" } })).body["items"];

describe("the draft of a concern", () => {
  it("is offered to the SSP officers of the police: what it is and how old, and not of whom", async () => {
    const service = visitsService();
    await draftOffered(service);
    for (const officer of [birk, bente]) {
      const [offer] = (await listed(service, "open", officer)) as readonly object[];
      expect(offer).toMatchObject({ ...params, kind: "concern-draft", status: "open", ageBand: "15-17" });
      const read = await service.call(officer, "readOffer", { params });
      expect(read.body).not.toHaveProperty("person");
      expect(read.text).not.toMatch(/Malik|7204104311|2010-04-12/);
    }
    expect(service.store.vaulted.size).toBe(0);
    expect(service.atDesk.asked).toEqual([]);
  });

  it("does not exist for consultants, leaders of the police and the auditor", async () => {
    const service = visitsService();
    await draftOffered(service);
    for (const who of [signe, dorte, { ...birk, role: "police_lead" as const }]) {
      expect((await service.call(who, "listOffers", { query: { status: "open" } })).status).toBe(404);
      expect((await service.call(who, "readOffer", { params })).status).toBe(404);
      expect((await service.change(who, "acceptOffer", { params, body: {} })).status).toBe(404);
      expect((await service.change(who, "completeConcern", completion)).status).toBe(404);
    }
  });

  it("opens for the officer who accepts it in person, and for nobody else from then on", async () => {
    const service = visitsService();
    await draftAccepted(service, birk);
    const { id: staffId, agency, role } = birk;
    expect(service.atDesk.asked).toEqual([{ act: "claim", ...params, claimant: { staffId, agency, role } }]);
    const { body } = await service.call(birk, "readOffer", { params });
    expect(body).toMatchObject({ person: { name: malik.name, birthDate: malik.birthDate, note: draftNote } });
    expect(service.store.log.at(-1)).toMatchObject({ act: "consultation", about: `OFFER#${draftTicket}` });
    expect(await listed(service, "accepted", birk)).toMatchObject([params]);
    expect(await listed(service, "accepted", bente)).toEqual([]);
    expect(await listed(service, "open", bente)).toEqual([]);
    for (const [verb, sent] of [
      ["readOffer", { params }],
      ["acceptOffer", { params, body: {} }],
      ["returnOffer", { params, body: { reason: "not_for_us" } }],
      ["completeConcern", completion],
    ] as const)
      expect([verb, (await service.change(bente, verb, sent)).status]).toEqual([verb, 404]);
  });

  it("of another kind is for another service", async () => {
    const service = visitsService();
    await draftOffered(service, malik, "job-referral");
    expect(await listed(service, "open")).toEqual([]);
  });

  it("goes back unread, with a code", async () => {
    const service = visitsService();
    await draftOffered(service);
    await service.change(birk, "returnOffer", { params, body: { reason: "already_known" } });
    expect(service.atDesk.asked).toMatchObject([{ act: "return", ...params, reason: "already_known" }]);
    expect(await listed(service, "open")).toEqual([]);
    expect(service.store.vaulted.size).toBe(0);
  });

  it("lapses when nobody accepts it in time", async () => {
    const service = visitsService();
    await draftOffered(service);
    await service.wakeAt("2026-03-03T09:00:00+01:00");
    expect(await listed(service, "open")).toEqual([]);
    const late = await service.change(birk, "acceptOffer", { params, body: {} });
    expect([late.status, late.slug]).toEqual([410, "disclosure-expired"]);
    expect(service.atDesk.asked).toEqual([]);
  });
});

describe("the completion of a draft", () => {
  it("makes a concern with grounds of the officer's own, of the person in the parcel", async () => {
    const service = visitsService();
    await draftAccepted(service);
    const answer = await service.change(birk, "completeConcern", completion);
    expect([answer.status, answer.body["status"]]).toEqual([201, "received"]);
    const concernId = String(answer.body["concernId"]);
    expect(await received(service)).toMatchObject([{ concernId, areaCode: "101-3-MJO" }]);
    const { body } = await service.call(signe, "readConcern", { params: { concernId } });
    expect(body).toMatchObject({ subject: { name: malik.name }, grounds: [ground] });
    expect(JSON.stringify(body), "what others wrote stays behind").not.toContain(draftNote);
    const outcome = await service.call(birk, "readConcernOutcome", { params: { concernId } });
    expect(outcome.body).toMatchObject({ status: "received" });
  });

  it("registers the concern and finishes the offer in one transaction", async () => {
    const service = visitsService();
    await draftAccepted(service);
    await service.step(birk, "completeConcern", completion);
    expect(service.commits.at(-1)?.changes.map(({ kind }) => kind)).toEqual(["CONCERN", "OFFER"]);
  });

  it("ends the draft: its parcel is gone and it cannot be completed again", async () => {
    const service = visitsService();
    await draftAccepted(service);
    await service.change(birk, "completeConcern", completion);
    expect([...service.store.vaulted.keys()].filter((key) => key.includes("PARCEL"))).toEqual([]);
    const read = await service.call(birk, "readOffer", { params });
    expect([read.body["status"], read.body["person"]]).toEqual(["done", undefined]);
    const again = await service.change(birk, "completeConcern", completion);
    expect([again.status, again.slug]).toEqual([409, "invalid-transition"]);
    expect(await received(service)).toHaveLength(1);
  });

  it("is made once, however often the same request comes", async () => {
    const service = visitsService();
    await draftAccepted(service);
    const sent = { ...completion, headers: { "idempotency-key": "0123456789abcdef" }, version: 2 };
    const first = await service.call(birk, "completeConcern", sent);
    expect(first.status).toBe(201);
    const second = await service.call(birk, "completeConcern", sent);
    expect([second.status, second.body]).toEqual([201, first.body]);
    expect(await received(service)).toHaveLength(1);
  });

  const wrong = {
    "insufficient-ground": { grounds: [{ ...ground, source: "rumour" }] },
    "stale-ground": { grounds: [{ ...ground, observedOn: "2025-11-01" }] },
    "date-not-usable": { grounds: [{ ...ground, observedOn: "2026-03-03" }] },
    "out-of-area": { areaCode: "101-2" },
  };
  for (const [slug, change] of Object.entries(wrong))
    it(`keeps the rules of every concern: ${slug}`, async () => {
      const service = visitsService();
      await draftAccepted(service);
      const body = { ...completion.body, ...change };
      const refused = await service.change(birk, "completeConcern", { params, body });
      expect([refused.status, refused.slug]).toEqual([422, slug]);
      expect(await received(service)).toEqual([]);
      expect((await service.call(birk, "readOffer", { params })).body).toHaveProperty("person");
    });

  it("of an adult is refused by the register's birth date", async () => {
    const service = visitsService();
    await draftAccepted(service, birk, lina);
    expect((await service.change(birk, "completeConcern", completion)).slug).toBe("subject-is-adult");
  });

  it("of a draft that nobody has accepted, or on a version that has passed, is refused and logged", async () => {
    const service = visitsService();
    await draftOffered(service);
    const early = await service.change(birk, "completeConcern", completion);
    expect([early.status, early.slug]).toEqual([409, "invalid-transition"]);
    await service.change(birk, "acceptOffer", { params, body: {} });
    const stale = await service.call(birk, "completeConcern", { ...completion, version: 1 });
    expect([stale.status, stale.slug]).toEqual([412, "version-conflict"]);
    expect(service.store.log.at(-1)).toMatchObject({ act: "refusal", refused: ["version-conflict"] });
    expect(await received(service)).toEqual([]);
  });
});
