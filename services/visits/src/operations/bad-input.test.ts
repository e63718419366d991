import { gatheringActive } from "@trygt/contracts/exchange";
import { describe, expect, it } from "vitest";
import { adam, birk, bo, dead, lina, malik, moved, noah, signe, simon } from "../testing/people.ts";
import { quiet } from "../testing/quiet.ts";
import type { Sent } from "../testing/requests.ts";
import {
  followUp,
  ground,
  held,
  invited,
  opened,
  outcomeHeld,
  registered,
  scheduled,
  tenMinutesAfter,
} from "../testing/stories.ts";
import { from, type Verb, type VisitsService, visitsService } from "../testing/visits-service.ts";

quiet();

/** A request that must be refused: after which story, what is sent, and the status and every reason it gets. */
type Bad = {
  readonly story?: (service: VisitsService) => Promise<Readonly<Record<string, string>>>;
  readonly verb: Verb;
  readonly sent: (story: Readonly<Record<string, string>>) => Sent;
  readonly gets: readonly [status: number, ...reasons: string[]];
  readonly pointer?: string;
  /** What must not be echoed. */
  readonly secret?: string;
};

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

const visit = (change: object, gets: Bad["gets"], story: Bad["story"] = invited): Bad => ({
  story,
  verb: "scheduleVisit",
  sent: ({ caseId = "" }) => ({
    params: { caseId },
    body: { at: "2026-03-05T17:00:00+01:00", staff: [signe.id, simon.id], ...change },
  }),
  gets,
});
const outcome = (change: object, gets: Bad["gets"]): Bad => ({
  story: async (service) => {
    const story = await scheduled(service);
    service.passTo(tenMinutesAfter);
    return story;
  },
  verb: "recordVisitOutcome",
  sent: ({ visitId = "" }) => ({ params: { visitId }, body: { ...outcomeHeld, ...change } }),
  gets,
});
const interpretedBy = (kind: string) => ({ interpreter: { language: "so", kind } });
const unrest = gatheringActive.of({
  gatheringRef: "9a000000-0000-4000-8000-000000000001",
  areaCode: "101-3",
  level: "hostile",
  from: "2026-03-05T11:00:00.000Z",
  validUntil: "2026-03-05T23:00:00.000Z",
});
const inUnrest = async (service: VisitsService) => {
  const story = await invited(service);
  await service.deliver(from(unrest));
  return story;
};
const inCase = (verb: Verb, story: NonNullable<Bad["story"]>, body: unknown, gets: Bad["gets"]): Bad => ({
  story,
  verb,
  sent: ({ caseId = "" }) => ({ params: { caseId }, body }),
  gets,
});
const list = (verb: Verb, query: Readonly<Record<string, string>>, gets: Bad["gets"]): Bad => ({
  verb,
  sent: () => ({ query }),
  gets,
});

const bad: Readonly<Record<string, Bad>> = {
  "a concern on an adult": concern(about(lina), [422, "subject-is-adult"]),
  "a concern on a child of nine": concern(about(bo), [422, "below-scope-age"]),
  "a concern on a child who has moved away": concern(about(moved), [422, "out-of-area"]),
  "a concern on somebody who has died": concern(about(dead), [422, "person-unknown"]),
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

  "a visit with one member of staff named twice": visit({ staff: [signe.id, signe.id] }, [422, "staff-not-two"]),
  "a visit with one member of staff": visit({ staff: [signe.id] }, [400, "invalid-request"]),
  "a visit with a sibling as interpreter": visit(interpretedBy("sibling"), [422, "interpreter-not-allowed"]),
  "a visit with a child as interpreter": visit(interpretedBy("child"), [422, "interpreter-not-allowed"]),
  "a visit in the past": visit({ at: "2026-03-01T17:00:00+01:00" }, [422, "date-not-usable"]),
  "a visit in a year": visit({ at: "2027-03-01T17:00:00+01:00" }, [422, "date-not-usable"]),
  "a visit at the end of time": visit({ at: "9999-12-31T23:30:00Z" }, [422, "subject-is-adult", "date-not-usable"]),
  "a visit while something goes on in the area": visit({}, [409, "area-on-hold"], inUnrest),
  "a visit on the eighteenth birthday": visit(
    { at: "2026-03-15T10:00:00+01:00" },
    [422, "subject-is-adult"],
    (service) => invited(service, adam),
  ),
  "a visit before the invitation": visit({}, [409, "invalid-transition"], opened),
  "all that is wrong with a visit": visit(
    { at: "2026-03-01T17:00:00+01:00", staff: [simon.id, simon.id], ...interpretedBy("relative") },
    [422, "date-not-usable", "staff-not-two", "interpreter-not-allowed"],
  ),

  "a visit held without a custody holder": outcome({ present: [] }, [422, "custody-holder-absent"]),
  "a visit held with a father who was not told": outcome({ informed: [1] }, [422, "custody-holder-absent"]),
  "a visit held without a word of the child": outcome({ childView: undefined }, [422, "child-not-heard"]),
  "a visit interpreted by a sibling": outcome(interpretedBy("sibling"), [422, "interpreter-not-allowed"]),
  "a visit held before its time": {
    ...outcome({}, [422, "date-not-usable"]),
    story: scheduled,
  },

  "an invitation that nobody with custody may know of": inCase(
    "inviteCustodyHolders",
    opened,
    { language: "da", notInformed: [1, 2].map((holder) => ({ holder, reason: "child_safety" })) },
    [422, "custody-holder-absent"],
  ),
  "a letter in a language that there is none in": inCase("inviteCustodyHolders", opened, { language: "tlh" }, [
    400,
    "invalid-request",
  ]),
  "a follow-up for yesterday": inCase("agreeFollowUp", held, { ...followUp, dueOn: "2026-03-04" }, [
    422,
    "date-not-usable",
  ]),
  "a follow-up for an adult": inCase("agreeFollowUp", held, { ...followUp, dueOn: "9999-12-31" }, [
    422,
    "subject-is-adult",
  ]),
  "a case closed as declined that nobody declined": inCase("closeCase", opened, { reason: "declined" }, [
    409,
    "invalid-transition",
  ]),
  "a case closed for an age that the child has not": inCase("closeCase", opened, { reason: "turned_18" }, [
    409,
    "invalid-transition",
  ]),
  "a reason why a family declined": inCase("recordDecline", invited, { why: "De er bange" }, [400, "unexpected-field"]),

  "somebody else's cases": list("listCases", { assignedTo: simon.id }, [400, "invalid-request"]),
  "cases by a score": list("listCases", { assignedTo: "me", sort: "score" }, [400, "unexpected-field"]),
  "a cursor that nobody gave": list("listCases", { assignedTo: "me", cursor: "%%%" }, [400, "invalid-request"]),
  "more than a page": list("listCases", { assignedTo: "me", limit: "51" }, [400, "invalid-request"]),
  "planned visits of no day": list("listPlannedVisits", { from: "2026-02-30", to: "x" }, [
    400,
    "invalid-request",
    "invalid-request",
  ]),
};

describe("what is refused, with nothing stored and nothing echoed", () => {
  for (const [what, { story, verb, sent, gets, pointer, secret }] of Object.entries(bad))
    it(`${what} gets ${gets.join(" ")}`, async () => {
      const service = visitsService();
      const request = sent((await story?.(service)) ?? {});
      const before = [service.commits.length, service.store.vaulted.size];
      const answer = await service.change(verb === "registerConcern" ? birk : signe, verb, request);
      expect([answer.status, ...answer.reasons]).toEqual(gets);
      expect(answer.slug).toBe(gets[1]);
      expect([service.commits.length, service.store.vaulted.size]).toEqual(before);
      if (pointer !== undefined) expect(answer.pointers).toContain(pointer);
      if (secret !== undefined) expect(answer.text).not.toContain(secret);
      expect(answer.text).not.toMatch(/Testesen|7204104311|720410-4311/);
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
