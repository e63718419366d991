import { disclosureCorrected, disclosureOffered, disclosureRecalled } from "@trygt/contracts/desk";
import { describe, expect, it } from "vitest";
import { jens } from "../testing/cast.ts";
import { better, inboxService, offered, ticketId } from "../testing/inbox-service.ts";
import { quiet } from "../testing/quiet.ts";
import { eventFrom } from "../testing/test-service.ts";

quiet();

const params = { ticketId };
const accepted = async () => {
  const service = inboxService();
  await service.deliver(offer());
  await service.change(jens, "acceptOffer", { params, body: {} });
  return service;
};
const open = async (service: ReturnType<typeof inboxService>) =>
  (await service.call(jens, "listOffers", { query: { status: "open" } })).body["items"];
const offer = () => eventFrom(disclosureOffered.of(offered));
const recall = () => eventFrom(disclosureRecalled.of({ ticketId, eraseBy: "2026-03-16" }));
const correction = () => eventFrom(disclosureCorrected.of({ ticketId }));

describe("an offer over the bus", () => {
  it("is in the inbox once, however often it is delivered", async () => {
    const service = inboxService();
    const eventId = "e0000000-0000-4000-8000-000000000001";
    for (const id of [eventId, eventId, "e0000000-0000-4000-8000-000000000002"])
      expect(await service.deliver(eventFrom(disclosureOffered.of(offered), { eventId: id }))).toEqual([]);
    expect(await open(service)).toHaveLength(1);
  });

  it("of a kind that is for another service is not taken in", async () => {
    const service = inboxService();
    const draft = eventFrom(disclosureOffered.of({ ...offered, kind: "concern-draft" }));
    expect(await service.deliver(draft)).toEqual([]);
    expect(await open(service)).toEqual([]);
  });

  it("delivered again after it was accepted does not open it anew", async () => {
    const service = await accepted();
    await service.deliver(offer());
    expect(await open(service)).toEqual([]);
    expect((await service.call(jens, "readOffer", { params })).body["person"]).toBeDefined();
  });
});

describe("a recall over the bus", () => {
  it("erases what was accepted and confirms it, once", async () => {
    const service = await accepted();
    expect(service.store.vaulted.size).toBe(1);
    for (const _ of [1, 2]) await service.deliver(recall());
    expect(service.store.vaulted.size).toBe(0);
    expect(service.bus().map(({ name, data }) => ({ name, data }))).toEqual([
      { name: "partnership.disclosure-received.v1", data: { ticketId, parcelVersion: 1 } },
      {
        name: "partnership.erasure-confirmed.v1",
        data: { ticketId, confirmedAt: "2026-03-02T08:00:00.000Z" },
      },
    ]);
    expect((await service.call(jens, "readOffer", { params })).body).toMatchObject({ status: "recalled" });
    expect((await service.call(jens, "readOffer", { params })).body).not.toHaveProperty("person");
  });

  it("closes an open offer", async () => {
    const service = inboxService();
    await service.deliver(offer());
    await service.deliver(recall());
    expect(await open(service)).toEqual([]);
    expect((await service.change(jens, "acceptOffer", { params, body: {}, version: 2 })).slug).toBe(
      "disclosure-expired",
    );
    expect(service.atDesk.asked).toEqual([]);
  });

  it("of a ticket that was never here is nothing to this service", async () => {
    const service = inboxService();
    expect(await service.deliver(recall())).toEqual([]);
    expect(service.bus()).toEqual([]);
  });
});

describe("a correction over the bus", () => {
  it("is fetched in the name of the person who accepted, and replaces the parcel", async () => {
    const service = await accepted();
    service.atDesk.corrections.set(ticketId, better);
    await service.deliver(correction());
    expect(service.atDesk.asked.at(-1)).toEqual({
      act: "fetch-correction",
      ticketId,
      claimant: { staffId: jens.id, agency: jens.agency, role: jens.role },
    });
    expect((await service.call(jens, "readOffer", { params })).body["person"]).toMatchObject({ note: better.note });
    expect(service.store.vaulted.size).toBe(1);
  });

  it("delivered twice is fetched once and stays", async () => {
    const service = await accepted();
    service.atDesk.corrections.set(ticketId, better);
    for (const _ of [1, 2]) expect(await service.deliver(correction())).toEqual([]);
    expect((await service.call(jens, "readOffer", { params })).body["person"]).toMatchObject({ note: better.note });
  });

  it("comes again while the desk does not answer", async () => {
    const service = await accepted();
    service.atDesk.corrections.set(ticketId, better);
    service.atDesk.now.fails = true;
    expect(await service.deliver(correction())).toHaveLength(1);
    service.atDesk.now.fails = false;
    expect(await service.deliver(correction())).toEqual([]);
    expect((await service.call(jens, "readOffer", { params })).body["person"]).toMatchObject({ note: better.note });
  });

  it("of what nobody has accepted asks for nothing", async () => {
    const service = inboxService();
    await service.deliver(offer());
    await service.deliver(correction());
    expect(service.atDesk.asked).toEqual([]);
  });
});
