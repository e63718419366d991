import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { AreaCode } from "../values/area.ts";
import { described } from "../values/described.ts";
import { StaffId } from "../values/id.ts";
import { inOrder } from "../values/range.ts";
import { Instant, LocalDate } from "../values/time.ts";
import { signe, soeren } from "./examples.ts";
import { CaseId, VisitId } from "./ids.ts";
import { maxPlannedVisits } from "./limits.ts";

const consultants = ["ssp_consultant", "child_case_worker"] as const;

const PlannedVisit = () =>
  z.strictObject({
    visitId: VisitId,
    caseId: CaseId,
    at: described(Instant, "When it begins.", "2026-03-05T16:00:00.000Z"),
    areaCode: described(AreaCode, "The part of Nørrebro; the address stands in the case.", "101-3-MJO"),
    staff: described(z.array(StaffId).check(z.maxLength(2)), "The two who go there.", [signe, soeren]),
    onHold: described(
      z.boolean(),
      "Whether something goes on in the area at that time, so that the visit waits or gets a new time.",
      false,
    ),
  });

export const listPlannedVisits = operation("visits.listPlannedVisits", {
  route: "GET /visits/visits",
  summary: "My planned visits, day by day",
  description:
    "A consultant or case worker sees the visits on which they go, on hold or not, from one day to another. Only visits that lie ahead are in it; what has been recorded or called off is read in its case. No child is named.",
  roles: consultants,
  query: () =>
    z
      .strictObject({
        from: described(LocalDate, "The first day, in Copenhagen.", "2026-03-02"),
        to: described(LocalDate, "The last day, in Copenhagen; not before the first.", "2026-03-08"),
      })
      .check(inOrder("from", "to")),
  reply: () =>
    z.strictObject({
      days: described(
        z
          .array(
            z.strictObject({
              date: described(LocalDate, "A day with at least one visit.", "2026-03-05"),
              visits: described(
                z.array(PlannedVisit()).check(z.maxLength(maxPlannedVisits)),
                "The visits of that day, by their time.",
              ),
            }),
          )
          .check(z.maxLength(maxPlannedVisits)),
        "The days in their order; a day without a visit is left out.",
      ),
    }),
  problems: [],
});

export const readCalendar = operation("visits.readCalendar", {
  route: "GET /visits/calendar",
  summary: "My planned visits as an iCalendar feed: neutral titles, no names, no places (G21)",
  description:
    "A consultant or case worker takes the visits on which they go into a calendar of their own. Each one is an hour long, is titled Aftale and marked private; a visit on hold is tentative. Nothing in the feed tells whom or what it is about.",
  roles: consultants,
  produces: "text/calendar",
  reply: () => described(z.string(), "An iCalendar object (RFC 5545) with an event for each visit that lies ahead."),
  problems: [],
});

export const readVisitSheet = operation("visits.readVisitSheet", {
  route: "GET /visits/visits/{visitId}/sheet",
  summary: "The printable sheet for a visit, one page",
  description:
    "Those who may read the case print a page to take along: when the visit is, whom it is about, the custody holders and which of them know of it, and the language that is interpreted. A protected address stands on it only when `reveal` asks for it, and the access log keeps that it did. Destroy the paper after the visit; what matters stands in the case.",
  roles: ["ssp_consultant", "child_case_worker"],
  produces: "text/html",
  reason: true,
  params: () => z.strictObject({ visitId: VisitId }),
  query: () =>
    z.strictObject({
      reveal: z.optional(
        described(z.literal("address"), "Asks for a protected address too; the access log keeps it (B14)."),
      ),
    }),
  reply: () =>
    described(z.string(), "An HTML document of one page, without scripts or anything loaded from elsewhere."),
  problems: [],
});

export const readCapacity = operation("visits.readCapacity", {
  route: "GET /visits/capacity",
  summary: "My weeks ahead: visits due against visits staffed",
  description:
    "A consultant or case worker sees for how many of their cases a visit is due in each week, and how many of these have a time and two members of staff. What is late counts in this week. Only cases whose next step is a visit or its time are counted.",
  roles: consultants,
  reply: () =>
    z.strictObject({
      weeks: described(
        z
          .array(
            z.strictObject({
              week: described(z.string(), "A week of ISO 8601.", "2026-W10"),
              due: described(z.int(), "Visits that should take place that week.", 3),
              staffed: described(z.int(), "Those among them that have a time and two members of staff.", 2),
            }),
          )
          .check(z.maxLength(maxPlannedVisits)),
        "The weeks in their order; a week in which no visit is due is left out.",
      ),
    }),
  problems: [],
});
