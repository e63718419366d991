import * as z from "zod/mini";
import { operation } from "../operation.ts";
import { AreaCode } from "../values/area.ts";
import { StaffId } from "../values/id.ts";
import { Instant, LocalDate } from "../values/time.ts";
import { CaseId, VisitId } from "./ids.ts";

const consultants = ["ssp_consultant", "social_case_worker"] as const;

export const listPlannedVisits = operation("visits.listPlannedVisits", {
  route: "GET /visits/visits",
  summary: "My planned visits, day by day",
  roles: consultants,
  query: z.strictObject({ from: LocalDate, to: LocalDate }),
  reply: z.strictObject({
    days: z.array(
      z.strictObject({
        date: LocalDate,
        visits: z.array(
          z.strictObject({
            visitId: VisitId,
            caseId: CaseId,
            at: Instant,
            areaCode: AreaCode,
            staff: z.array(StaffId),
            onHold: z.boolean(),
          }),
        ),
      }),
    ),
  }),
  problems: [],
});

export const readCalendar = operation("visits.readCalendar", {
  route: "GET /visits/calendar",
  summary: "My planned visits as an iCalendar feed: neutral titles, no names, no places (G21)",
  roles: consultants,
  produces: "text/calendar",
  reply: z.string(),
  problems: [],
});

export const readVisitSheet = operation("visits.readVisitSheet", {
  route: "GET /visits/visits/{visitId}/sheet",
  summary: "The printable sheet for a visit, one page",
  roles: ["ssp_consultant", "social_case_worker"],
  produces: "text/html",
  reason: true,
  params: z.strictObject({ visitId: VisitId }),
  query: z.strictObject({
    /** The extra step that shows a protected address (B14). */
    reveal: z.optional(z.literal("address")),
  }),
  reply: z.string(),
  problems: [],
});

export const readCapacity = operation("visits.readCapacity", {
  route: "GET /visits/capacity",
  summary: "My weeks ahead: visits due against visits staffed",
  roles: consultants,
  reply: z.strictObject({
    weeks: z.array(
      z.strictObject({
        week: z.string(),
        /** Visits that should take place that week. */
        due: z.int(),
        /** Visits that week with a time and two members of staff. */
        staffed: z.int(),
      }),
    ),
  }),
  problems: [],
});
