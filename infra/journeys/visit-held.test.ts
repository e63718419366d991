import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { done, refusal } from "./support/answers.ts";
import { boot, type City } from "./support/city.ts";
import { leaks, wordsIn } from "./support/secrecy.ts";
import { acceptance, caseWork, children, concernAbout, observation, wellHeld } from "./support/stories.ts";

describe("a visit is held (scenario 1)", () => {
  const words = {
    first: "Holdt vagt ved opgangen for nogle ældre drenge",
    second: "Havde en nøgle til kælderen på sig",
    childView: "Jeg vil hellere spille fodbold end stå dernede",
    followUp: "Fodbold i Nørrebro United om tirsdagen",
  };
  let city: City;
  let concernId = "";
  let caseId = "";
  let visitId = "";
  let work: ReturnType<typeof caseWork>;
  beforeAll(async () => {
    city = await boot();
  });
  afterAll(() => city.stop());

  test("Birk registers a concern on Malik with two observations of his own conduct", async () => {
    const grounds = [observation(words.first, "2026-02-20"), observation(words.second, "2026-02-24")];
    const registered = await done(
      city.as("Birk").visits.registerConcern({ body: concernAbout(children.Malik, grounds) }),
    );
    expect(registered.status).toBe(201);
    expect(registered.body.status).toBe("received");
    concernId = registered.body.concernId;
  });

  test("Signe finds it on the screening list, reads it and accepts it, and it becomes her case", async () => {
    const { visits } = city.as("Signe");
    const { items } = (await done(visits.listConcerns({ query: { status: "received" } }))).body;
    expect(items).toMatchObject([{ concernId, areaCode: "101-3-MJO", screenBy: "2026-03-09", late: false }]);
    const read = await done(visits.readConcern({ params: { concernId }, reason: "screening" }));
    expect(read.body).toMatchObject({
      subject: { name: "Malik Testesen", birthDate: "2010-04-12" },
      grounds: [{ text: words.first }, { text: words.second }],
    });
    const screened = await done(
      visits.screenConcern({ params: { concernId }, body: acceptance, ifMatch: read.etag ?? "" }),
    );
    expect(screened.body.status).toBe("accepted");
    caseId = screened.body.caseId ?? "";
    work = caseWork(city.as("Signe"), caseId);
    const opened = (await work.read()).body;
    expect(opened).toMatchObject({
      status: "open",
      nextDue: "invite",
      nextDueOn: "2026-03-09",
      reviewOn: "2026-05-31",
    });
  });

  test("the decision goes over the bus as a reference and a code, and nothing else", async () => {
    await city.settle();
    const [decided, ...more] = await city.events("visits.concern-decided.v1");
    expect(more).toEqual([]);
    expect(decided).toMatchObject({ source: "trygt.visits" });
    expect(decided?.detail["data"]).toEqual({ concernRef: concernId, outcome: "accepted" });
  });

  test("Birk sees only that it was accepted; the case is not there for him", async () => {
    const birk = city.as("Birk");
    const outcome = await done(birk.visits.readConcernOutcome({ params: { concernId } }));
    expect(outcome.body).toEqual({ concernId, status: "accepted" });
    expect(await refusal(birk.visits.readCase({ params: { caseId }, reason: "case-work" }))).toEqual([
      404,
      "not-found",
    ]);
    expect(await refusal(birk.visits.readConcern({ params: { concernId }, reason: "screening" }))).toEqual([
      404,
      "not-found",
    ]);
  });

  test("once decided, the concern itself is closed to SSP too: the case is where the work goes on", async () => {
    const reading = city.as("Signe").visits.readConcern({ params: { concernId }, reason: "screening" });
    expect(await refusal(reading)).toEqual([404, "not-found"]);
  });

  test("Signe invites: letters with a neutral title, no name, address or reason, reach the mother and Malik himself", async () => {
    await done(work.invite());
    await city.settle();
    const letters = await city.letters();
    expect(letters.map(({ recipientCpr }) => recipientCpr).sort()).toEqual(["7204104311", "7503853118"]);
    for (const { title, body, language } of letters) {
      expect(title).toBe("Brev fra Københavns Kommune");
      expect(language).toBe("da");
      expect(
        wordsIn(`${title} ${body}`, ["Malik", "Testesen", "Mjølnerparken", "København N", "politi", "bekymring"]),
      ).toEqual([]);
    }
  });

  test("the father is exempt from Digital Post, and the case says that his letter goes on paper", async () => {
    expect((await work.read()).body).toMatchObject({
      status: "inviting",
      nextDue: "schedule",
      custodyHolders: [
        { holder: 1, name: "Amina Testesen", channel: "digital_post" },
        { holder: 2, name: "Karl Testesen", channel: "paper" },
      ],
    });
  });

  test("the visit is set for 5 March at 17, with Signe and Søren", async () => {
    const staff = [city.as("Signe").id, city.as("Søren").id] as const;
    const scheduled = await done(work.schedule("2026-03-05T17:00:00+01:00", staff));
    expect(scheduled.body).toMatchObject({ status: "scheduled", nextDue: "visit", nextDueOn: "2026-03-05" });
    visitId = scheduled.body.visitId;
  });

  test("Søren sees the case while he is to go there", async () => {
    const read = await done(city.as("Søren").visits.readCase({ params: { caseId }, reason: "visit-preparation" }));
    expect(read.body.subject.name).toBe("Malik Testesen");
  });

  test("nothing can be recorded of a visit before its time", async () => {
    expect(await refusal(work.record(visitId, wellHeld(words.childView)))).toEqual([422, "date-not-usable"]);
  });

  test("it is held with the mother there, the father told and Malik heard", async () => {
    await city.advance("2026-03-05T18:30:00+01:00");
    const held = await done(work.record(visitId, wellHeld(words.childView)));
    expect(held.body).toMatchObject({ status: "held", nextDue: "follow_up", nextDueOn: "2026-03-12" });
  });

  test("Søren's part is over with the visit, and so is his view of the case", async () => {
    const reading = city.as("Søren").visits.readCase({ params: { caseId }, reason: "visit-preparation" });
    expect(await refusal(reading)).toEqual([404, "not-found"]);
  });

  test("one follow-up is agreed, the football club by 2 April, and the case is following up", async () => {
    const agreed = await done(
      work.followUp({ kind: "club", text: words.followUp, owner: city.as("Signe").id, dueOn: "2026-04-02" }),
    );
    expect(agreed.body).toMatchObject({ status: "following_up", nextDue: "follow_up", nextDueOn: "2026-04-02" });
    const { body } = await work.read();
    expect(body.visits).toMatchObject([{ visitId, status: "held", childView: words.childView }]);
    expect(body.followUps).toMatchObject([{ followUpId: agreed.body.followUpId, kind: "club", text: words.followUp }]);
  });

  test("every read is one entry in the log, with who and why", async () => {
    const signe = city.as("Signe");
    const reads: readonly (readonly [read: () => Promise<unknown>, entry: object])[] = [
      [
        () => done(signe.visits.readCase({ params: { caseId }, reason: "follow-up", note: "aftalt på mødet" })),
        { operation: "visits.readCase", about: `CASE#${caseId}`, reason: "follow-up", note: "aftalt på mødet" },
      ],
      [
        () => done(signe.visits.readVisitSheet({ params: { visitId }, reason: "visit-preparation" })),
        { operation: "visits.readVisitSheet", about: `CASE#${caseId}`, reason: "visit-preparation" },
      ],
      [
        () => done(signe.visits.listCases({ query: { assignedTo: "me" } })),
        { operation: "visits.listCases", about: `CASES#${signe.id}` },
      ],
      [() => done(signe.visits.readCalendar()), { operation: "visits.readCalendar", about: `VISITS#${signe.id}` }],
    ];
    for (const [read, entry] of reads) {
      const before = new Set((await city.rows("access-log")).map(({ sk }) => sk));
      await read();
      const entries = (await city.rows("access-log")).filter(({ sk }) => !before.has(sk));
      expect(entries).toMatchObject([
        { act: "consultation", actor: { id: signe.id, role: "ssp_consultant" }, ...entry },
      ]);
    }
  });

  test("that Birk asked for the case is in the log too, as a denial of that record", async () => {
    const denials = (await city.rows("access-log"))
      .filter(({ act, actor }) => act === "denial" && (actor as { id: string }).id === city.as("Birk").id)
      .sort((one, other) => (String(one["at"]) < String(other["at"]) ? -1 : 1));
    expect(denials).toMatchObject([
      { operation: "visits.readCase", about: `CASE#${caseId}`, refused: ["not-found"] },
      { operation: "visits.readConcern", about: `CONCERN#${concernId}`, refused: ["not-found"] },
    ]);
  });

  test("bus, queues, dead letters and logs carried no personal data", async () => {
    expect(await city.deadLetters()).toEqual([]);
    expect(wordsIn(JSON.stringify(await city.rows("records")), Object.values(words))).toHaveLength(4);
    expect(await leaks(city, Object.values(words))).toEqual([]);
  });
});
