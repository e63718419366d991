import { gatheringActive } from "@trygt/contracts/exchange";
import { adam, eventFrom, quiet, signe, simon } from "@trygt/service-kit/testing";
import { describe } from "vitest";
import { type Bad, testBad } from "../testing/bad-requests.ts";
import type { Verb, VisitsService } from "../testing/service.ts";
import { followUp, held, invited, opened, outcomeHeld, scheduled, tenMinutesAfter } from "../testing/stories.ts";

quiet();

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
  await service.deliver(eventFrom(unrest));
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

const requests: Readonly<Record<string, Bad>> = {
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
  testBad(requests);
});
