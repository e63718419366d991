import { disclosureCorrected, disclosureRecalled } from "@trygt/contracts/desk";
import { birk, eventFrom, malik, quiet } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { draftAccepted, draftTicket } from "../testing/desk-stories.ts";
import { visitsService } from "../testing/service.ts";
import { ground } from "../testing/stories.ts";

quiet();

const params = { ticketId: draftTicket };
const completion = { params, body: { areaCode: "101-3-MJO", grounds: [ground] } };
const recalled = eventFrom(disclosureRecalled.of({ ...params, eraseBy: "2026-03-09" }), { version: 3 });

/** The desk hears that the parcel has arrived, and keeps it no longer. */
const arrived = { name: "partnership.disclosure-received.v1", data: { ...params, parcelVersion: 1 } };

describe("an accepted draft", () => {
  it("can be read for fourteen days, and of its person nothing is left then", async () => {
    const service = visitsService();
    await draftAccepted(service);
    await service.wakeAt("2026-03-15T23:59:00+01:00");
    expect((await service.call(birk, "readOffer", { params })).body).toHaveProperty("person");
    await service.wakeAt("2026-03-16T00:00:00+01:00");
    expect(service.store.vaulted.size).toBe(0);
    const { body } = await service.call(birk, "readOffer", { params });
    expect([body["status"], body["person"]]).toEqual(["lapsed", undefined]);
    expect((await service.change(birk, "completeConcern", completion)).slug).toBe("invalid-transition");
    expect(service.bus()).toMatchObject([arrived]);
  });

  it("leaves a trace for the desk, which may still ask whether it is erased, and then nothing at all", async () => {
    const service = visitsService();
    await draftAccepted(service);
    await service.wakeAt("2026-03-20T09:00:00+01:00");
    await service.deliver(recalled);
    expect(service.bus()).toMatchObject([arrived, { name: "partnership.erasure-confirmed.v1", data: params }]);
    await service.wakeAt("2026-06-01T09:00:00+02:00");
    expect(await service.store.load("OFFER", draftTicket)).toBeUndefined();
    expect((await service.call(birk, "readOffer", { params })).status).toBe(404);
  });

  it("is erased when the desk recalls it, and the erasure is confirmed", async () => {
    const service = visitsService();
    await draftAccepted(service);
    expect(service.store.vaulted.size).toBe(1);
    await service.deliver(recalled);
    expect(service.store.vaulted.size).toBe(0);
    expect((await service.call(birk, "readOffer", { params })).body).not.toHaveProperty("person");
    expect((await service.change(birk, "completeConcern", completion)).slug).toBe("invalid-transition");
    expect(service.bus()).toMatchObject([
      arrived,
      {
        name: "partnership.erasure-confirmed.v1",
        data: { ...params, confirmedAt: "2026-03-02T08:00:00.000Z" },
        meta: { ownerAuthority: "police" },
      },
    ]);
  });

  it("is confirmed to be erased once, however often the recall comes", async () => {
    const service = visitsService();
    await draftAccepted(service);
    await service.deliver(recalled);
    await service.deliver(recalled);
    expect(service.bus()).toHaveLength(2);
  });

  it("says what was corrected, which is fetched from the desk by the officer who accepted it", async () => {
    const service = visitsService();
    await draftAccepted(service);
    const { cpr, name, birthDate } = malik;
    service.atDesk.corrections.set(draftTicket, { cpr, name, birthDate, note: "Det var to aftener og ikke tre" });
    await service.deliver(eventFrom(disclosureCorrected.of(params), { version: 3 }));
    expect(service.atDesk.asked.at(-1)).toMatchObject({ act: "fetch-correction", claimant: { staffId: birk.id } });
    const { body } = await service.call(birk, "readOffer", { params });
    expect(body).toMatchObject({ person: { note: "Det var to aftener og ikke tre" } });
  });
});
