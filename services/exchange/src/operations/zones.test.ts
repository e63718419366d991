import { birk, gro, hanne, quiet, rolf, runa, somebody, staffMember } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { exchangeService } from "../testing/service.ts";

quiet();

const lea = somebody("police_lead", staffMember(13, "police_lead").id);
const plan = {
  basis: "politiloven_6",
  areaCodes: ["101-3-RPL", "101-3-MJO"],
  from: "2026-03-02",
  until: "2026-03-15",
  publicText: { da: "Politiet kan visitere på pladsen", en: "The police may search people on the square" },
};
const decision = {
  decidedBy: "police_director",
  decisionReference: "0100-2026-17",
  reasons: "Tre skud på pladsen i sidste uge",
};

const drafted = async (body: object = plan, service = exchangeService()) => {
  const { body: receipt } = await service.change(runa, "draftZone", { body });
  const id = String(receipt["zoneId"]);
  return { ...service, id, params: { zoneId: id } };
};
const announced = async (body: object = plan, service = exchangeService()) => {
  const zone = await drafted(body, service);
  await zone.change(rolf, "decideZone", { params: zone.params, body: decision });
  await zone.change(runa, "announceZone", { params: zone.params, body: {} });
  return zone;
};

describe("A zone of the police", () => {
  it("is told to everybody once it is announced, and to nobody before", async () => {
    const { call, change, bus, id, params } = await drafted();
    expect((await change(rolf, "decideZone", { params, body: decision })).body).toEqual({
      zoneId: id,
      status: "decided",
      warnings: [],
    });
    expect(bus()).toEqual([]);
    for (const who of [birk, gro, hanne]) expect((await call(who, "listZones")).body).toEqual({ items: [] });
    await change(runa, "announceZone", { params, body: {} });
    expect(bus().map(({ name, data }) => ({ name, data }))).toEqual([
      {
        name: "exchange.zone-announced.v1",
        data: {
          zoneRef: id,
          areaCodes: plan.areaCodes,
          from: plan.from,
          until: plan.until,
          publicTextId: expect.any(String),
        },
      },
    ]);
    for (const who of [birk, gro, hanne])
      expect((await call(who, "listZones")).body.items).toEqual([
        { zoneId: id, version: 3, status: "announced", ...plan },
      ]);
  });

  it("in draft is found by the leads who may decide it", async () => {
    const { call, id } = await drafted();
    expect((await call(rolf, "listZones")).body.items).toEqual([
      { zoneId: id, version: 1, status: "drafted", ...plan },
    ]);
  });

  it("is opened by leads in every state, and by others while it is announced and not over", async () => {
    const { call, change, passTo, id, params } = await announced();
    const opened = await call(hanne, "readZone", { params });
    expect([opened.status, opened.headers["etag"]]).toEqual([200, '"3"']);
    expect(opened.body).toEqual({ zoneId: id, version: 3, status: "announced", ...plan });
    passTo("2026-03-16T00:00:00+01:00");
    expect((await call(hanne, "readZone", { params })).slug).toBe("not-found");
    await change(runa, "endZone", { params, body: {} });
    expect((await call(rolf, "readZone", { params })).body).toMatchObject({ status: "ended" });
    const draft = await drafted();
    expect((await draft.call(rolf, "readZone", { params: draft.params })).body).toMatchObject({ status: "drafted" });
    for (const who of [birk, gro, hanne])
      expect((await draft.call(who, "readZone", { params: draft.params })).slug).toBe("not-found");
  });

  it("is not decided by who drafted it", async () => {
    const { change, params } = await drafted();
    const own = await change(runa, "decideZone", { params, body: decision });
    expect([own.status, own.slug]).toEqual([403, "self-approval-refused"]);
  });

  it("is not decided without reference and reasons", async () => {
    const { change, params } = await drafted();
    for (const { decisionReference: _, ...body } of [decision])
      expect((await change(rolf, "decideZone", { params, body })).slug).toBe("zone-decision-incomplete");
    for (const { reasons: _, ...body } of [decision])
      expect((await change(rolf, "decideZone", { params, body })).slug).toBe("zone-decision-incomplete");
  });

  it("that reaches over a district or has no end is refused", async () => {
    const { change } = exchangeService();
    const wide = await change(runa, "draftZone", { body: { ...plan, areaCodes: ["101-3"] } });
    expect([wide.status, wide.slug]).toEqual([422, "zone-area-too-wide"]);
    const { until: _, ...endless } = plan;
    expect((await change(runa, "draftZone", { body: endless })).slug).toBe("zone-decision-incomplete");
  });

  it("of more than 28 days warns", async () => {
    const { change } = exchangeService();
    const { body } = await change(runa, "draftZone", { body: { ...plan, until: "2026-03-30" } });
    expect(body).toMatchObject({ status: "drafted", warnings: ["longer_than_28_days"] });
  });

  it("is extended only with reasons of its own, whatever the commas", async () => {
    const { change, id, ...service } = await announced();
    const next = { ...plan, from: "2026-03-16", until: "2026-03-29", extends: id };
    const extension = await drafted(next, { change, ...service });
    const same = { ...decision, reasons: "tre skud, på Pladsen, i sidste uge!" };
    expect((await change(rolf, "decideZone", { params: extension.params, body: same })).slug).toBe(
      "zone-decision-incomplete",
    );
    const fresh = { ...decision, reasons: "Endnu et skud på pladsen den 14. marts" };
    expect((await change(rolf, "decideZone", { params: extension.params, body: fresh })).status).toBe(200);
  });

  it("goes on from no zone that is not there", async () => {
    const { change } = exchangeService();
    const body = { ...plan, extends: "20000000-0000-4000-8000-000000000001" };
    expect((await change(runa, "draftZone", { body })).slug).toBe("zone-decision-incomplete");
  });

  it("is listed and advised on until its last day is over, ends by itself, and leaves a number six months later", async () => {
    const { call, store, bus, wakeAt, passTo, id } = await announced();
    const advice = await call(hanne, "readAdvice");
    const until = "2026-03-15T23:00:00.000Z";
    expect(advice.body["items"]).toMatchObject(plan.areaCodes.map((areaCode) => ({ areaCode, until })));
    passTo("2026-03-16T00:00:00.001+01:00");
    expect((await call(hanne, "listZones")).body).toEqual({ items: [] });
    expect((await call(hanne, "readAdvice")).body).toEqual({ items: [] });
    await wakeAt("2026-03-16T00:01:00+01:00");
    expect((await call(runa, "listZones")).body["items"]).toMatchObject([{ status: "ended" }]);
    expect(bus().map(({ name }) => name)).toEqual(["exchange.zone-announced.v1"]);
    await wakeAt("2026-09-15T00:01:00+02:00");
    expect(await store.load("ZONE", id)).toBeUndefined();
    expect(await store.counters("zones")).toEqual(
      plan.areaCodes.map((areaCode) => ({ name: "zones", period: "2026-03", areaCode, count: 1 })),
    );
  });

  it("that begins later is no advice yet", async () => {
    const { call } = await announced({ ...plan, from: "2026-03-10" });
    expect((await call(hanne, "readAdvice")).body).toEqual({ items: [] });
    expect((await call(hanne, "listZones")).body.items).toHaveLength(1);
  });

  it("decided and not announced is late after a day, and can still be announced", async () => {
    const { change, wakeAt, store, id, params } = await drafted();
    await change(rolf, "decideZone", { params, body: decision });
    await wakeAt("2026-03-03T09:00:00+01:00");
    expect((await store.load("ZONE", id))?.state).toMatchObject({ status: "decided", late: true });
    expect((await change(runa, "announceZone", { params, body: {} })).body.status).toBe("announced");
  });

  it("ends before its time when a lead says so, which is told, and no draft counts as a zone", async () => {
    const { change, store, bus, id, params } = await announced();
    expect((await change(rolf, "endZone", { params, body: {} })).body.status).toBe("ended");
    expect(bus().at(-1)).toMatchObject({
      name: "exchange.zone-ended.v1",
      data: { zoneRef: id, areaCodes: plan.areaCodes },
    });
    expect(await store.counters("zones")).toHaveLength(2);
    const draft = await drafted();
    await draft.change(runa, "endZone", { params: draft.params, body: {} });
    expect(await draft.store.counters("zones")).toEqual([]);
    expect(draft.bus()).toEqual([]);
  });

  it("names nobody in its public text unless a second person stands for it", async () => {
    const { change } = exchangeService();
    const publicText = { ...plan.publicText, da: "Zonen går til opgang 7" };
    expect((await change(runa, "draftZone", { body: { ...plan, publicText } })).slug).toBe(
      "personal-data-in-free-text",
    );
    const stood = { ...plan, publicText, falseAlarm: { author: runa.id } };
    expect((await change(rolf, "draftZone", { body: stood })).status).toBe(201);
  });

  it("names nobody in the reasons of its decision unless a second person stands for it, who stays in the log", async () => {
    const { change, store, bus, params } = await drafted();
    const named = { ...decision, reasons: "Malik Testesen skød på pladsen i sidste uge" };
    const refused = await change(rolf, "decideZone", { params, body: named });
    expect([refused.status, refused.slug]).toEqual([422, "personal-data-in-free-text"]);
    expect(refused.text).not.toContain("Malik");
    const own = await change(rolf, "decideZone", { params, body: { ...named, falseAlarm: { author: rolf.id } } });
    expect([own.status, own.slug]).toEqual([403, "self-approval-refused"]);
    expect(bus()).toEqual([]);
    const reasons = "Tre skud ved opgang 7 i sidste uge";
    expect((await change(lea, "decideZone", { params, body: { ...decision, reasons } })).slug).toBe(
      "personal-data-in-free-text",
    );
    const stood = { ...decision, reasons, falseAlarm: { author: lea.id } };
    expect((await change(rolf, "decideZone", { params, body: stood })).body.status).toBe("decided");
    expect(store.log.at(-1)).toMatchObject({ actor: { id: rolf.id }, note: `false-alarm author=${lea.id}` });
  });
});
