import type { LocalDate } from "@trygt/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { done, refusal } from "./support/answers.ts";
import { boot, type City } from "./support/city.ts";
import { leaks, wordsIn } from "./support/secrecy.ts";
import { openCase, wellHeld } from "./support/stories.ts";

describe("a consultant's week", () => {
  const words = ["Keder sig efter skole", "Snak med klubben"];
  let city: City;
  let both: readonly [string, string];
  const opened: Record<string, Awaited<ReturnType<typeof openCase>>> = {};
  const workOn = (name: string) => {
    const found = opened[name];
    if (found === undefined) throw new Error(`${name} has no case`);
    return found;
  };
  beforeAll(async () => {
    city = await boot();
    both = [city.as("Signe").id, city.as("Søren").id];
    opened["Malik"] = await openCase(city, "Malik", { caseWorker: "Clara" });
    opened["Sara"] = await openCase(city, "Sara", { areaCode: "101-3-RPL" });
    opened["Ida"] = await openCase(city, "Ida");
    opened["Noah"] = await openCase(city, "Noah", { consultant: "Søren" });
    for (const { work } of [workOn("Malik"), workOn("Sara")]) await done(work.invite());
    await city.settle();
  });
  afterAll(() => city.stop());

  const cases = async (name: string, due?: "this_week" | "late") => {
    const query = { assignedTo: "me", ...(due === undefined ? {} : { due }) } as const;
    return (await done(city.as(name).visits.listCases({ query }))).body.items;
  };
  const days = async (name: string, from: string, to: string) => {
    const query = { from: from as LocalDate, to: to as LocalDate };
    return (await done(city.as(name).visits.listPlannedVisits({ query }))).body.days;
  };

  test("Signe sees her three cases by what is due first; Søren his one; Clara the one that he follows", async () => {
    expect((await cases("Signe")).map(({ nextDueOn, nextDue }) => `${nextDueOn} ${nextDue}`)).toEqual([
      "2026-03-09 invite",
      "2026-03-16 schedule",
      "2026-03-16 schedule",
    ]);
    expect((await cases("Søren")).map(({ caseId }) => caseId)).toEqual([workOn("Noah").caseId]);
    expect((await cases("Clara")).map(({ caseId }) => caseId)).toEqual([workOn("Malik").caseId]);
    expect(await cases("Conrad")).toEqual([]);
  });

  test("a list says nothing of the child", async () => {
    const text = JSON.stringify(await cases("Signe"));
    expect(wordsIn(text, ["Malik", "Testesen", "Sara", "Ida", "7204104311", "2010-04-12"])).toEqual([]);
  });

  test("a long list comes in pages that do not overlap", async () => {
    const { visits } = city.as("Signe");
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { assignedTo: "me", limit: "1", ...(cursor === undefined ? {} : { cursor }) } as const;
      const { items, next } = (await done(visits.listCases({ query }))).body;
      expect(items.length).toBeLessThanOrEqual(1);
      seen.push(...items.map(({ caseId }) => caseId));
      cursor = next;
    } while (cursor !== undefined);
    expect(seen).toEqual((await cases("Signe")).map(({ caseId }) => caseId));
  });

  test("this week's list has what is due by Sunday; nothing is late yet", async () => {
    expect(await cases("Signe", "this_week")).toEqual([]);
    await done(workOn("Malik").work.schedule("2026-03-05T17:00:00+01:00", both));
    await done(workOn("Sara").work.schedule("2026-03-05T19:00:00+01:00", [both[1], both[0]]));
    const due = await cases("Signe", "this_week");
    expect(due.map(({ nextDue, nextDueOn }) => `${nextDueOn} ${nextDue}`)).toEqual([
      "2026-03-05 visit",
      "2026-03-05 visit",
    ]);
    expect(await cases("Signe", "late")).toEqual([]);
  });

  test("the planned visits stand day by day in the order of their times, for both of the team", async () => {
    const times = [
      {
        date: "2026-03-05",
        visits: [
          { caseId: workOn("Malik").caseId, at: "2026-03-05T16:00:00.000Z", areaCode: "101-3-MJO", onHold: false },
          { caseId: workOn("Sara").caseId, at: "2026-03-05T18:00:00.000Z", areaCode: "101-3-RPL", onHold: false },
        ],
      },
    ];
    expect(await days("Signe", "2026-03-02", "2026-03-08")).toMatchObject(times);
    expect(await days("Søren", "2026-03-05", "2026-03-05")).toMatchObject(times);
    expect(await days("Signe", "2026-03-06", "2026-03-08")).toEqual([]);
    expect(await days("Clara", "2026-03-02", "2026-03-08")).toEqual([]);
  });

  test("days that end before they begin are not asked for", async () => {
    const query = { from: "2026-03-08" as LocalDate, to: "2026-03-02" as LocalDate };
    expect(await refusal(city.as("Signe").visits.listPlannedVisits({ query }))).toEqual([400, "invalid-request"]);
  });

  test("the calendar has a neutral appointment for each visit: no name, no place, no topic", async () => {
    const response = await city.as("Søren").send("GET /visits/calendar", { headers: { accept: "text/calendar" } });
    expect(response.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    const text = await response.text();
    const lines = text.split("\r\n");
    expect(lines.filter((line) => line.startsWith("DTSTART"))).toEqual([
      "DTSTART:20260305T160000Z",
      "DTSTART:20260305T180000Z",
    ]);
    expect(new Set(lines.filter((line) => line.startsWith("SUMMARY")))).toEqual(new Set(["SUMMARY:Aftale"]));
    expect(lines.filter((line) => /^(LOCATION|DESCRIPTION|ATTENDEE|ORGANIZER)/.test(line))).toEqual([]);
    expect(wordsIn(text, ["Malik", "Sara", "Nørrebro", "Mjølnerparken", "SSP"])).toEqual([]);
  });

  test("the sheet for the doorstep has the family and the time, and not a word of the grounds", async () => {
    const { visitId } = (await workOn("Malik").work.read()).body.visits[0] ?? {};
    const path = `/visits/visits/${visitId}/sheet`;
    const headers = { accept: "text/html", "access-reason": "visit-preparation" };
    const response = await city.as("Søren").send(`GET ${path}`, { headers });
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const sheet = await response.text();
    const shown = ["Malik Testesen, 15 år", "Amina Testesen", "Karl Testesen", "torsdag den 5. marts 2026 kl. 17:00"];
    expect(wordsIn(sheet, [...shown, "Mjølnerparken 12"])).toEqual([...shown, "Mjølnerparken 12"]);
    expect(wordsIn(sheet, ["Holdt vagt", "politi", "7204104311"])).toEqual([]);
    const without = await city.as("Søren").send(`GET ${path}`, { headers: { accept: "text/html" } });
    expect(without.status).toBe(400);
    expect((await city.as("Birk").send(`GET ${path}`, { headers })).status).toBe(404);
  });

  test("the weeks ahead tell visits due against visits staffed", async () => {
    await done(workOn("Ida").work.invite());
    await city.settle();
    const { weeks } = (await done(city.as("Signe").visits.readCapacity())).body;
    expect(weeks).toEqual([
      { week: "2026-W10", due: 2, staffed: 2 },
      { week: "2026-W12", due: 1, staffed: 0 },
    ]);
  });

  test("on Friday the visit without an outcome is late, and the one that nobody opened to begins anew", async () => {
    await city.advance("2026-03-06T09:00:00+01:00");
    expect((await cases("Signe", "late")).map(({ caseId }) => caseId).sort()).toEqual(
      [workOn("Malik").caseId, workOn("Sara").caseId].sort(),
    );
    const [visit] = (await workOn("Sara").work.read()).body.visits;
    const nobody = await done(workOn("Sara").work.record(visit?.visitId ?? "", { outcome: "no_show" }));
    expect(nobody.body).toMatchObject({ status: "no_show", nextDue: "invite" });
    expect((await cases("Signe", "late")).map(({ caseId }) => caseId)).toEqual([workOn("Malik").caseId]);
  });

  test("after the first and two new dates with nobody home there is no further one", async () => {
    const { work } = workOn("Sara");
    for (const at of ["2026-03-09T17:00:00+01:00", "2026-03-11T17:00:00+01:00"]) {
      await done(work.invite({ language: "en" }));
      await city.settle();
      const { visitId } = (await done(work.schedule(at, both))).body;
      await city.advance(at.replace("17:00", "18:00"));
      await done(work.record(visitId, { outcome: "no_show" }));
    }
    expect(await refusal(work.invite())).toEqual([409, "invalid-transition"]);
    expect((await work.read()).body).toMatchObject({ status: "no_show", nextDue: "close" });
    expect((await done(work.close("no_further_need"))).body.status).toBe("closed");
  });

  test("an English invitation is in English, and equally silent", async () => {
    const english = (await city.letters()).filter(({ language }) => language === "en");
    expect(english).toHaveLength(4);
    expect(new Set(english.map(({ title }) => title))).toEqual(new Set(["Letter from the City of Copenhagen"]));
    for (const { body } of english) expect(wordsIn(body, ["Sara", "Eksempel", "Stefansgade", "police"])).toEqual([]);
  });

  test("a case that ends well is off the list", async () => {
    const { work } = workOn("Malik");
    const { visitId = "" } = (await work.read()).body.visits[0] ?? {};
    await done(work.record(visitId, wellHeld(words[0] ?? "")));
    const due = { kind: "club", text: words[1] ?? "", owner: both[0], dueOn: "2026-03-20" } as const;
    const { followUpId } = (await done(work.followUp({ ...due, dueOn: due.dueOn as LocalDate }))).body;
    await done(work.followedUp(followUpId));
    await done(work.close("agreed"));
    expect((await cases("Signe")).map(({ caseId }) => caseId)).toEqual([workOn("Ida").caseId]);
    expect(await cases("Clara")).toEqual([]);
    expect(await days("Signe", "2026-03-01", "2026-04-30")).toEqual([]);
  });

  test("the auditor reads any case, with a reason; and a case of Signe's is not there for Søren", async () => {
    const params = { caseId: workOn("Ida").caseId };
    expect((await done(city.as("Dorte").visits.readCase({ params, reason: "audit" }))).body.subject.name).toBe(
      "Ida Kulisse",
    );
    expect(await refusal(city.as("Søren").visits.readCase({ params, reason: "case-work" }))).toEqual([
      404,
      "not-found",
    ]);
  });

  test("that Søren looked for a case that is not his stands in the log", async () => {
    const { caseId } = workOn("Ida");
    const before = new Set((await city.rows("access-log")).map(({ sk }) => sk));
    await refusal(city.as("Søren").visits.readCase({ params: { caseId }, reason: "case-work" }));
    const entries = (await city.rows("access-log")).filter(({ sk }) => !before.has(sk));
    expect(entries).toMatchObject([
      {
        operation: "visits.readCase",
        actor: { id: city.as("Søren").id },
        about: `CASE#${caseId}`,
        refused: ["not-found"],
      },
    ]);
  });

  test("bus, queues, dead letters and logs carried no personal data", async () => {
    expect(await city.deadLetters()).toEqual([]);
    expect(await leaks(city, words)).toEqual([]);
  });
});
