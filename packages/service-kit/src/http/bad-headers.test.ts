import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { bicycleApi } from "../testing/bicycle-service.ts";
import { callerOf, placesOf, type Sent } from "../testing/gateway.ts";
import { quiet } from "../testing/quiet.ts";
import { told } from "../testing/told.ts";

quiet();

const { call } = callerOf(bicycleApi());
const post = (body: unknown, more: Sent = {}) => call("POST /bicycles", { body, ...more });
const secret = "Hemmelighed";

describe("size, media type and encoding", () => {
  const padded = (bytes: number) => `{"frame":"${"x".repeat(bytes - 12)}"}`;

  it("a body over 256 KB answers 413 before it is read, also when it is no JSON", async () => {
    expect(told(await post(padded(256 * 1024)))).toEqual([400, "invalid-request"]);
    expect(told(await post(padded(256 * 1024 + 1)))).toEqual([413, "content-too-large"]);
    expect(told(await post("x".repeat(300_000)))).toEqual([413, "content-too-large"]);
    expect(told(await post("æ".repeat(140_000)))).toEqual([413, "content-too-large"]);
    expect(told(await post(padded(256 * 1024 + 1), { base64: true }))).toEqual([413, "content-too-large"]);
  });

  for (const type of [
    undefined,
    "",
    "text/plain",
    "text/json",
    "application/xml",
    "application/json; charset=latin1",
    "application/json; charset=utf-16",
    "application/jsonp",
    "application/merge-patch+json",
    "multipart/form-data; boundary=x",
    "application/json, text/plain",
  ])
    it(`a body as ${type ?? "nothing in particular"} answers 415`, async () => {
      expect(told(await post({ frame: "7" }, { headers: { "content-type": type } }))).toEqual([
        415,
        "unsupported-media-type",
      ]);
    });

  for (const encoding of ["gzip", "br", "deflate", "identity, gzip"])
    it(`a body in ${encoding} answers 415`, async () => {
      const headers = { "content-encoding": encoding };
      expect(told(await post({ frame: "7" }, { headers, base64: true }))).toEqual([415, "unsupported-media-type"]);
    });

  for (const type of ["application/json", "application/json; charset=utf-8", 'Application/JSON;charset="UTF-8"'])
    it(`a body as ${type} is taken, in base64 too`, async () => {
      for (const base64 of [false, true]) {
        const taken = await callerOf(bicycleApi()).call("POST /bicycles", {
          body: { frame: "Ærø 🚲" },
          base64,
          headers: { "content-type": type, "content-encoding": "identity" },
        });
        expect(taken.status).toBe(201);
      }
    });
});

describe("Accept and Accept-Language", () => {
  for (const accept of ["*/*", "application/*", "text/html, application/json;q=0.9", "APPLICATION/JSON", "", undefined])
    it(`${accept || "nothing"} takes JSON`, async () => {
      expect((await call("GET /bicycles", { headers: { accept } })).status).toBe(200);
    });

  for (const accept of ["text/html", "application/xml", "text/*", "application/json;q=0", "json", "application/json+x"])
    it(`${accept} does not take JSON`, async () => {
      expect(told(await call("GET /bicycles", { headers: { accept } }))).toEqual([406, "not-acceptable"]);
    });

  it("chooses between English and Danish", async () => {
    const title = async (language: string | undefined) => {
      const { headers, body } = await post({}, { headers: { "accept-language": language } });
      return [headers["content-language"], body["title"]];
    };
    const danish = ["da", "Forespørgslen er ikke korrekt udformet"];
    const english = ["en", "The request is not well formed"];
    for (const language of ["da", "da-DK", "DA-dk,da;q=0.9,en;q=0.8", "nb, da"])
      expect(await title(language)).toEqual(danish);
    for (const language of [undefined, "en", "de", "", "en-GB,en;q=0.9", secret])
      expect(await title(language)).toEqual(english);
  });
});

describe("headers and queries", () => {
  const bicycleId = randomUUID();
  const headers = async (route: string, given: Sent["headers"], more: Sent = {}) =>
    told(await call(route, { bicycleId, headers: given ?? {}, ...more }));

  it("a write without a usable Idempotency-Key answers 400", async () => {
    for (const key of [
      undefined,
      "",
      "short",
      `${secret} with spaces`,
      "x".repeat(129),
      "æøåæøåæøå",
      '"',
      "a#b#c#d#e#f",
    ]) {
      const answer = await post({ frame: "7" }, { headers: { "idempotency-key": key } });
      expect(told(answer)).toEqual([400, "idempotency-key-missing"]);
      expect([placesOf(answer), answer.text.includes(secret)]).toEqual([["header/Idempotency-Key"], false]);
    }
  });

  it("a change without If-Match answers 428, whether the record exists or not", async () => {
    const answer = await headers("POST /bicycles/{bicycleId}/loan", {}, { body: { cpr: "720410-4311" } });
    expect(answer).toEqual([428, "precondition-required"]);
  });

  it("a read without a listed Access-Reason answers 400", async () => {
    for (const reason of [undefined, "", "curiosity", "case-work "])
      expect(await headers("GET /bicycles/{bicycleId}", { "access-reason": reason })).toEqual([
        400,
        "access-reason-missing",
      ]);
  });

  it("a note that is no text of 200 characters answers 400", async () => {
    for (const note of ["%", "%ff", "", "x".repeat(201)])
      expect(await headers("GET /bicycles/{bicycleId}", { "access-reason": "audit", "access-note": note })).toEqual([
        400,
        "invalid-request",
      ]);
  });

  it("a query that is unknown or wrong answers 400", async () => {
    const queries = [
      { limit: "0" },
      { limit: "51" },
      { limit: "5,5" },
      { limit: "" },
      { cursor: "!" },
      { cursor: "bm8" },
    ];
    for (const query of queries) expect((await call("GET /bicycles", { query })).status).toBe(400);
    const unknown = await call("GET /bicycles", { query: { sort: secret } });
    expect([told(unknown), placesOf(unknown)]).toEqual([[400, "unexpected-field"], ["query/sort"]]);
    expect((await post({ frame: "7" }, { query: { dryRun: "true" } })).status).toBe(400);
  });
});
