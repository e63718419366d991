import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { done, refusal } from "./support/answers.ts";
import { boot, type City } from "./support/city.ts";
import { leaks, wordsIn } from "./support/secrecy.ts";
import { openCase } from "./support/stories.ts";

describe("a gathering in Rantzausgade's quarter, Monday evening (scenario 10)", () => {
  const safety = "Mange biler holder på fortovet ved pladsen";
  const learnt = "Dialogen virkede, da politiet holdt afstand";
  let city: City;
  let staff: readonly [string, string];
  let malik: Awaited<ReturnType<typeof openCase>>;
  let visitId = "";
  let gatheringId = "";
  let etag = "";
  beforeAll(async () => {
    city = await boot();
    staff = [city.as("Signe").id, city.as("Søren").id];
    malik = await openCase(city, "Malik", { areaCode: "101-3-RPL" });
    await done(malik.work.invite());
    await city.settle();
    visitId = (await done(malik.work.schedule("2026-03-02T19:30:00+01:00", staff))).body.visitId;
    await city.advance("2026-03-02T19:10:00+01:00");
  });
  afterAll(() => city.stop());

  const visit = async () => (await malik.work.read()).body.visits.find((one) => one.visitId === visitId)?.status;
  const advice = async () => (await done(city.as("Hanne").exchange.readAdvice({ query: {} }))).body.items;
  const gatherings = async (name = "Signe") =>
    (await done(city.as(name).exchange.listGatherings({ query: {} }))).body.items;
  const agree = (name: string, action: "dialogue_with_police_apart" | "police_presence") =>
    city.as(name).exchange.agreeAction({
      params: { gatheringId },
      body: { action, until: "2026-03-02T22:00:00+01:00" },
      ifMatch: etag,
    });

  test("Gro reports thirty to ninety-nine people, tense; nobody outside is told yet", async () => {
    const reported = await done(
      city.as("Gro").exchange.reportGathering({
        body: {
          areaCode: "101-3-RPL",
          at: "2026-03-02T19:10:00+01:00",
          size: "30-99",
          mood: "tense",
          contactFunction: "street_team",
          safety,
        },
      }),
    );
    expect(reported.body.status).toBe("reported");
    ({ gatheringId } = reported.body);
    etag = reported.etag ?? "";
    await city.settle();
    expect(await city.events("exchange.gathering-active.v1")).toEqual([]);
    expect(await advice()).toEqual([]);
    expect(await visit()).toBe("planned");
    expect(await gatherings()).toMatchObject([{ gatheringId, status: "reported", size: "30-99", mood: "tense" }]);
  });

  test("Gro proposes dialogue with the police apart; she cannot agree with herself, nor her colleague for the police", async () => {
    const proposed = await done(agree("Gro", "dialogue_with_police_apart"));
    expect(proposed.body).toMatchObject({ agreed: false });
    etag = proposed.etag ?? "";
    expect(await refusal(agree("Gerda", "dialogue_with_police_apart"))).toEqual([409, "second-approval-required"]);
  });

  test("Runa agrees to the same: the gathering is active, and the event says area, level and times only", async () => {
    const agreed = await done(agree("Runa", "dialogue_with_police_apart"));
    expect(agreed.body).toMatchObject({ status: "action_agreed", agreed: true });
    etag = agreed.etag ?? "";
    await city.settle();
    const [event, ...more] = await city.events("exchange.gathering-active.v1");
    expect(more).toEqual([]);
    expect(event?.detail["data"]).toEqual({
      gatheringRef: gatheringId,
      areaCode: "101-3-RPL",
      level: "tense",
      from: "2026-03-02T18:10:00.000Z",
      validUntil: "2026-03-02T21:00:00.000Z",
    });
  });

  test("Signe's visit there at 19.30 is on hold, and neither a new time nor an outcome can be set for it", async () => {
    expect(await visit()).toBe("on_hold");
    expect(await refusal(malik.work.schedule("2026-03-02T20:30:00+01:00", staff))).toEqual([409, "area-on-hold"]);
    await city.advance("2026-03-02T19:45:00+01:00");
    expect(await refusal(malik.work.record(visitId, { outcome: "no_show" }))).toEqual([409, "area-on-hold"]);
  });

  test("Hanne sees a standard advice: an area, an end, and nothing of how many or what is done", async () => {
    const [told, ...more] = await advice();
    expect(more).toEqual([]);
    expect(told).toMatchObject({ areaCode: "101-3-RPL", until: "2026-03-02T21:00:00.000Z" });
    expect(told?.en).toContain("Something is going on in the area");
    expect(wordsIn(JSON.stringify(told), ["30-99", "tense", "dialogue", safety])).toEqual([]);
    expect(await refusal(city.as("Hanne").exchange.listGatherings({ query: {} }))).toEqual([404, "not-found"]);
  });

  test("under way, it is stood down at nine; the advice is gone and visits may be planned again", async () => {
    const { exchange } = city.as("Gro");
    const params = { gatheringId };
    const begun = await done(exchange.beginAction({ params, body: {}, ifMatch: etag }));
    expect(begun.body.status).toBe("under_way");
    await city.advance("2026-03-02T21:00:00+01:00");
    const over = await done(city.as("Birk").exchange.standDown({ params, body: {}, ifMatch: begun.etag ?? "" }));
    expect(over.body.status).toBe("stood_down");
    etag = over.etag ?? "";
    await city.settle();
    expect((await city.events("exchange.gathering-stood-down.v1")).map(({ detail }) => detail["data"])).toEqual([
      { gatheringRef: gatheringId, areaCode: "101-3-RPL" },
    ]);
    expect(await advice()).toEqual([]);
    expect((await malik.work.read()).body).toMatchObject({ nextDue: "new_date" });
    const again = await done(malik.work.schedule("2026-03-02T21:30:00+01:00", staff));
    expect(again.body).toMatchObject({ status: "scheduled", nextDue: "visit" });
  });

  test("a debrief that holds a number, a home, a telephone or a name is refused, whatever hides it", async () => {
    const debrief = (text: string) =>
      city.as("Gro").exchange.debriefGathering({ params: { gatheringId }, body: { text }, ifMatch: etag });
    for (const text of [
      "Ham med 720410-4311 stod forrest igen",
      "Ham med 7 2 0 4 1 0 4 3 1 1 stod forrest",
      "De løb op i opgangen på 2. sal til venstre",
      "Ring til 20 12 34 56 næste gang",
      "Malik Testesen var der også denne gang",
    ])
      expect(await refusal(debrief(text)), text).toEqual([422, "personal-data-in-free-text"]);
    const debriefed = await done(debrief(learnt));
    expect(debriefed.body.status).toBe("debriefed");
  });

  test("seventy-two hours after it was stood down only a figure is left: one gathering in week 10", async () => {
    await city.advance("2026-03-05T20:59:00+01:00");
    expect(await gatherings()).toHaveLength(1);
    await city.advance("2026-03-05T21:01:00+01:00");
    expect(await gatherings()).toEqual([]);
    const rows = await city.rows("ExchangeTable");
    expect(rows.filter(({ pk }) => pk === `GATHERING#${gatheringId}`)).toEqual([]);
    expect(wordsIn(JSON.stringify(rows), [safety, learnt, "30-99", "tense"])).toEqual([]);
    const figures = await done(city.as("Hanne").exchange.readGatheringFigures());
    expect(figures.body.weeks).toEqual([{ week: "2026-W10", areaCode: "101-3-RPL", countBand: "under_5" }]);
  });

  test("bus, queues, dead letters and logs carried no personal data", async () => {
    expect(await city.deadLetters()).toEqual([]);
    expect(await leaks(city, [safety, learnt])).toEqual([]);
  });
});
