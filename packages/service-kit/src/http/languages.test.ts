import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { bicycleApi } from "../testing/bicycle-service.ts";
import { hanne } from "../testing/cast.ts";
import { quiet } from "../testing/quiet.ts";
import type { Answered, Sent } from "../testing/requests.ts";

quiet();

const service = bicycleApi();
const params = { bicycleId: randomUUID() };
type Ask = (headers: Sent["headers"] & object) => Promise<Answered>;
const post =
  (body: unknown): Ask =>
  (headers) =>
    service.call(hanne, "registerBicycle", { body, headers });
const details = ({ body }: Answered) => (body["errors"] as readonly { detail: string }[]).map(({ detail }) => detail);

/** A request that is wrong in one place, and what is said of it. */
const wrong: Record<string, readonly [ask: Ask, en: string, da: string]> = {
  "a field that is missing": [post({}), "must be given, as string", "skal angives, som tekst"],
  "a field of another type": [post({ frame: 7 }), "must be string", "skal være tekst"],
  "a format that is not kept": [
    post({ frame: "7", boughtOn: "2026-02-30" }),
    "does not match the format in /openapi.json: date",
    "følger ikke formatet i /openapi.json: date",
  ],
  "a CPR number that is none": [
    post({ frame: "7", giver: { cpr: "990199-9999" } }),
    "Not a CPR number",
    "Ikke et CPR-nummer",
  ],
  "a field that is not taken": [
    post({ frame: "7", isAdmin: true }),
    "is not a field of this request; leave it out",
    "er ikke et felt her; udelad det",
  ],
  "a body where none is taken": [
    (headers) => service.call(hanne, "listBicycles", { body: { frame: "7" }, headers }),
    "is not a field of this request; leave it out",
    "er ikke et felt her; udelad det",
  ],
  "no JSON": [post("{"), "is not JSON", "er ikke JSON"],
  "a field that stands twice": [post('{"frame":"7","frame":"8"}'), "names a field twice", "nævner et felt to gange"],
  "half a character": [
    post('{"frame":"\\ud800"}'),
    "contains control characters, unpaired surrogates or the sign of lost bytes (U+FFFD); send UTF-8",
    "indeholder kontroltegn, halve surrogatpar eller tegnet for tabte bytes (U+FFFD); send UTF-8",
  ],
  "too many levels": [
    post("[".repeat(33) + "]".repeat(33)),
    "is nested deeper than 32 levels",
    "er dybere end 32 niveauer",
  ],
  "no Idempotency-Key": [
    (headers) =>
      service.call(hanne, "registerBicycle", { body: { frame: "7" }, headers: { ...headers, "idempotency-key": "" } }),
    "must be 8 to 128 letters, digits, - or _, such as a UUID",
    "skal være 8 til 128 bogstaver, cifre, - eller _, for eksempel en UUID",
  ],
  "no If-Match": [
    (headers) => service.call(hanne, "lendBicycle", { params, body: { cpr: "720410-4311" }, headers }),
    "must be the ETag that you read",
    "skal være den ETag, du har læst",
  ],
  "a note that is no text": [
    (headers) => service.call(hanne, "readBicycle", { params, headers: { ...headers, "access-note": "%" } }),
    "must be 1 to 200 characters of percent-encoded UTF-8",
    "skal være 1 til 200 tegn procentkodet UTF-8",
  ],
};

describe("what is wrong with a request is said in the caller's language", () => {
  for (const [what, [ask, en, da]] of Object.entries(wrong))
    it(what, async () => {
      const danish = await ask({ "accept-language": "da" });
      expect(details(danish)).toEqual([da]);
      expect(danish.headers["content-language"]).toBe("da");
      for (const language of [undefined, "en", "de"]) {
        const english = await ask({ "accept-language": language });
        expect(details(english)).toEqual([en]);
        expect(english.headers["content-language"]).toBe("en");
      }
    });

  it("an Access-Reason that is none, with the reasons that there are", async () => {
    const read = (language: string) =>
      service.call(hanne, "readBicycle", {
        params,
        headers: { "accept-language": language, "access-reason": "curiosity" },
      });
    expect(details(await read("da"))).toEqual([expect.stringMatching(/^skal være en af: screening, /)]);
    expect(details(await read("en"))).toEqual([expect.stringMatching(/^must be one of: screening, /)]);
  });
});
