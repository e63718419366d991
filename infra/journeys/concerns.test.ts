import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { done, refusal } from "./support/answers.ts";
import { boot, type City } from "./support/city.ts";
import { leaks, wordsIn } from "./support/secrecy.ts";
import { children, concernAbout, observation, register } from "./support/stories.ts";

const words = {
  brother: "Om broderen stod der noget i avisen i vinter",
  tip: "En ukendt ringede og sagde hans navn",
  seen: "Kørte rundt på løbehjul mellem opgangene",
  waiting: "Gik med en kniv i skolegården",
};

describe("a relative and a rumour are no ground (scenario 3)", () => {
  let city: City;
  beforeAll(async () => {
    city = await boot();
  });
  afterAll(() => city.stop());

  const onlyOthers = [
    observation(words.brother, "2026-02-20", "relatives_conviction", "police_report"),
    observation(words.tip, "2026-02-27", "own_conduct", "anonymous_tip"),
  ];

  test("Birk is told that the grounds are not enough, and nothing is stored but that he was told so", async () => {
    const birk = city.as("Birk");
    const body = concernAbout(children.Noah, onlyOthers);
    expect(await refusal(birk.visits.registerConcern({ body }))).toEqual([422, "insufficient-ground"]);
    expect(await city.rows("records")).toEqual([]);
    const log = await city.rows("access-log");
    expect(log).toMatchObject([
      { act: "refusal", operation: "visits.registerConcern", refused: ["insufficient-ground"], actor: { id: birk.id } },
    ]);
    expect(log[0]).not.toHaveProperty("about");
    expect(await city.events()).toEqual([]);
  });

  test.each([
    ["with the child", { ...concernAbout(children.Noah), ethnicity: "x" }, "/ethnicity"],
    [
      "inside the subject",
      { ...concernAbout(children.Noah), subject: { cpr: children.Noah, ethnicity: "x" } },
      "/subject/ethnicity",
    ],
  ])("ethnicity has no place in a concern, %s", async (_, body, pointer) => {
    const response = await city.as("Birk").send("POST /visits/concerns", { body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      type: "urn:trygt:problem:unexpected-field",
      errors: [{ in: "body", pointer, reason: "unexpected-field" }],
    });
    expect(await city.rows("records")).toEqual([]);
  });

  test("with one thing that somebody saw, the same relative and rumour may stand beside it", async () => {
    const grounds = [...onlyOthers, observation(words.seen, "2026-02-28")];
    const answer = await done(city.as("Birk").visits.registerConcern({ body: concernAbout(children.Noah, grounds) }));
    expect(answer.body.status).toBe("received");
  });

  test("bus, queues, dead letters and logs carried no personal data", async () => {
    expect(await leaks(city, Object.values(words))).toEqual([]);
  });
});

describe("what SSP turns down is gone after thirty days", () => {
  let city: City;
  let rejectedId = "";
  let waitingId = "";
  beforeAll(async () => {
    city = await boot();
    rejectedId = await register(city, concernAbout(children.Noah, [observation(words.seen)]));
    waitingId = await register(city, concernAbout(children.Sara, [observation(words.waiting)]));
  });
  afterAll(() => city.stop());

  const about = async (concernId: string) =>
    (await city.rows("records")).filter(({ pk }) => pk === `CONCERN#${concernId}`);

  test("Signe rejects a concern; Birk learns the reason as a code", async () => {
    const { visits } = city.as("Signe");
    const params = { concernId: rejectedId };
    const { etag = "" } = await done(visits.readConcern({ params, reason: "screening" }));
    const body = { outcome: "rejected", reason: "not_own_conduct" } as const;
    await done(visits.screenConcern({ params, body, ifMatch: etag }));
    const outcome = await done(city.as("Birk").visits.readConcernOutcome({ params }));
    expect(outcome.body).toEqual({ concernId: rejectedId, status: "rejected", reasonCode: "not_own_conduct" });
    await city.settle();
    const [decided] = await city.events("visits.concern-decided.v1");
    expect(decided?.detail["data"]).toEqual({
      concernRef: rejectedId,
      outcome: "rejected",
      reasonCode: "not_own_conduct",
    });
  });

  test("a colleague of Birk's sees the outcome too; another authority does not", async () => {
    const params = { concernId: rejectedId };
    expect((await done(city.as("Runa").visits.readConcernOutcome({ params }))).body.status).toBe("rejected");
    expect(await refusal(city.as("Kaj").visits.readConcernOutcome({ params }))).toEqual([404, "not-found"]);
  });

  test("a concern that nobody screens for a week is marked late on the list", async () => {
    const listed = async () =>
      (await done(city.as("Signe").visits.listConcerns({ query: { status: "received" } }))).body.items;
    await city.advance("2026-03-09T23:59:00+01:00");
    expect(await listed()).toMatchObject([{ concernId: waitingId, screenBy: "2026-03-09", late: false }]);
    await city.advance("2026-03-10T00:01:00+01:00");
    expect(await listed()).toMatchObject([{ concernId: waitingId, late: true }]);
  });

  test("the day before its thirty days are over the rejected concern is still there", async () => {
    await city.advance("2026-03-31T23:59:00+02:00");
    expect(await about(rejectedId)).not.toEqual([]);
  });

  test("then state, history and vault are gone, and what is left is one more in the month's count", async () => {
    await city.advance("2026-04-01T00:01:00+02:00");
    expect(await about(rejectedId)).toEqual([]);
    const rows = await city.rows("records");
    const vault = rows.filter(({ pk }) => pk.startsWith("SUBJECT#"));
    expect(vault.map(({ sk }) => sk)).toEqual([`CHILD#${waitingId}`]);
    expect(wordsIn(JSON.stringify(rows), ["Noah", "Prøvsen", "6309114135", words.seen])).toEqual([]);
    expect(rows.filter(({ pk }) => pk === "COUNTER#concerns-rejected-not_own_conduct")).toMatchObject([
      { sk: "2026-03#101-3-MJO", count: 1 },
    ]);
  });

  test("what else names it may be tidied away by now", async () => {
    const now = Date.parse("2026-04-01T00:01:00+02:00") / 1000;
    const naming = (await city.rows("records")).filter((row) => JSON.stringify(row).includes(rejectedId));
    expect(naming.filter(({ expiresAt }) => typeof expiresAt !== "number" || expiresAt > now)).toEqual([]);
  });

  test("to Birk it is as if it had never been, and the log knows that it was erased", async () => {
    const reading = city.as("Birk").visits.readConcernOutcome({ params: { concernId: rejectedId } });
    expect(await refusal(reading)).toEqual([404, "not-found"]);
    const erasures = (await city.rows("access-log")).filter(({ act }) => act === "erasure");
    expect(erasures).toMatchObject([{ about: `CONCERN#${rejectedId}`, actor: { id: "system" } }]);
  });

  test("a concern that nobody has screened after ninety days lapses as too old, and is gone thirty days later", async () => {
    await city.advance("2026-05-31T00:01:00+02:00");
    const outcome = await done(city.as("Birk").visits.readConcernOutcome({ params: { concernId: waitingId } }));
    expect(outcome.body).toMatchObject({ status: "rejected", reasonCode: "too_old" });
    await city.settle();
    const decided = await city.events("visits.concern-decided.v1");
    expect(decided.at(-1)?.detail["data"]).toMatchObject({ concernRef: waitingId, reasonCode: "too_old" });
    await city.advance("P30D");
    expect(await about(waitingId)).toEqual([]);
    expect((await city.rows("records")).filter(({ pk }) => pk.startsWith("SUBJECT#"))).toEqual([]);
  });

  test("bus, queues, dead letters and logs carried no personal data", async () => {
    expect(await city.deadLetters()).toEqual([]);
    expect(await leaks(city, Object.values(words))).toEqual([]);
  });
});
