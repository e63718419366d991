import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { done } from "./support/answers.ts";
import { boot, type City } from "./support/city.ts";
import { marker, refused, watch } from "./support/nonsense.ts";
import { leaks, numbersIn } from "./support/secrecy.ts";
import { acceptance, children, concernAbout, observation, openCase, register } from "./support/stories.ts";

let city: City;
let watched: ReturnType<typeof watch>;
/** Records that stand in the city while it is asked for what no rule allows. */
const standing = { concernId: "", caseId: "", visitId: "" };
beforeAll(async () => {
  city = await boot();
  standing.concernId = await register(city, concernAbout(children.Sara));
  const { caseId, work } = await openCase(city, "Adam");
  await done(work.invite());
  await city.settle();
  standing.caseId = caseId;
  const at = "2026-03-09T17:00:00+01:00";
  standing.visitId = (await done(work.schedule(at, [city.as("Signe").id, city.as("Søren").id]))).body.visitId;
  await city.advance("2026-03-09T18:00:00+01:00");
  watched = watch(city);
  await watched.look();
});
afterEach(() => watched.unchanged());
afterAll(() => city.stop());

const concern = (body: unknown) => refused(city, "Birk", "POST /visits/concerns", { body });
const screening = () => `POST /visits/concerns/${standing.concernId}/screening`;

describe("a rule that says no is 422 or 409, with every reason at once", () => {
  const seen = (day: string, kind?: Parameters<typeof observation>[2], source?: Parameters<typeof observation>[3]) =>
    observation(`${marker} ved opgangen`, day, kind, source);
  const fresh = seen("2026-03-01");
  test.each<readonly [who: string, body: object, reasons: readonly string[]]>([
    ["somebody whom the register does not know", concernAbout("620101-4002", [fresh]), ["person-unknown"]],
    ["somebody who has died", concernAbout("620202-4395", [fresh]), ["person-unknown"]],
    ["an adult", concernAbout("800502-4391", [fresh]), ["subject-is-adult"]],
    ["a child of eight", concernAbout("740517-4450", [fresh]), ["below-scope-age"]],
    ["a child who has moved away", concernAbout("821010-4486", [fresh]), ["out-of-area"]],
    ["a place outside Nørrebro", concernAbout(children.Noah, [fresh], "101-4"), ["out-of-area"]],
    [
      "a brother's conviction alone",
      concernAbout(children.Noah, [seen("2026-03-01", "relatives_conviction", "police_report")]),
      ["insufficient-ground"],
    ],
    [
      "an anonymous tip alone",
      concernAbout(children.Noah, [seen("2026-03-01", "own_conduct", "anonymous_tip")]),
      ["insufficient-ground"],
    ],
    [
      "a rumour alone",
      concernAbout(children.Noah, [seen("2026-03-01", "own_situation", "rumour")]),
      ["insufficient-ground"],
    ],
    ["a ground of 91 days ago", concernAbout(children.Noah, [seen("2025-12-08")]), ["stale-ground"]],
    ["one stale ground among fresh ones", concernAbout(children.Noah, [fresh, seen("2025-12-08")]), ["stale-ground"]],
    ["a ground of tomorrow", concernAbout(children.Noah, [seen("2026-03-10")]), ["date-not-usable"]],
    [
      "an adult, elsewhere, long ago, by hearsay",
      concernAbout("800502-4391", [seen("2025-11-01", "own_conduct", "rumour")], "101-4"),
      ["subject-is-adult", "out-of-area", "stale-ground", "insufficient-ground"],
    ],
  ])("a concern on %s", async (_, body, reasons) => {
    const answer = await concern(body);
    expect(answer.status).toBe(422);
    expect(answer.slug).toBe(reasons[0]);
    expect([...answer.reasons].sort()).toEqual([...reasons].sort());
  });

  const onCase = async (act: string, body: object): Promise<readonly [number, ...string[]]> => {
    const { status, reasons } = await refused(city, "Signe", `POST /visits/${act}`, {
      body,
      headers: { "if-match": await etag() },
    });
    return [status, ...reasons];
  };
  const etag = async () => {
    const { visits } = city.as("Signe");
    const params = { caseId: standing.caseId };
    return (await done(visits.readCase({ params, reason: "case-work" }))).etag ?? "";
  };
  const scheduling = (more: object) => {
    const staff = [city.as("Signe").id, city.as("Søren").id];
    return onCase(`cases/${standing.caseId}/visits`, { at: "2026-03-12T17:00:00+01:00", staff, ...more });
  };

  test.each<readonly [what: string, more: object, reasons: readonly string[]]>([
    ["a sibling as interpreter", { interpreter: { language: "ar", kind: "sibling" } }, ["interpreter-not-allowed"]],
    ["a child as interpreter", { interpreter: { language: "ar", kind: "child" } }, ["interpreter-not-allowed"]],
    ["a time that has passed", { at: "2026-03-09T17:59:00+01:00" }, ["date-not-usable"]],
    ["the first minute of the eighteenth birthday", { at: "2026-03-15T00:00:00+01:00" }, ["subject-is-adult"]],
    [
      "a past time with a sister to interpret",
      { at: "2026-03-08T17:00:00+01:00", interpreter: { language: "ar", kind: "sibling" } },
      ["date-not-usable", "interpreter-not-allowed"],
    ],
  ])("a visit with %s", async (_, more, reasons) => {
    expect(await scheduling(more)).toEqual([422, ...reasons]);
  });

  test("a visit with one person twice", async () => {
    const { id } = city.as("Signe");
    expect(await scheduling({ staff: [id, id] })).toEqual([422, "staff-not-two"]);
  });

  const held = (more: object) =>
    onCase(`visits/${standing.visitId}/outcome`, {
      outcome: "held",
      present: [1],
      informed: [1],
      childView: { heard: true, text: `${marker} sagde han` },
      ...more,
    });

  test.each<readonly [what: string, more: object, reasons: readonly string[]]>([
    ["nobody with custody there", { present: [] }, ["custody-holder-absent"]],
    ["somebody there who has no custody", { present: [2], informed: [1, 2] }, ["custody-holder-absent"]],
    ["the custody holder not told", { informed: [] }, ["custody-holder-absent"]],
    ["the child not heard and no word why", { childView: undefined }, ["child-not-heard"]],
    ["a brother interpreting", { interpreter: { language: "so", kind: "sibling" } }, ["interpreter-not-allowed"]],
    [
      "neither parent nor child's view",
      { present: [], childView: undefined },
      ["custody-holder-absent", "child-not-heard"],
    ],
  ])("a visit held with %s", async (_, more, reasons) => {
    expect(await held(more)).toEqual([422, ...reasons]);
  });

  test("what is not its turn is 409", async () => {
    const due = { kind: "club", text: marker, owner: city.as("Signe").id, dueOn: "2026-03-20" };
    expect(await onCase(`cases/${standing.caseId}/follow-ups`, due)).toEqual([409, "invalid-transition"]);
    expect(await onCase(`cases/${standing.caseId}/close`, { reason: "declined" })).toEqual([409, "invalid-transition"]);
    expect(await onCase(`visits/${standing.caseId}.9/outcome`, { outcome: "no_show" })).toEqual([
      409,
      "invalid-transition",
    ]);
  });

  test("a child with a case at the Youth Crime Board waits for its case worker", async () => {
    const body = { ...acceptance, youthCrimeBoard: "active" };
    const answer = await refused(city, "Signe", screening(), { body, headers: { "if-match": '"1"' } });
    expect(answer).toMatchObject({ status: 409, slug: "coordination-required" });
  });
});

describe("after all of it", () => {
  test("bus, queues, dead letters and both logs have none of what was sent", async () => {
    expect(await leaks(city, [marker])).toEqual([]);
    const log = JSON.stringify(await city.rows("access-log"));
    expect(log).not.toContain(marker);
    expect(numbersIn(log)).toEqual([]);
  });
});
