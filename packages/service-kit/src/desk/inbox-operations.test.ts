import { disclosureOffered } from "@trygt/contracts/desk";
import { describe, expect, it } from "vitest";
import { jens, jonna } from "../testing/cast.ts";
import { inboxService, offered, parcel, ticketId } from "../testing/inbox-service.ts";
import { quiet } from "../testing/quiet.ts";
import { eventFrom } from "../testing/test-service.ts";

quiet();

/** The one ticket of the stories. */
const params = { ticketId };
const claimant = { staffId: jens.id, agency: jens.agency, role: jens.role };
const withOffer = async () => {
  const service = inboxService();
  await service.deliver(eventFrom(disclosureOffered.of(offered)));
  return service;
};
const accepted = async () => {
  const service = await withOffer();
  await service.change(jens, "acceptOffer", { params, body: {} });
  return service;
};
const openOffers = (service: ReturnType<typeof inboxService>, who = jens) =>
  service.call(who, "listOffers", { query: { status: "open" } });

describe("an inbox", () => {
  it("lists what is offered to a role, with nothing of whom it is about", async () => {
    const service = await withOffer();
    const { body, text } = await openOffers(service, jonna);
    expect(body["items"]).toEqual([
      {
        ...{ ticketId, kind: "job-referral", status: "open", track: "youth", urgency: "days", ageBand: "15-17" },
        expiresAt: offered.expiresAt,
      },
    ]);
    expect(text).not.toMatch(/Malik|2010/);
  });

  it("lists no offer whose time is up, even before the clock has come", async () => {
    const service = await withOffer();
    service.passTo("2026-03-03T09:00:01+01:00");
    expect((await openOffers(service)).body).toEqual({ items: [] });
  });

  it("shows an open offer without the person", async () => {
    const service = await withOffer();
    const { status, body } = await service.call(jonna, "readOffer", { params });
    expect([status, body["status"], body["person"]]).toEqual([200, "open", undefined]);
  });

  it("shows nothing of an offer that was never made", async () => {
    const service = inboxService();
    expect((await service.call(jens, "readOffer", { params })).slug).toBe("not-found");
    expect((await service.change(jens, "acceptOffer", { params, body: {} })).slug).toBe("not-found");
    expect(service.atDesk.asked).toEqual([]);
  });
});

describe("accepting an offer", () => {
  it("claims the ticket in person, and shows whom it is about to nobody else", async () => {
    const service = await withOffer();
    const answer = await service.change(jens, "acceptOffer", { params, body: {} });
    expect([answer.status, answer.body]).toEqual([200, { ticketId, status: "accepted" }]);
    expect(service.atDesk.asked).toEqual([{ act: "claim", ticketId, claimant }]);
    const { body } = await service.call(jens, "readOffer", { params });
    const { name, birthDate, note } = parcel;
    expect(body).toMatchObject({ person: { name, birthDate, note }, keptUntil: "2026-03-15T23:00:00.000Z" });
    expect((await service.call(jonna, "readOffer", { params })).slug).toBe("not-found");
    expect((await openOffers(service, jonna)).body).toEqual({ items: [] });
    const mine = await service.call(jens, "listOffers", { query: { status: "accepted" } });
    expect(mine.body["items"]).toMatchObject([{ ticketId, status: "accepted" }]);
  });

  it("never shows the number of the person", async () => {
    const service = await accepted();
    expect((await service.call(jens, "readOffer", { params })).text).not.toContain(parcel.cpr);
  });

  it("stands in the log as a disclosure, and the reading with its reason", async () => {
    const service = await accepted();
    await service.call(jens, "readOffer", { params });
    expect(service.store.log.slice(-2)).toMatchObject([
      {
        ...{ act: "disclosure", operation: "jobs.acceptOffer", about: `OFFER#${ticketId}`, actor: { id: jens.id } },
        recipients: [claimant],
      },
      { act: "consultation", operation: "jobs.readOffer", reason: "case-work" },
    ]);
  });

  it("sent twice with one key claims once and answers the same", async () => {
    const service = await withOffer();
    const sent = { params, version: 1, body: {}, headers: { "idempotency-key": "one-acceptance-sent-twice" } };
    const first = await service.call(jens, "acceptOffer", sent);
    const again = await service.call(jens, "acceptOffer", sent);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(service.atDesk.asked).toHaveLength(1);
  });

  it("on a version that has passed claims nothing", async () => {
    const service = await withOffer();
    expect((await service.change(jens, "acceptOffer", { params, body: {}, version: 7 })).slug).toBe("version-conflict");
    expect(service.atDesk.asked).toEqual([]);
  });

  it("too late claims nothing", async () => {
    const service = await withOffer();
    service.passTo("2026-03-03T09:00:00+01:00");
    const late = await service.change(jens, "acceptOffer", { params, body: {} });
    expect([late.status, late.slug]).toEqual([410, "disclosure-expired"]);
    expect(service.atDesk.asked).toEqual([]);
  });

  it("that somebody else was quicker with is told so, and shows nothing", async () => {
    const service = await withOffer();
    service.atDesk.parcels.delete(ticketId);
    const second = await service.change(jonna, "acceptOffer", { params, body: {} });
    expect([second.status, second.slug]).toEqual([410, "ticket-used"]);
    expect(service.store.vaulted.size).toBe(0);
    expect((await openOffers(service)).body["items"]).toHaveLength(1);
  });

  it("while the desk does not answer may be tried again", async () => {
    const service = await withOffer();
    service.atDesk.now.fails = true;
    const sent = { params, version: 1, body: {}, headers: { "idempotency-key": "an-acceptance-tried-again" } };
    expect((await service.call(jens, "acceptOffer", sent)).status).toBe(503);
    service.atDesk.now.fails = false;
    expect((await service.call(jens, "acceptOffer", sent)).body["status"]).toBe("accepted");
  });

  it("keeps the parcel for a fortnight and shows it not a moment longer", async () => {
    const service = await accepted();
    service.passTo("2026-03-15T23:59:59+01:00");
    expect((await service.call(jens, "readOffer", { params })).body["person"]).toBeDefined();
    service.passTo("2026-03-16T00:00:00+01:00");
    expect((await service.call(jens, "readOffer", { params })).body["person"]).toBeUndefined();
    await service.wakeAt("2026-03-16T00:00:00+01:00");
    expect(service.store.vaulted.size).toBe(0);
  });
});

describe("returning an offer", () => {
  it("tells the desk the code, and opens nothing", async () => {
    const service = await withOffer();
    const answer = await service.change(jens, "returnOffer", { params, body: { reason: "no_capacity" } });
    expect([answer.status, answer.body]).toEqual([200, { ticketId, status: "returned" }]);
    expect(service.atDesk.asked).toEqual([{ act: "return", ticketId, claimant, reason: "no_capacity" }]);
    expect(service.store.vaulted.size).toBe(0);
    expect((await openOffers(service)).body).toEqual({ items: [] });
  });

  it("that is accepted does not ask the desk", async () => {
    const service = await accepted();
    const refused = await service.change(jens, "returnOffer", { params, body: { reason: "no_capacity" }, version: 2 });
    expect([refused.status, refused.slug]).toEqual([410, "ticket-used"]);
    expect(service.atDesk.asked).toHaveLength(1);
  });

  it("that the desk refuses leaves it open, and the refusal in the log", async () => {
    const service = await withOffer();
    service.atDesk.now.refuses = ["ticket-used"];
    const refused = await service.change(jens, "returnOffer", { params, body: { reason: "no_capacity" } });
    expect([refused.status, refused.slug]).toEqual([410, "ticket-used"]);
    expect((await openOffers(service)).body["items"]).toHaveLength(1);
    const refusals = service.store.log.filter(({ act }) => act === "refusal");
    expect(refusals).toMatchObject([{ about: `OFFER#${ticketId}`, actor: jens, refused: ["ticket-used"] }]);
  });

  it("needs one of the codes", async () => {
    const service = await withOffer();
    expect((await service.change(jens, "returnOffer", { params, body: { reason: "for dum" } })).status).toBe(400);
    expect(service.atDesk.asked).toEqual([]);
  });
});
