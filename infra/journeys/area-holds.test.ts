import { randomUUID } from "node:crypto";
import type { AreaCode, LocalDate } from "@trygt/contracts";
import {
  type GatheringId,
  gatheringActive,
  gatheringStoodDown,
  type ZoneId,
  zoneAnnounced,
} from "@trygt/contracts/exchange";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { done, refusal } from "./support/answers.ts";
import { type Assembly, assemblyWith } from "./support/assembly.ts";
import { boot, type City } from "./support/city.ts";
import { leaks } from "./support/secrecy.ts";
import { openCase } from "./support/stories.ts";

describe("an area is on hold (scenario 10, seen from visits)", () => {
  let city: City;
  let assembly: Assembly;
  let staff: readonly [string, string];
  let malik: Awaited<ReturnType<typeof openCase>>;
  let visitId = "";
  const gathering = randomUUID() as GatheringId;
  beforeAll(async () => {
    assembly = assemblyWith();
    city = await boot({ assembly: assembly.folder });
    staff = [city.as("Signe").id, city.as("Søren").id];
    malik = await openCase(city, "Malik", { areaCode: "101-3-RPL" });
    await done(malik.work.invite());
    await city.settle();
    visitId = (await done(malik.work.schedule("2026-03-02T19:30:00+01:00", staff))).body.visitId;
  });
  afterAll(async () => {
    await city.stop();
    assembly.remove();
  });

  const area = (code: string) => code as AreaCode;
  const active = (areaCode: string, from: string, until: string, ref = gathering) =>
    gatheringActive.of({
      gatheringRef: ref,
      areaCode: area(areaCode),
      level: "tense",
      from: new Date(from).toISOString(),
      validUntil: new Date(until).toISOString(),
    });
  const stoodDown = (areaCode: string, ref = gathering) =>
    gatheringStoodDown.of({ gatheringRef: ref, areaCode: area(areaCode) });
  const planned = async (day: string, name = "Signe") => {
    const date = day as LocalDate;
    return (await done(city.as(name).visits.listPlannedVisits({ query: { from: date, to: date } }))).body.days;
  };

  test("a gathering in Blågårdskvarteret does not touch a visit in Rantzausgade's quarter", async () => {
    await city.announce(active("101-3-BLA", "2026-03-02T19:10:00+01:00", "2026-03-02T22:00:00+01:00", freshRef()));
    await city.settle();
    expect(await planned("2026-03-02")).toMatchObject([{ visits: [{ visitId, onHold: false }] }]);
  });

  test("a gathering in its own area puts the visit of 19.30 on hold, for both who were to go", async () => {
    await city.announce(active("101-3-RPL", "2026-03-02T19:10:00+01:00", "2026-03-02T22:00:00+01:00"));
    await city.settle();
    for (const name of ["Signe", "Søren"])
      expect(await planned("2026-03-02", name)).toMatchObject([{ visits: [{ visitId, onHold: true }] }]);
  });

  test("the case asks for a new date, the calendar shows the visit as open, and the sheet says to stay away", async () => {
    const { visits } = city.as("Signe");
    expect((await malik.work.read()).body).toMatchObject({
      nextDue: "new_date",
      visits: [{ visitId, status: "on_hold" }],
    });
    expect((await done(visits.readCalendar())).body).toContain("STATUS:TENTATIVE");
    const sheet = await done(visits.readVisitSheet({ params: { visitId }, reason: "visit-preparation" }));
    expect(sheet.body).toContain("Besøget er sat på pause");
  });

  test("nothing may be set for the time of the hold", async () => {
    expect(await refusal(malik.work.schedule("2026-03-02T20:30:00+01:00", staff))).toEqual([409, "area-on-hold"]);
  });

  test("the same event again changes nothing", async () => {
    const before = (await malik.work.read()).etag;
    await city.announce(active("101-3-RPL", "2026-03-02T19:10:00+01:00", "2026-03-02T22:00:00+01:00"));
    await city.settle();
    expect((await malik.work.read()).etag).toBe(before);
  });

  test("stood down in time, the visit takes place after all", async () => {
    await city.advance("2026-03-02T19:15:00+01:00");
    await city.announce(stoodDown("101-3-RPL"));
    await city.settle();
    expect(await planned("2026-03-02")).toMatchObject([{ visits: [{ visitId, onHold: false }] }]);
    expect((await malik.work.read()).body).toMatchObject({ nextDue: "visit", visits: [{ status: "planned" }] });
  });

  test("the news of a gathering that comes after its end holds nothing up", async () => {
    await city.announce(active("101-3-RPL", "2026-03-02T19:10:00+01:00", "2026-03-02T22:00:00+01:00"));
    await city.settle();
    expect(await planned("2026-03-02")).toMatchObject([{ visits: [{ onHold: false }] }]);
  });

  test("a visit that could not be made because of a hold is not recorded, and gets a new date", async () => {
    await city.announce(active("101-3-RPL", "2026-03-02T19:20:00+01:00", "2026-03-02T23:00:00+01:00", freshRef()));
    await city.advance("2026-03-02T20:00:00+01:00");
    expect(await refusal(malik.work.record(visitId, { outcome: "no_show" }))).toEqual([409, "area-on-hold"]);
    await city.advance("2026-03-03T09:00:00+01:00");
    expect((await malik.work.read()).body).toMatchObject({ status: "scheduled", nextDue: "new_date" });
    const again = await done(malik.work.schedule("2026-03-12T17:00:00+01:00", staff));
    expect(again.body).toMatchObject({ status: "scheduled", nextDue: "visit", nextDueOn: "2026-03-12" });
    expect((await malik.work.read()).body.visits).toMatchObject([{ status: "called_off" }, { status: "planned" }]);
    expect(await planned("2026-03-02")).toEqual([]);
  });

  test("a zone over the district holds all visits of its days, the last one included", async () => {
    const zone = zoneAnnounced.of({
      zoneRef: randomUUID() as ZoneId,
      areaCodes: [area("101-3")],
      from: "2026-03-10" as LocalDate,
      until: "2026-03-12" as LocalDate,
      publicTextId: randomUUID() as never,
    });
    await city.announce(zone);
    await city.settle();
    expect(await planned("2026-03-12")).toMatchObject([{ visits: [{ onHold: true }] }]);
    expect(await refusal(malik.work.schedule("2026-03-12T23:59:00+01:00", staff))).toEqual([409, "area-on-hold"]);
    expect((await done(malik.work.schedule("2026-03-13T00:00:00+01:00", staff))).body.nextDueOn).toBe("2026-03-13");
  });

  test("a case that opens while the zone stands learns of it before its first visit", async () => {
    const ida = await openCase(city, "Ida", { areaCode: "101-3-MJO" });
    await done(ida.work.invite());
    await city.settle();
    expect(await refusal(ida.work.schedule("2026-03-11T17:00:00+01:00", staff))).toEqual([409, "area-on-hold"]);
    await done(ida.work.schedule("2026-03-17T17:00:00+01:00", staff));
  });

  test("holds end by themselves, and nothing of them is kept", async () => {
    await city.advance("2026-03-16T09:00:00+01:00");
    const rows = await city.rows("records");
    expect(rows.filter(({ pk }) => pk.startsWith("HOLDS#"))).toEqual([]);
    expect(JSON.stringify(rows.filter(({ sk }) => sk === "STATE"))).not.toContain(gathering);
    expect((await done(malik.work.schedule("2026-03-18T17:00:00+01:00", staff))).body.status).toBe("scheduled");
  });

  test("bus, queues, dead letters and logs carried no personal data", async () => {
    expect(await city.deadLetters()).toEqual([]);
    expect(await leaks(city)).toEqual([]);
  });
});

const freshRef = () => randomUUID() as GatheringId;
