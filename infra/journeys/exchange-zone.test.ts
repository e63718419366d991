import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { done, refusal } from "./support/answers.ts";
import { boot, type City, type Colleague } from "./support/city.ts";
import { leaks } from "./support/secrecy.ts";
import { openCase } from "./support/stories.ts";

const plan: Parameters<Colleague["exchange"]["draftZone"]>[0]["body"] = {
  basis: "politiloven_6",
  areaCodes: ["101-3-MJO"],
  from: "2026-03-04",
  until: "2026-03-17",
  publicText: {
    da: "Politiet har oprettet en zone omkring Mjølnerparken",
    en: "The police have set up a zone around Mjølnerparken",
  },
};
const decision = {
  decidedBy: "police_director",
  decisionReference: "KBH/2026-0117",
  reasons: "To skyderier på pladsen inden for en uge, begge om aftenen",
} as const;

let city: City;
let malik: Awaited<ReturnType<typeof openCase>>;
let staff: readonly [string, string];
beforeAll(async () => {
  city = await boot();
  staff = [city.as("Signe").id, city.as("Søren").id];
  malik = await openCase(city, "Malik", { areaCode: "101-3-MJO" });
  await done(malik.work.invite());
  await city.settle();
  await done(malik.work.schedule("2026-03-05T17:00:00+01:00", staff));
});
afterAll(() => city.stop());

const visits = async () => {
  await city.settle();
  return (await malik.work.read()).body.visits.map(({ status }) => status);
};
const advice = async () => (await done(city.as("Hanne").exchange.readAdvice({ query: {} }))).body.items;

describe("a zone that the police announce and end early", () => {
  let zoneId = "";
  let etag = "";

  test("drafted and decided, it is nobody's business but the leads'", async () => {
    const draft = await done(city.as("Runa").exchange.draftZone({ body: plan }));
    expect(draft.body).toMatchObject({ status: "drafted", warnings: [] });
    ({ zoneId } = draft.body);
    const params = { zoneId };
    const decide = (name: string) =>
      city.as(name).exchange.decideZone({ params, body: decision, ifMatch: draft.etag ?? "" });
    expect(await refusal(decide("Runa"))).toEqual([403, "self-approval-refused"]);
    const decided = await done(decide("Rasmus"));
    expect(decided.body.status).toBe("decided");
    etag = decided.etag ?? "";
    expect((await done(city.as("Hanne").exchange.listZones({ query: {} }))).body.items).toEqual([]);
    expect(await visits()).toEqual(["planned"]);
  });

  test("announced, everybody may read its text, and visits there wait, the last day included", async () => {
    const announced = await done(
      city.as("Rasmus").exchange.announceZone({ params: { zoneId }, body: {}, ifMatch: etag }),
    );
    etag = announced.etag ?? "";
    const listed = (await done(city.as("Hanne").exchange.listZones({ query: {} }))).body.items;
    expect(listed).toMatchObject([{ zoneId, status: "announced", publicText: plan.publicText, until: "2026-03-17" }]);
    expect(await visits()).toEqual(["on_hold"]);
    expect(await refusal(malik.work.schedule("2026-03-17T23:30:00+01:00", staff))).toEqual([409, "area-on-hold"]);
    const [event] = await city.events("exchange.zone-announced.v1");
    expect(event?.detail["data"]).toEqual({
      zoneRef: zoneId,
      areaCodes: ["101-3-MJO"],
      from: "2026-03-04",
      until: "2026-03-17",
      publicTextId: expect.any(String),
    });
  });

  test("before its first day there is no advice yet; from then on Hanne reads it", async () => {
    expect(await advice()).toEqual([]);
    await city.advance("2026-03-04T08:00:00+01:00");
    expect(await advice()).toMatchObject([{ areaCode: "101-3-MJO", until: "2026-03-17T23:00:00.000Z" }]);
  });

  test("ended by a lead before its time, it holds nothing up any more", async () => {
    const ended = await done(city.as("Runa").exchange.endZone({ params: { zoneId }, body: {}, ifMatch: etag }));
    expect(ended.body.status).toBe("ended");
    expect(await visits()).toEqual(["planned"]);
    expect((await city.events("exchange.zone-ended.v1")).map(({ detail }) => detail["data"])).toEqual([
      { zoneRef: zoneId, areaCodes: ["101-3-MJO"] },
    ]);
    expect(await advice()).toEqual([]);
    const again = await done(malik.work.schedule("2026-03-06T17:00:00+01:00", staff));
    expect(again.body.nextDueOn).toBe("2026-03-06");
  });

  test("a draft that is dropped was never a zone: nobody hears of it", async () => {
    const draft = await done(city.as("Runa").exchange.draftZone({ body: { ...plan, from: "2026-03-10" } }));
    const params = { zoneId: draft.body.zoneId };
    await done(city.as("Runa").exchange.endZone({ params, body: {}, ifMatch: draft.etag ?? "" }));
    await city.settle();
    expect(await city.events("exchange.zone-ended.v1")).toHaveLength(1);
  });
});

describe("a hold of the police, without a reason", () => {
  const place = (from: string, until: string, areaCode = "101-3-MJO") =>
    city.as("Runa").exchange.placeHold({ body: { areaCode, from, until } });

  test("there is no field for a reason", async () => {
    const body = { areaCode: "101-3-MJO", from: "2026-03-06T16:20:00+01:00", until: "2026-03-06T19:00:00+01:00" };
    const response = await city.as("Runa").send("POST /exchange/holds", { body: { ...body, reason: "operation" } });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ type: "urn:trygt:problem:unexpected-field" });
  });

  test("a visit in its window waits, in whole hours, and may be set for the hour after", async () => {
    const { body } = await done(place("2026-03-06T16:20:00+01:00", "2026-03-06T18:30:00+01:00"));
    expect(body).toMatchObject({ from: "2026-03-06T15:00:00.000Z", until: "2026-03-06T18:00:00.000Z" });
    expect((await visits()).at(-1)).toBe("on_hold");
    const [event] = await city.events("exchange.area-hold-placed.v1");
    expect(event?.detail["data"]).toEqual({
      holdRef: body.holdId,
      areaCode: "101-3-MJO",
      from: "2026-03-06T15:00:00.000Z",
      until: "2026-03-06T18:00:00.000Z",
    });
    expect(await refusal(malik.work.schedule("2026-03-06T16:00:00+01:00", staff))).toEqual([409, "area-on-hold"]);
    expect((await done(malik.work.schedule("2026-03-06T19:00:00+01:00", staff))).body.nextDue).toBe("visit");
  });

  test("a district, an area that is none and a long window are refused", async () => {
    const window = ["2026-03-07T16:00:00+01:00", "2026-03-07T18:00:00+01:00"] as const;
    expect(await refusal(place(...window, "101-3"))).toEqual([422, "zone-area-too-wide"]);
    expect(await refusal(place(...window, "101-4-ABC"))).toEqual([400, "invalid-request"]);
    expect(await refusal(place(window[0], "2026-03-09T18:00:00+01:00"))).toEqual([422, "date-not-usable"]);
  });

  test("more holds of an area than three in a fortnight would tell of operations, and are refused", async () => {
    await done(place("2026-03-07T16:00:00+01:00", "2026-03-07T18:00:00+01:00"));
    await done(place("2026-03-08T16:00:00+01:00", "2026-03-08T18:00:00+01:00"));
    const fourth = place("2026-03-09T16:00:00+01:00", "2026-03-09T18:00:00+01:00");
    expect(await refusal(fourth)).toEqual([422, "hold-pattern-too-wide"]);
    await done(place("2026-03-09T16:00:00+01:00", "2026-03-09T18:00:00+01:00", "101-3-RPL"));
    await city.settle();
    expect(await city.events("exchange.area-hold-placed.v1")).toHaveLength(4);
  });

  test("holds end by themselves, and neither service remembers them", async () => {
    await city.advance("2026-03-26T09:00:00+01:00");
    for (const table of ["records", "ExchangeTable"]) {
      const rows = await city.rows(table);
      expect(rows.filter(({ pk, sk }) => /HOLD/.test(pk) && sk === "STATE")).toEqual([]);
    }
  });

  test("bus, queues, dead letters and logs carried no personal data", async () => {
    expect(await city.deadLetters()).toEqual([]);
    expect(await leaks(city, [decision.reasons])).toEqual([]);
  });
});
