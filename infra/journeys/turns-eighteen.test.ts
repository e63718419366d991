import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { done, refusal } from "./support/answers.ts";
import { boot, type City } from "./support/city.ts";
import { leaks } from "./support/secrecy.ts";
import { openCase, wellHeld } from "./support/stories.ts";

describe("Adam turns eighteen on 15 March (scenario 2)", () => {
  const words = ["Vil gerne i lære som tømrer", "Møde med vejlederen på skolen"];
  let city: City;
  let caseId = "";
  let work: Awaited<ReturnType<typeof openCase>>["work"];
  let staff: readonly [string, string];
  beforeAll(async () => {
    city = await boot();
    staff = [city.as("Signe").id, city.as("Søren").id];
    ({ caseId, work } = await openCase(city, "Adam"));
    await done(work.invite());
    await city.settle();
  });
  afterAll(() => city.stop());

  test("a visit on the birthday itself is refused, from its first minute", async () => {
    expect(await refusal(work.schedule("2026-03-15T00:00:00+01:00", staff))).toEqual([422, "subject-is-adult"]);
  });

  test("a visit on 12 March is held, with a follow-up due 20 March", async () => {
    const { visitId } = (await done(work.schedule("2026-03-12T17:00:00+01:00", staff))).body;
    await city.advance("2026-03-12T18:00:00+01:00");
    await done(work.record(visitId, wellHeld(words[0] ?? "", [1])));
    const kind = "school";
    const agreed = await done(work.followUp({ kind, text: words[1] ?? "", owner: staff[0], dueOn: "2026-03-20" }));
    expect(agreed.body).toMatchObject({ status: "following_up", nextDue: "follow_up", nextDueOn: "2026-03-20" });
  });

  test("no follow-up may be agreed for a day on which the case has to be over", async () => {
    const late = work.followUp({ kind: "school", text: "Endnu et møde", owner: staff[0], dueOn: "2026-03-30" });
    expect(await refusal(late)).toEqual([422, "subject-is-adult"]);
  });

  test("it cannot be closed as turned eighteen while he is seventeen", async () => {
    expect(await refusal(work.close("turned_18"))).toEqual([409, "invalid-transition"]);
  });

  test("after midnight of 15 March no other visit can be set: he is an adult", async () => {
    await city.advance("2026-03-15T00:00:00+01:00");
    const [status, ...reasons] = await refusal(work.schedule("2026-03-16T17:00:00+01:00", staff));
    expect(status).toBe(422);
    expect(reasons[0]).toBe("subject-is-adult");
  });

  test("the police can register no new concern on him", async () => {
    const body = { subject: { cpr: "750308-4277" }, areaCode: "101-3", grounds: [ground] };
    expect(await refusal(city.as("Birk").visits.registerConcern({ body }))).toEqual([422, "subject-is-adult"]);
  });

  test("the follow-up of 20 March is done, and what is left is to close by 29 March at the latest", async () => {
    await city.advance("2026-03-24T10:00:00+01:00");
    const { followUps } = (await work.read()).body;
    const finished = await done(work.followedUp(followUps[0]?.followUpId ?? ""));
    expect(finished.body).toMatchObject({ status: "following_up", nextDue: "close", nextDueOn: "2026-03-29" });
  });

  test("on 28 March the case still stands; on 29 March it has closed by itself", async () => {
    await city.advance("2026-03-28T23:59:00+01:00");
    expect((await work.read()).body.status).toBe("following_up");
    await city.advance("2026-03-29T00:01:00+01:00");
    expect((await work.read()).body).toMatchObject({
      status: "closed",
      closeReason: "turned_18",
      nextDue: "erase",
      eraseOn: "2026-09-29",
    });
  });

  test("its end goes out as a code, without a ticket: nothing is carried over to the adult", async () => {
    await city.settle();
    const closed = await city.events("visits.case-closed.v1");
    expect(closed.map(({ detail }) => detail["data"])).toEqual([{ caseRef: caseId, reasonCode: "turned_18" }]);
    expect((await city.events()).filter(({ source }) => source !== "trygt.visits")).toEqual([]);
  });

  test("a closed case stays closed and stands on no list", async () => {
    const { visits } = city.as("Signe");
    expect(await refusal(work.invite())).toEqual([409, "invalid-transition"]);
    expect(await refusal(work.close("agreed"))).toEqual([409, "invalid-transition"]);
    expect((await done(visits.listCases({ query: { assignedTo: "me" } }))).body.items).toEqual([]);
  });

  test("six months later nothing is left of Adam but a number", async () => {
    await city.advance("2026-09-29T00:01:00+02:00");
    const rows = await city.rows("records");
    expect(rows.filter(({ pk }) => pk === `CASE#${caseId}` || pk.startsWith("SUBJECT#"))).toEqual([]);
    expect(rows.filter(({ pk }) => pk.startsWith("UNIQUE#"))).toEqual([]);
    expect(rows.filter(({ pk }) => pk === "COUNTER#cases-closed-turned_18")).toMatchObject([
      { sk: "2026-03#101-3-MJO", count: 1 },
    ]);
  });

  test("bus, queues, dead letters and logs carried no personal data", async () => {
    expect(await city.deadLetters()).toEqual([]);
    expect(await leaks(city, words)).toEqual([]);
  });
});

const ground = {
  kind: "own_conduct",
  source: "police_observation",
  observedOn: "2026-03-10",
  text: "Stod ved bommen hele aftenen",
} as const;
