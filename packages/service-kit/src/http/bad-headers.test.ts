import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { bicycleApi } from "../testing/bicycle-service.ts";
import { hanne } from "../testing/cast.ts";
import { quiet } from "../testing/quiet.ts";
import type { Sent } from "../testing/requests.ts";

quiet();

const service = bicycleApi();
const post = (body: unknown, more: Sent = {}) => service.call(hanne, "registerBicycle", { body, ...more });
const list = (sent: Sent) => service.call(hanne, "listBicycles", sent);
const secret = "Hemmelighed";

describe("size, media type and encoding", () => {
  const padded = (bytes: number) => `{"frame":"${"x".repeat(bytes - 12)}"}`;

  it("a body over 256 KB answers 413 before it is read, also when it is no JSON", async () => {
    expect(await post(padded(256 * 1024))).toMatchObject({ status: 400, slug: "invalid-request" });
    expect(await post(padded(256 * 1024 + 1))).toMatchObject({ status: 413, slug: "content-too-large" });
    expect(await post("x".repeat(300_000))).toMatchObject({ status: 413, slug: "content-too-large" });
    expect(await post("æ".repeat(140_000))).toMatchObject({ status: 413, slug: "content-too-large" });
    expect(await post(padded(256 * 1024 + 1), { base64: true })).toMatchObject({
      status: 413,
      slug: "content-too-large",
    });
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
      expect(await post({ frame: "7" }, { headers: { "content-type": type } })).toMatchObject({
        status: 415,
        slug: "unsupported-media-type",
      });
    });

  for (const encoding of ["gzip", "GZIP", "br", "deflate", "identity, gzip"])
    it(`a body in ${encoding} answers 415`, async () => {
      const headers = { "content-encoding": encoding };
      expect(await post({ frame: "7" }, { headers, base64: true })).toMatchObject({
        status: 415,
        slug: "unsupported-media-type",
      });
    });

  for (const type of ["application/json", "application/json; charset=utf-8", 'Application/JSON;charset="UTF-8"'])
    it(`a body as ${type} is taken, in base64 too`, async () => {
      for (const base64 of [false, true]) {
        const taken = await bicycleApi().call(hanne, "registerBicycle", {
          body: { frame: "Ærø 🚲" },
          base64,
          headers: { "content-type": type, "content-encoding": base64 ? "Identity" : "identity" },
        });
        expect(taken.status).toBe(201);
      }
    });
});

describe("Accept and Accept-Language", () => {
  for (const accept of ["*/*", "application/*", "text/html, application/json;q=0.9", "APPLICATION/JSON", "", undefined])
    it(`${accept || "nothing"} takes JSON`, async () => {
      expect((await list({ headers: { accept } })).status).toBe(200);
    });

  for (const accept of ["text/html", "application/xml", "text/*", "application/json;q=0", "json", "application/json+x"])
    it(`${accept} does not take JSON`, async () => {
      expect(await list({ headers: { accept } })).toMatchObject({ status: 406, slug: "not-acceptable" });
    });

  it("chooses between English and Danish", async () => {
    const title = async (language: string | undefined) => {
      const { headers, body } = await post({}, { headers: { "accept-language": language } });
      return [headers["content-language"], body["title"]];
    };
    const danish = ["da", "Forespørgslen er ikke korrekt udformet"];
    const english = ["en", "The request is not well formed"];
    for (const language of ["da", "da-DK", "DA-dk,da;q=0.9,en;q=0.8", "nb, da", "en;q=0.1, da;q=0.9"])
      expect(await title(language)).toEqual(danish);
    for (const language of [undefined, "en", "de", "", "en-GB,en;q=0.9", secret])
      expect(await title(language)).toEqual(english);
  });
});

describe("headers and queries", () => {
  const params = { bicycleId: randomUUID() };
  const read = (headers: Sent["headers"] & object) => service.call(hanne, "readBicycle", { params, headers });

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
      expect(answer).toMatchObject({
        status: 400,
        slug: "idempotency-key-missing",
        places: ["header/Idempotency-Key"],
      });
      expect(answer.text).not.toContain(secret);
    }
  });

  it("a change without If-Match answers 428, whether the record exists or not", async () => {
    const answer = await service.call(hanne, "lendBicycle", { params, body: { cpr: "720410-4311" } });
    expect(answer).toMatchObject({ status: 428, slug: "precondition-required", places: ["header/If-Match"] });
  });

  it("a read without a listed Access-Reason answers 400", async () => {
    for (const reason of [undefined, "", "curiosity", "case-work "])
      expect(await read({ "access-reason": reason })).toMatchObject({
        status: 400,
        slug: "access-reason-missing",
        places: ["header/Access-Reason"],
      });
  });

  it("a note that is no text of 200 characters answers 400", async () => {
    for (const note of ["%", "%ff", "", "x".repeat(201)])
      expect(await read({ "access-reason": "audit", "access-note": note })).toMatchObject({
        status: 400,
        slug: "invalid-request",
        places: ["header/Access-Note"],
      });
  });

  it("a note without a reason answers 400: it explains nothing", async () => {
    const before = service.store.log.length;
    const note = { "access-note": encodeURIComponent(secret), "access-reason": undefined };
    for (const answer of [
      await read(note),
      await list({ headers: note }),
      await post({ frame: "7" }, { headers: note }),
    ]) {
      expect(answer).toMatchObject({ status: 400, slug: "access-reason-missing", places: ["header/Access-Reason"] });
      expect(answer.text).not.toContain(secret);
    }
    expect(service.store.log).toHaveLength(before);
  });

  it("a reason and a note are kept also where none is needed", async () => {
    expect(await list({ headers: { "access-reason": "audit", "access-note": "Mandag" } })).toMatchObject({
      status: 200,
    });
    expect(service.store.log.at(-1)).toMatchObject({ reason: "audit", note: "Mandag" });
  });

  it("a query that is unknown or wrong answers 400", async () => {
    for (const query of [
      { limit: "0" },
      { limit: "51" },
      { limit: "5,5" },
      { limit: "" },
      { cursor: "!" },
      { cursor: "bm8" },
    ])
      expect((await list({ query })).status).toBe(400);
    expect(await list({ query: { sort: secret } })).toMatchObject({
      status: 400,
      slug: "unexpected-field",
      places: ["query/sort"],
    });
    expect((await post({ frame: "7" }, { query: { dryRun: "true" } })).status).toBe(400);
  });
});
