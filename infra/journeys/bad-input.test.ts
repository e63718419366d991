import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { done } from "./support/answers.ts";
import { boot, type City, type Sent } from "./support/city.ts";
import { leaks, numbersIn } from "./support/secrecy.ts";
import { children, concernAbout, observation, openCase, register } from "./support/stories.ts";
import { forgeries } from "./support/tokens.ts";

/** Stands in every bad request, and in no answer. */
const marker = "Hemmeligt-7f3a";
const good = concernAbout(children.Noah);
const text = JSON.stringify(good);
const marked = concernAbout(children.Noah, [observation(`${marker} ved opgangen`)]);

let city: City;
let expired = "";
const data = mkdtempSync(join(tmpdir(), "trygt-journey-"));
/** Records that stand in the city while it is sent nonsense. */
const standing = { concernId: "", caseId: "", visitId: "" };
beforeAll(async () => {
  const earlier = await boot({ data, now: "2024-12-02T09:00:00+01:00" });
  expired = earlier.as("Birk").token;
  await earlier.stop();
  city = await boot({ data });
  standing.concernId = await register(city, concernAbout(children.Sara));
  const { caseId, work } = await openCase(city, "Adam");
  await done(work.invite());
  await city.settle();
  standing.caseId = caseId;
  const at = "2026-03-09T17:00:00+01:00";
  standing.visitId = (await done(work.schedule(at, [city.as("Signe").id, city.as("Søren").id]))).body.visitId;
  await city.advance("2026-03-09T18:00:00+01:00");
});
afterAll(async () => {
  await city.stop();
  rmSync(data, { recursive: true, force: true });
});

// Whatever is sent here: no record, no event, no dead letter comes of it
let before: ReadonlySet<string> | undefined;
const everything = async () =>
  new Set(
    [...(await city.rows("records")), ...(await city.events()), ...(await city.deadLetters())].map((one) =>
      JSON.stringify(one),
    ),
  );
beforeEach(async () => {
  before ??= await everything();
});
afterEach(async () => {
  const earlier = before ?? new Set();
  const after = await everything();
  before = after;
  const come = [...after].filter((one) => !earlier.has(one));
  const gone = [...earlier].filter((one) => !after.has(one));
  expect({ come, gone }).toEqual({ come: [], gone: [] });
});

type Refused = {
  readonly status: number;
  readonly slug: string;
  readonly reasons: string[];
  readonly pointers: string[];
};

/** Sends a request as it is and reads the refusal: a problem document that repeats nothing of what was sent. */
const refused = async (name: string, route: string, request: Sent = {}): Promise<Refused & { headers: Headers }> => {
  const response = await city.as(name).send(route, request);
  const answer = await response.text();
  expect(answer).not.toContain(marker);
  expect(numbersIn(answer)).toEqual([]);
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const { type, status, instance, errors = [] } = JSON.parse(answer);
  expect(status).toBe(response.status);
  expect(instance).toMatch(/^urn:trygt:request:\S+$/);
  return {
    status,
    slug: type.replace("urn:trygt:problem:", ""),
    reasons: errors.map(({ reason }: { reason: string }) => reason),
    pointers: errors.flatMap(({ pointer }: { pointer?: string }) => pointer ?? []),
    headers: response.headers,
  };
};
const concern = (body: unknown, headers: Sent["headers"] = {}) =>
  refused("Birk", "POST /visits/concerns", { body, headers });
const screening = () => `POST /visits/concerns/${standing.concernId}/screening`;
const accepted = { outcome: "accepted", kle: "27.24", youthCrimeBoard: "none" };

describe("a body that is not what it should be is 400, with a pointer to each wrong place", () => {
  const nested = (levels: number) => `${text.slice(0, -1)},"${marker}":${"[".repeat(levels)}${"]".repeat(levels)}}`;
  test.each<readonly [what: string, body: string]>([
    ["no JSON", `{"subject":{"cpr":"${children.Noah}","${marker}`],
    ["two values", `${text}${text}`],
    ["a number that JSON does not know", text.replace('"101-3-MJO"', "NaN")],
    ["a field named twice", `${text.slice(0, -1)},"areaCode":"${marker}"}`],
    ["NUL in a text", text.replace("Holdt", `${marker}\\u0000`)],
    ["half a character", text.replace("Holdt", `${marker}\\ud800`)],
    ["a mark before the first brace", `\ufeff${text}`],
    ["33 levels", nested(33)],
    ["a hundred thousand levels", nested(100_000)],
    ["a prototype", `${text.slice(0, -1)},"__proto__":{"${marker}":1}}`],
    ["a list", `[${text}]`],
    ["a text", `"${marker}"`],
    ["null", "null"],
  ])("%s", async (_, body) => {
    expect(await concern(body)).toMatchObject({ status: 400, slug: "invalid-request" });
  });

  test("no body at all", async () => {
    expect(await concern(undefined)).toMatchObject({ status: 400, slug: "invalid-request" });
  });

  test("a field whose name is no name is refused without naming it", async () => {
    const answer = await concern({ ...good, [`${marker} `]: 1 });
    expect(answer).toMatchObject({ status: 400, slug: "unexpected-field", pointers: [""] });
  });

  test.each<readonly [what: string, body: object, slug: string, pointers: readonly string[]]>([
    ["ethnicity", { ...good, ethnicity: marker }, "unexpected-field", ["/ethnicity"]],
    ["a name", { ...good, subject: { cpr: children.Noah, name: marker } }, "unexpected-field", ["/subject/name"]],
    ["nothing in it", {}, "invalid-request", ["/subject", "/areaCode", "/grounds"]],
    ["no ground", { ...good, grounds: [] }, "invalid-request", ["/grounds"]],
    ["four grounds", { ...good, grounds: Array(4).fill(good.grounds[0]) }, "invalid-request", ["/grounds"]],
    ["an area that is none", { ...good, areaCode: marker }, "invalid-request", ["/areaCode"]],
    ["a number of letters", { ...good, subject: { cpr: marker } }, "invalid-cpr", ["/subject/cpr"]],
    ["a number of no day", { ...good, subject: { cpr: "990230-4311" } }, "invalid-cpr", ["/subject/cpr"]],
    ["a number as a number", { ...good, subject: { cpr: 6309114135 } }, "invalid-request", ["/subject/cpr"]],
    [
      "30 February",
      concernAbout(children.Noah, [observation(`${marker} ved opgangen`, "2026-02-30")]),
      "invalid-request",
      ["/grounds/0/observedOn"],
    ],
    ["too few words", concernAbout(children.Noah, [observation("Dreng")]), "invalid-request", ["/grounds/0/text"]],
    [
      "a text with its direction turned",
      concernAbout(children.Noah, [observation(`${marker} \u202e ved opgangen`)]),
      "invalid-request",
      ["/grounds/0/text"],
    ],
    [
      "the words of the criminal process",
      concernAbout(children.Noah, [observation(`${marker} er sigtet for tyveri`)]),
      "unexpected-field",
      ["/grounds/0/text"],
    ],
    [
      "three wrong places at once",
      {
        subject: { cpr: children.Noah },
        areaCode: marker,
        grounds: [{ ...marked.grounds[0], kind: marker, source: 1 }],
      },
      "invalid-request",
      ["/areaCode", "/grounds/0/kind", "/grounds/0/source"],
    ],
  ])("%s", async (_, body, slug, pointers) => {
    const answer = await concern(body);
    expect(answer).toMatchObject({ status: 400, slug });
    expect(new Set(answer.pointers)).toEqual(new Set(pointers));
  });

  test("a list cannot be sorted or filtered by anything else", async () => {
    const route = `GET /visits/cases?assignedTo=me&sort=${marker}`;
    expect(await refused("Signe", route)).toMatchObject({ status: 400, slug: "unexpected-field" });
  });

  test.each([
    "assignedTo=you",
    "assignedTo=me&limit=0",
    "assignedTo=me&limit=51",
    "assignedTo=me&limit=1e1",
    `assignedTo=me&cursor=${marker}`,
    "assignedTo=me&assignedTo=you",
    "",
  ])("a query of ?%s", async (query) => {
    expect(await refused("Signe", `GET /visits/cases?${query}`)).toMatchObject({
      status: 400,
      slug: "invalid-request",
    });
  });
});

describe("what a header must say is asked for", () => {
  test.each([
    ["", "empty"],
    ["short", "too short"],
    [`${marker} with spaces`, "with spaces"],
    ["x".repeat(129), "too long"],
  ])("an Idempotency-Key of %j, %s, is 400", async (key) => {
    expect(await concern(good, { "idempotency-key": key })).toMatchObject({
      status: 400,
      slug: "idempotency-key-missing",
      pointers: ["/Idempotency-Key"],
    });
  });

  test("a write without Idempotency-Key is 400", async () => {
    const { token } = city.as("Birk");
    const response = await fetch(`${city.url}/visits/concerns`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: text,
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ type: "urn:trygt:problem:idempotency-key-missing" });
  });

  test.each([[undefined], [marker], ["curiosity"]])("a case read for the reason %j is 400", async (reason) => {
    const headers: Record<string, string> = reason === undefined ? {} : { "access-reason": reason };
    expect(await refused("Signe", `GET /visits/cases/${standing.caseId}`, { headers })).toMatchObject({
      status: 400,
      slug: "access-reason-missing",
    });
  });

  test("a change without If-Match is 428", async () => {
    expect(await refused("Signe", screening(), { body: accepted })).toMatchObject({
      status: 428,
      slug: "precondition-required",
    });
  });

  test.each(['"7"', '"0"', "1", "*", 'W/"1"', `"${marker}"`, '"1", "2"'])(
    "on the version %s it is 412",
    async (etag) => {
      const answer = await refused("Signe", screening(), { body: accepted, headers: { "if-match": etag } });
      expect(answer).toMatchObject({ status: 412, slug: "version-conflict" });
    },
  );

  test("a key that has been used for another body is 422", async () => {
    const key = randomUUID();
    const sent = { "idempotency-key": key, "if-match": '"9"' };
    expect((await refused("Signe", screening(), { body: accepted, headers: sent })).status).toBe(412);
    const used = await city
      .as("Birk")
      .send("POST /visits/concerns", { body: good, headers: { "idempotency-key": key } });
    expect(used.status).toBe(201);
    before = await everything();
    expect(await concern(marked, { "idempotency-key": key })).toMatchObject({
      status: 422,
      slug: "idempotency-key-reused",
    });
  });
});

describe("form, size and kind", () => {
  test.each([
    "text/plain",
    "application/xml",
    "application/json; charset=latin1",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/merge-patch+json",
  ])("a body of %s is 415", async (type) => {
    expect(await concern(text, { "content-type": type })).toMatchObject({
      status: 415,
      slug: "unsupported-media-type",
    });
  });

  test("a packed body is 415", async () => {
    expect(await concern(text, { "content-encoding": "gzip" })).toMatchObject({
      status: 415,
      slug: "unsupported-media-type",
    });
  });

  test("a body over 256 KB is 413, well formed or not", async () => {
    const long = `${marker}${"x".repeat(256 * 1024)}`;
    for (const body of [JSON.stringify({ ...good, more: long }), long])
      expect(await concern(body)).toMatchObject({ status: 413, slug: "content-too-large" });
  });

  test("a body over the gateway's 10 MB is 413 too", async () => {
    const response = await city.as("Birk").send("POST /visits/concerns", { body: "x".repeat(11 * 1024 * 1024) });
    expect(response.status).toBe(413);
  });

  test("headers over the gateway's 10 KB are turned away", async () => {
    const response = await city
      .as("Birk")
      .send("GET /visits/cases?assignedTo=me", { headers: { "x-long": "x".repeat(11_000) } });
    expect([414, 431]).toContain(response.status);
  });

  test.each(["text/html", "application/xml", "application/json;q=0", "image/*"])(
    "an answer as %s is 406",
    async (accept) => {
      expect(await refused("Signe", "GET /visits/cases?assignedTo=me", { headers: { accept } })).toMatchObject({
        status: 406,
        slug: "not-acceptable",
      });
    },
  );

  test.each([
    ["DELETE", "/visits/concerns", "GET, POST"],
    ["PUT", "/visits/concerns", "GET, POST"],
    ["PATCH", "/visits/cases/00000000-0000-4000-8000-000000000000", "GET"],
    ["POST", "/visits/cases", "GET"],
    ["GET", "/visits/cases/00000000-0000-4000-8000-000000000000/close", "POST"],
    ["DELETE", "/visits/capacity", "GET"],
  ])("%s %s is 405 with Allow: %s", async (method, path, allow) => {
    const answer = await refused("Signe", `${method} ${path}`);
    expect(answer).toMatchObject({ status: 405, slug: "method-not-allowed" });
    expect(answer.headers.get("allow")).toBe(allow);
  });
});

describe("a token that is not good is 401, before anything else is looked at", () => {
  const asked = async (authorization: string | undefined) => {
    const response = await fetch(`${city.url}/visits/concerns`, {
      method: "POST",
      headers: authorization === undefined ? {} : { authorization },
      body: `{"${marker}`,
    });
    expect(await response.text()).not.toContain(marker);
    expect(response.headers.get("www-authenticate")).toMatch(/^Bearer/);
    return response.status;
  };

  test("none", async () => {
    expect(await asked(undefined)).toBe(401);
  });

  test("one that has expired", async () => {
    expect(await asked(`Bearer ${expired}`)).toBe(401);
  });

  test("every kind of forgery", async () => {
    const tokens = Object.entries(forgeries(city.as("Birk").token));
    const answers = await Promise.all(tokens.map(async ([kind, token]) => [kind, await asked(`Bearer ${token}`)]));
    expect(answers).toEqual(tokens.map(([kind]) => [kind, 401]));
  });

  test("another scheme", async () => {
    expect(await asked(`Basic ${Buffer.from("Birk:Birk").toString("base64")}`)).toBe(401);
  });
});

describe("what is not there, not theirs or not for their role looks the same", () => {
  const nowhere = "00000000-0000-4000-8000-000000000000";
  const body = async (name: string, route: string, request?: Sent) => {
    const response = await city.as(name).send(route, request);
    const { instance: _, ...problem } = (await response.json()) as Record<string, unknown>;
    return { status: response.status, problem };
  };
  const reason = { headers: { "access-reason": "case-work" } };

  test("a case that is missing, another's, malformed, or asked for in the wrong role", async () => {
    const answers = await Promise.all([
      body("Signe", `GET /visits/cases/${nowhere}`, reason),
      body("Signe", "GET /visits/cases/1", reason),
      body("Signe", `GET /visits/cases/${"x".repeat(2000)}`, reason),
      body("Signe", `GET /visits/cases/${encodeURIComponent("../concerns")}`, reason),
      body("Pia", `GET /visits/cases/${standing.caseId}`, reason),
      body("Birk", `GET /visits/cases/${standing.caseId}`, reason),
      body("Jens", `GET /visits/cases/${standing.caseId}`, reason),
      body("Signe", "GET /visits/nothing"),
    ]);
    expect(answers[0]?.status).toBe(404);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  test("a change to it says no more than a read", async () => {
    const change = { headers: { "if-match": '"1"' }, body: { reason: "moved" } };
    const answers = await Promise.all([
      body("Signe", `POST /visits/cases/${nowhere}/close`, change),
      body("Pia", `POST /visits/cases/${standing.caseId}/close`, change),
      body("Birk", `POST /visits/cases/${standing.caseId}/close`, change),
    ]);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  test("whoever may not, is not told what a right request would look like", async () => {
    expect(
      await refused("Jens", "POST /visits/concerns", { body: "{", headers: { "content-type": "text/plain" } }),
    ).toMatchObject({
      status: 404,
    });
  });
});

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
    const { status, reasons } = await refused("Signe", `POST /visits/${act}`, {
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
    const body = { ...accepted, youthCrimeBoard: "active" };
    const answer = await refused("Signe", screening(), { body, headers: { "if-match": '"1"' } });
    expect(answer).toMatchObject({ status: 409, slug: "coordination-required" });
  });
});

describe("after all of it", () => {
  test("bus, queues, dead letters and logs have none of what was sent", async () => {
    expect(await leaks(city, [marker])).toEqual([]);
  });

  test("the access log has none of it either", async () => {
    const log = JSON.stringify(await city.rows("access-log"));
    expect(log).not.toContain(marker);
    expect(numbersIn(log)).toEqual([]);
  });
});
