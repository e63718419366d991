import { birk, gro, hanne, jens, quiet, runa, signe, somebody } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { exchangeService } from "../testing/service.ts";

quiet();

const report = {
  areaCode: "101-3-RPL",
  at: "2026-03-02T19:10:00+01:00",
  size: "30-99",
  mood: "tense",
  contactFunction: "street_team",
};
const apart = { action: "dialogue_with_police_apart", until: "2026-03-02T23:00:00+01:00" };

const reported = async (service = exchangeService()) => {
  const { body } = await service.change(gro, "reportGathering", { body: report });
  const id = String(body["gatheringId"]);
  return { ...service, id, params: { gatheringId: id } };
};
const agreed = async () => {
  const service = await reported();
  await service.change(runa, "agreeAction", { params: service.params, body: apart });
  await service.change(gro, "agreeAction", { params: service.params, body: apart });
  return service;
};

describe("A gathering on the street", () => {
  it("is agreed on by police and street workers, and then visits and housing are told of it (scenario 10)", async () => {
    const { call, change, bus, id, params } = await reported();
    const proposed = await change(runa, "agreeAction", { params, body: apart });
    expect([proposed.status, proposed.body]).toEqual([200, { gatheringId: id, status: "reported", agreed: false }]);
    expect(bus()).toEqual([]);
    const both = await change(gro, "agreeAction", { params, body: apart });
    expect(both.body).toEqual({ gatheringId: id, status: "action_agreed", agreed: true });
    expect(bus().map(({ name, data }) => ({ name, data }))).toEqual([
      {
        name: "exchange.gathering-active.v1",
        data: {
          gatheringRef: id,
          areaCode: "101-3-RPL",
          level: "tense",
          from: "2026-03-02T18:10:00.000Z",
          validUntil: "2026-03-02T22:00:00.000Z",
        },
      },
    ]);
    const advice = await call(hanne, "readAdvice");
    expect(advice.body.items).toEqual([
      {
        areaCode: "101-3-RPL",
        until: "2026-03-02T22:00:00.000Z",
        en: expect.any(String),
        da: expect.any(String),
      },
    ]);
  });

  it("refuses a debrief with a CPR pattern, and 72 hours after its end is only one more in week 10 (scenario 10)", async () => {
    const { call, change, store, wakeAt, passTo, id, params } = await agreed();
    passTo("2026-03-02T22:00:00+01:00");
    await change(gro, "standDown", { params, body: {} });
    const refused = await change(gro, "debriefGathering", { params, body: { text: "Det var 720410-4311" } });
    expect([refused.status, refused.slug]).toEqual([422, "personal-data-in-free-text"]);
    expect(refused.text).not.toContain("720410");
    await change(gro, "debriefGathering", { params, body: { text: "Dialogen virkede" } });
    await wakeAt("2026-03-05T21:59:00+01:00");
    expect(await store.load("GATHERING", id)).toBeDefined();
    await wakeAt("2026-03-05T22:00:00+01:00");
    expect(await store.load("GATHERING", id)).toBeUndefined();
    expect(store.history.get(`GATHERING#${id}`)).toBeUndefined();
    expect(await store.counters("gatherings")).toEqual([
      { name: "gatherings", period: "2026-W10", areaCode: "101-3-RPL", count: 1 },
    ]);
    const figures = await call(signe, "readGatheringFigures");
    expect(figures.body).toEqual({ weeks: [{ week: "2026-W10", areaCode: "101-3-RPL", countBand: "under_5" }] });
    expect((await call(gro, "listGatherings")).body).toEqual({ items: [] });
  });

  it("is opened as it stands on the list, with the version for the next step, until it is to be gone", async () => {
    const { call, change, passTo, params } = await agreed();
    const opened = await call(birk, "readGathering", { params });
    expect([opened.status, opened.headers["etag"]]).toEqual([200, '"3"']);
    expect((await call(gro, "listGatherings")).body["items"]).toEqual([opened.body]);
    await change(gro, "standDown", { params, body: {} });
    passTo("2026-03-05T08:59:59+01:00");
    expect((await call(gro, "readGathering", { params })).body).toMatchObject({ status: "stood_down" });
    // The clock has not come yet
    passTo("2026-03-05T09:00:00+01:00");
    expect((await call(gro, "readGathering", { params })).slug).toBe("not-found");
  });

  it("lifts what it has held up when it is stood down, and says nothing when nothing was agreed", async () => {
    const active = await agreed();
    await active.change(birk, "standDown", { params: active.params, body: {} });
    expect(active.bus().at(-1)).toMatchObject({
      name: "exchange.gathering-stood-down.v1",
      data: { gatheringRef: active.id, areaCode: "101-3-RPL" },
    });
    expect((await active.call(hanne, "readAdvice")).body).toEqual({ items: [] });
    const quiet = await reported();
    expect((await quiet.change(birk, "standDown", { params: quiet.params, body: {} })).body.status).toBe("stood_down");
    expect(quiet.bus()).toEqual([]);
  });

  it("tells visits anew when it looks worse", async () => {
    const { change, bus, params } = await agreed();
    await change(gro, "assessGathering", { params, body: { size: "100+", mood: "violent" } });
    expect(bus().at(-1)).toMatchObject({ name: "exchange.gathering-active.v1", data: { level: "violent" } });
  });

  it("that nobody works on ends and is purged by itself, counted once", async () => {
    const { bus, store, wakeAt, id } = await agreed();
    await wakeAt("2026-03-20T09:00:00+01:00");
    expect(bus().map(({ name }) => name)).toEqual(["exchange.gathering-active.v1", "exchange.gathering-stood-down.v1"]);
    expect(await store.load("GATHERING", id)).toBeUndefined();
    expect((await store.counters("gatherings")).map(({ count }) => count)).toEqual([1]);
  });

  it("is not agreed on by one side alone", async () => {
    const { change, params, bus } = await reported();
    await change(gro, "agreeAction", { params, body: apart });
    const again = await change(somebody("street_worker"), "agreeAction", { params, body: apart });
    expect([again.status, again.slug]).toEqual([409, "second-approval-required"]);
    expect(bus()).toEqual([]);
  });

  it("begins only when agreed", async () => {
    const { change, params } = await reported();
    expect((await change(gro, "beginAction", { params, body: {} })).slug).toBe("invalid-transition");
    const active = await agreed();
    expect((await active.change(gro, "beginAction", { params: active.params, body: {} })).body.status).toBe(
      "under_way",
    );
  });

  it("is listed with its action for those who work there, and exists for nobody else", async () => {
    const { call, id } = await agreed();
    expect((await call(signe, "listGatherings")).body.items).toEqual([
      {
        gatheringId: id,
        version: 3,
        status: "action_agreed",
        areaCode: "101-3-RPL",
        at: "2026-03-02T18:10:00.000Z",
        size: "30-99",
        mood: "tense",
        action: "dialogue_with_police_apart",
      },
    ]);
    for (const verb of ["listGatherings", "readAdvice"] as const) expect((await call(jens, verb)).status).toBe(404);
    expect((await call(hanne, "listGatherings")).status).toBe(404);
    expect((await call(gro, "readAdvice")).status).toBe(404);
  });

  it("gives housing no advice any more when its time is up, even before the clock has noted it", async () => {
    const { call, passTo } = await agreed();
    passTo("2026-03-02T23:00:00+01:00");
    expect((await call(hanne, "readAdvice")).body).toEqual({ items: [] });
  });

  it("is not shown any more when it should be purged, even before the clock has come", async () => {
    const { call, change, passTo, params } = await agreed();
    await change(gro, "standDown", { params, body: {} });
    passTo("2026-03-05T09:00:00+01:00");
    expect((await call(gro, "listGatherings")).body).toEqual({ items: [] });
  });

  it("whose text was no personal data after all keeps in the log who wrote it and who stood for it", async () => {
    const { call, change, store } = exchangeService();
    const safety = "Mød ved opgang 7";
    const own = await change(gro, "reportGathering", { body: { ...report, safety, falseAlarm: { author: gro.id } } });
    expect([own.status, own.slug]).toEqual([403, "self-approval-refused"]);
    expect((await change(gro, "reportGathering", { body: { ...report, safety } })).status).toBe(422);
    const stood = await change(birk, "reportGathering", {
      body: { ...report, safety, falseAlarm: { author: gro.id } },
    });
    expect(stood.status).toBe(201);
    expect(store.log.at(-1)).toMatchObject({
      act: "collection",
      actor: { id: birk.id },
      note: `false-alarm author=${gro.id}`,
    });
    expect((await call(gro, "listGatherings")).body["items"]).toMatchObject([{ safety }]);
  });

  it("outside Nørrebro or far from now is told all that is wrong with it, and nothing is kept", async () => {
    const { call, change, bus } = exchangeService();
    const body = { ...report, areaCode: "101-2", at: "2026-03-09T19:10:00+01:00" };
    const refused = await change(gro, "reportGathering", { body });
    expect([refused.status, refused.reasons]).toEqual([422, ["out-of-area", "date-not-usable"]]);
    expect(bus()).toEqual([]);
    expect((await call(gro, "listGatherings")).body).toEqual({ items: [] });
  });

  it("has no field for a person", async () => {
    const { change } = exchangeService();
    expect((await change(gro, "reportGathering", { body: { ...report, persons: ["Malik"] } })).status).toBe(400);
  });
});
