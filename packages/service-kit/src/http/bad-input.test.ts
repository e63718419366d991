import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bicycleApi, bicycleService } from "../testing/bicycle-service.ts";
import { hanne } from "../testing/cast.ts";
import { quiet } from "../testing/quiet.ts";
import { answered, lambdaContext, request, type Sent } from "../testing/requests.ts";

quiet();

const service = bicycleApi();
const post = (body: unknown, more: Sent = {}) => service.call(hanne, "registerBicycle", { body, ...more });
const nothingStored = async () => (await service.store.list("BICYCLES#housing", { limit: 1 })).items.length === 0;
const secret = "Hemmelighed";

describe("a body that is not what JSON should be", () => {
  const bodies: Record<string, string> = {
    "no JSON": `{"frame": ${secret}}`,
    "half of it": `{"frame": "${secret}"`,
    "a comma too many": `{"frame": "${secret}",}`,
    "single quotes": `{'frame': '${secret}'}`,
    "two documents": `{"frame":"${secret}"}{"frame":"7"}`,
    NaN: '{"frame":"7","price":NaN}',
    Infinity: '{"frame":"7","price":-Infinity}',
    "a byte order mark": '\ufeff{"frame":"7"}',
    "a comment": `{"frame":"7"/* ${secret} */}`,
    "the same field twice": `{"frame":"7","frame":"${secret}"}`,
    "the same field twice, once escaped": '{"frame":"7","\\u0066rame":"8"}',
    "the same field twice, deep inside": `{"frame":"7","parts":[{"name":"bell"},{"name":"a","name":"${secret}"}]}`,
    "NUL in a text": '{"frame":"7\\u0000"}',
    "NUL in a field name": '{"frame":"7","a\\u0000":1}',
    "half a character": '{"frame":"\\ud800"}',
    "half a character in a field name": '{"frame":"7","\\udc00":1}',
    "half a character, not escaped": '{"frame":"\ud800"}',
    __proto__: '{"frame":"7","__proto__":{"isAdmin":true}}',
    "__proto__, escaped": '{"frame":"7","\\u005f_proto__":{}}',
    "33 levels of lists": `${"[".repeat(33)}${"]".repeat(33)}`,
    "33 levels of objects": `${'{"a":'.repeat(33)}1${"}".repeat(33)}`,
    "100,000 levels": "[".repeat(100_000),
    "100,000 levels, well closed": `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
    "as many entries as a body holds, in one list": `{"frame":"7","parts":[${"1,".repeat(131_000)}1]}`,
    "as many entries as a body holds": `[${"1,".repeat(131_000)}1]`,
    "20,000 fields": `{${Array.from({ length: 20_000 }, (_, n) => `"k${n}":1`).join(",")}}`,
  };
  for (const [what, body] of Object.entries(bodies))
    it(`as with ${what}, answers 400 and nothing is stored`, async () => {
      const answer = await post(body);
      expect(answer).toMatchObject({ status: 400, slug: "invalid-request" });
      expect(answer.text).not.toContain(secret);
      expect(await nothingStored()).toBe(true);
    });

  it("answers where a field stands twice, when it can be said without repeating the caller", async () => {
    expect((await post('{"frame":"7","parts":[{"name":"bell"},{"name":"a","name":"b"}]}')).places).toEqual([
      "body/parts/1",
    ]);
    expect((await post('{"giver":{"cpr":1},"giver":1}')).places).toEqual(["body"]);
    expect((await post('{"7204104311":{"a":1,"a":1}}')).places).toEqual(["body"]);
    expect((await post('{"frame":"\\u0000"}')).places).toEqual(["body/frame"]);
  });

  it("answers 400 when its bytes are not UTF-8", async () => {
    const event = request(bicycleService.operations.registerBicycle, hanne, { body: "x", base64: true });
    const bytes = Buffer.from([...Buffer.from('{"frame":"'), 0xc3, 0x28, ...Buffer.from('"}')]);
    const answer = answered(await service.handleRequest({ ...event, body: bytes.toString("base64") }, lambdaContext()));
    expect(answer).toMatchObject({ status: 400, slug: "invalid-request" });
  });

  it("answers 400 when bytes were lost on its way: the gateway writes U+FFFD for what is no UTF-8", async () => {
    expect(await post('{"frame":"K\ufffdge"}')).toMatchObject({ status: 400, places: ["body/frame"] });
    expect((await post('{"frame":"K\\ufffdge"}')).status).toBe(400);
  });
});

describe("a body that is JSON but not what the contract takes", () => {
  const bodies: Record<string, readonly [unknown, readonly string[]]> = {
    "is missing": [undefined, ["body"]],
    "is null": ["null", ["body"]],
    "is a list": [[], ["body"]],
    "is a text": ['"frame"', ["body"]],
    "lacks a field": [{}, ["body/frame"]],
    "has a field of another type": [{ frame: 7 }, ["body/frame"]],
    "has an empty text": [{ frame: "" }, ["body/frame", "body/frame"]],
    "has a text of spaces": [{ frame: "   " }, ["body/frame"]],
    "has a text that is too long": [{ frame: secret.repeat(10) }, ["body/frame"]],
    "has a text that reads backwards": [{ frame: `7\u202e${secret}` }, ["body/frame"]],
    "has a value off the list": [{ frame: "7", colour: secret }, ["body/colour"]],
    "has a number beyond all numbers": ['{"frame":"7","price":1e309}', ["body/price"]],
    "has a whole number that cannot be told from its neighbour": [
      '{"frame":"7","gears":9007199254740993}',
      ["body/gears"],
    ],
    "has a broken number": [{ frame: "7", gears: 1.5 }, ["body/gears"]],
    "has a number that is too small": [{ frame: "7", gears: 0 }, ["body/gears"]],
    "has a date that does not exist": [{ frame: "7", boughtOn: "2026-02-30" }, ["body/boughtOn"]],
    "has the date 0000": [{ frame: "7", boughtOn: "0000-00-00" }, ["body/boughtOn"]],
    "has too many entries": [{ frame: "7", parts: Array(4).fill({ name: "bell" }) }, ["body/parts"]],
    "is wrong deep inside": [{ frame: "7", parts: [{ name: "bell" }, { name: 1 }] }, ["body/parts/1/name"]],
    "is wrong in several places": [{ frame: 1, gears: "x", giver: {} }, ["body/frame", "body/gears", "body/giver/cpr"]],
  };
  for (const [what, [body, places]] of Object.entries(bodies))
    it(`since it ${what}, answers 400 and points at the place`, async () => {
      const answer = await post(body);
      expect(answer.status).toBe(400);
      expect(new Set(answer.places)).toEqual(new Set(places));
      expect(answer.text).not.toContain(secret);
      expect(await nothingStored()).toBe(true);
    });

  it("tells what is missing from what is of the wrong type", async () => {
    expect((await post({})).text).toContain("must be given, as string");
    expect((await post({ frame: 7 })).text).toContain('"must be string"');
  });

  it("names every field that is not taken, if its name looks like one", async () => {
    const answer = await post({ frame: "7", isAdmin: true, constructor: 1, "Malik 720410-4311": 1 });
    expect(answer).toMatchObject({ status: 400, slug: "unexpected-field" });
    expect(answer.places).toEqual(["body/isAdmin", "body/constructor", "body"]);
    expect(answer.text).not.toContain("Malik");
  });

  it("names at most twenty places", async () => {
    const answer = await post(Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`field${n}`, n])));
    expect(answer.places).toHaveLength(20);
  });

  it("never changes what objects are", async () => {
    await post('{"frame":"7","constructor":{"prototype":{"isAdmin":true}},"prototype":{"isAdmin":true}}');
    expect("isAdmin" in {}).toBe(false);
  });

  it("says that a CPR number is none without repeating it", async () => {
    const answer = await post({ frame: "7", giver: { cpr: "990199-9999" } });
    expect(answer).toMatchObject({ status: 400, slug: "invalid-cpr" });
    expect([answer.places, answer.text.includes("990199")]).toEqual([["body/giver/cpr"], false]);
  });

  it("is not taken at all where the operation takes none", async () => {
    const answer = await service.call(hanne, "listBicycles", {
      body: { frame: "7" },
      headers: { "content-type": "application/json" },
    });
    expect(answer).toMatchObject({ status: 400, slug: "unexpected-field" });
  });
});

describe("any JSON at all", () => {
  const known = fc.record(
    Object.fromEntries(
      ["frame", "colour", "gears", "price", "boughtOn", "giver", "parts"].map((field) => [field, fc.jsonValue()]),
    ),
    { requiredKeys: [] },
  );
  const texts = (value: unknown): string[] => {
    if (typeof value === "string") return [value];
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
  };
  const names = (value: unknown): string[] =>
    typeof value === "object" && value !== null ? [...Object.keys(value), ...Object.values(value).flatMap(names)] : [];

  it("is answered without a failure on our side and without an echo of what it says", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), known), async (sent) => {
        const answer = await bicycleApi().call(hanne, "registerBicycle", { body: JSON.stringify(sent) });
        expect(answer.status).toBeLessThan(500);
        // A field that is not taken is pointed at by its name, which may be a value too
        const values = texts(sent).filter((value) => value.length >= 6 && !names(sent).includes(value));
        for (const value of values) expect(answer.text).not.toContain(value);
      }),
      { numRuns: 300 },
    );
  });

  it("may be any text: it is refused, never a failure", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (sent) => {
        expect((await post(sent)).status).toBe(400);
      }),
      { numRuns: 200 },
    );
  });
});
