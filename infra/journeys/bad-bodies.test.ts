import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { boot, type City, type Sent } from "./support/city.ts";
import { marker, refused, watch } from "./support/nonsense.ts";
import { leaks, numbersIn } from "./support/secrecy.ts";
import { children, concernAbout, observation } from "./support/stories.ts";

const good = concernAbout(children.Noah);
const text = JSON.stringify(good);
const marked = concernAbout(children.Noah, [observation(`${marker} ved opgangen`)]);

let city: City;
let watched: ReturnType<typeof watch>;
beforeAll(async () => {
  city = await boot();
  watched = watch(city);
  await watched.look();
});
afterEach(() => watched.unchanged());
afterAll(() => city.stop());

const concern = (body: unknown, headers: Sent["headers"] = {}) =>
  refused(city, "Birk", "POST /visits/concerns", { body, headers });

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
    expect(await refused(city, "Signe", route)).toMatchObject({ status: 400, slug: "unexpected-field" });
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
    expect(await refused(city, "Signe", `GET /visits/cases?${query}`)).toMatchObject({
      status: 400,
      slug: "invalid-request",
    });
  });
});

describe("a body of the wrong kind or size", () => {
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
});

describe("after all of it", () => {
  test("bus, queues, dead letters and both logs have none of what was sent", async () => {
    expect(await leaks(city, [marker])).toEqual([]);
    const log = JSON.stringify(await city.rows("access-log"));
    expect(log).not.toContain(marker);
    expect(numbersIn(log)).toEqual([]);
  });
});
