import { birk, bo, dan, lina, malik, mille, noah, quiet } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { type Bad, testBad } from "../testing/bad-requests.ts";
import { visitsService } from "../testing/service.ts";
import { ground, registered } from "../testing/stories.ts";

quiet();

const concern = (change: object, gets: Bad["gets"], more: Partial<Bad> = {}): Bad => ({
  verb: "registerConcern",
  sent: () => ({ body: { subject: { cpr: malik.cpr }, areaCode: "101-3", grounds: [ground], ...change } }),
  gets,
  ...more,
});
const about = ({ cpr }: { readonly cpr: string }) => ({ subject: { cpr } });
const grounds = (...changes: readonly object[]) => ({ grounds: changes.map((change) => ({ ...ground, ...change })) });
const relative = { kind: "relatives_conviction", source: "police_report", text: "Bror dømt efter § 81 a" };
const anonymous = { source: "anonymous_tip", text: "Nogen ringede og sagde det" };

const requests: Readonly<Record<string, Bad>> = {
  "a concern on an adult": concern(about(lina), [422, "subject-is-adult"]),
  "a concern on a child of nine": concern(about(bo), [422, "below-scope-age"]),
  "a concern on a child who has moved away": concern(about(mille), [422, "out-of-area"]),
  "a concern on somebody who has died": concern(about(dan), [422, "person-unknown"]),
  "a concern on a number that nobody has": concern(about({ cpr: "720410-4312" }), [422, "person-unknown"], {
    secret: "4312",
  }),
  "a number that is no CPR number": concern(about({ cpr: "991399-4311" }), [400, "invalid-cpr"], {
    pointer: "/subject/cpr",
    secret: "991399",
  }),
  "a concern in another part of town": concern({ areaCode: "101-2" }, [422, "out-of-area"]),
  "a relative's conviction alone": concern({ ...about(noah), ...grounds(relative) }, [422, "insufficient-ground"]),
  "an anonymous tip alone": concern(grounds(anonymous), [422, "insufficient-ground"]),
  "a relative's conviction and an anonymous tip": concern(
    { ...about(noah), ...grounds(relative, anonymous) },
    [422, "insufficient-ground"],
    { secret: "81 a" },
  ),
  "a ground older than 90 days": concern(grounds({ observedOn: "2025-12-01" }), [422, "stale-ground"]),
  "a ground of tomorrow": concern(grounds({ observedOn: "2026-03-03" }), [422, "date-not-usable"]),
  "a ground of the year nought": concern(grounds({ observedOn: "0000-01-01" }), [422, "stale-ground"]),
  "a date that does not exist": concern(grounds({ observedOn: "2026-02-30" }), [400, "invalid-request"], {
    pointer: "/grounds/0/observedOn",
  }),
  "no ground": concern({ grounds: [] }, [400, "invalid-request"]),
  "all that is wrong with a concern": concern(
    { ...about(lina), areaCode: "101-5", ...grounds({ ...anonymous, observedOn: "2025-11-01" }) },
    [422, "subject-is-adult", "out-of-area", "stale-ground", "insufficient-ground"],
  ),
  "a field for ethnicity": concern({ ethnicity: "dansk-somalisk" }, [400, "unexpected-field"], {
    pointer: "/ethnicity",
    secret: "somalisk",
  }),
  "a field for a sibling": concern({ subject: { cpr: malik.cpr, siblings: ["Noah"] } }, [400, "unexpected-field"], {
    pointer: "/subject/siblings",
    secret: "Noah",
  }),
  "a field for a gang": concern(grounds({ gang: "Banden" }), [400, "unexpected-field"], { secret: "Banden" }),
  "a child called a suspect": concern(grounds({ text: "Sigtet for hæleri i går" }), [400, "unexpected-field"], {
    secret: "hæleri",
  }),
};

describe("a concern that is refused, with nothing stored and nothing echoed", () => {
  testBad(requests);

  it("a child is never called a suspect, charged or accused, in Danish or English", async () => {
    const service = visitsService();
    const register = (text: string) =>
      service.call(birk, "registerConcern", {
        body: { subject: { cpr: malik.cpr }, areaCode: "101-3", grounds: [{ ...ground, text }] },
      });
    for (const word of ["mistænkt", "Sigtet", "tiltalt", "SUSPECT", "suspected", "charged"]) {
      const { status, slug, pointers } = await register(`Er ${word} i en sag fra januar`);
      expect([word, status, slug, pointers]).toEqual([word, 400, "unexpected-field", ["/grounds/0/text"]]);
    }
    expect((await register("Hænger ud med ældre, som politiet kender")).status).toBe(201);
  });

  it("of a refused concern only the log keeps that somebody tried, and not on whom", async () => {
    const service = visitsService();
    const body = { subject: { cpr: noah.cpr }, areaCode: "101-3", grounds: [{ ...ground, ...relative }] };
    await service.call(birk, "registerConcern", { body });
    expect(service.store.log).toMatchObject([{ act: "refusal", refused: ["insufficient-ground"] }]);
    expect(service.store.log[0]).not.toHaveProperty("about");
    expect(JSON.stringify(service.store.log)).not.toMatch(/Noah|6309114135|81 a/);
  });

  it("a write without its key gets 400, and one that is registered may be sent again", async () => {
    const service = visitsService();
    const body = { subject: { cpr: malik.cpr }, areaCode: "101-3", grounds: [ground] };
    const headers = { "idempotency-key": undefined };
    expect((await service.call(birk, "registerConcern", { body, headers })).slug).toBe("idempotency-key-missing");
    expect(await registered(service)).toMatch(/^[0-9a-f-]{36}$/);
  });
});
