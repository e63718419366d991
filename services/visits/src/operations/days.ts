import { addDays, dateOf, type StaffId, startOf, weekOf } from "@trygt/contracts";
import { maxPlannedVisits, type visits } from "@trygt/contracts/visits";
import type { Dependencies, Handlers, SortKeyRange } from "@trygt/service-kit";
import { calendar } from "../pages/calendar.ts";
import type { records } from "../records/index.ts";
import { worklist } from "../records/worklists.ts";

type Operations = Pick<Handlers<typeof visits>, "listPlannedVisits" | "readCalendar" | "readCapacity">;

/** The days of a member of staff: planned visits, their calendar, and the weeks ahead. */
export const dayOperations = (deps: Dependencies<typeof records, "worklists" | "vault">): Operations => {
  const planned = async (staff: StaffId, range: SortKeyRange = {}) => {
    const { items } = await deps.cases.list(worklist.visitsOf(staff), { limit: maxPlannedVisits }, range);
    return items.map(({ id: caseId, shows }) => ({ caseId, visitId: `${caseId}.${shows.number}`, ...shows }));
  };

  return {
    listPlannedVisits: async ({ query: { from, to }, staff }) => {
      const range = { from: startOf(from), until: startOf(addDays(to, 1)) };
      const found = await planned(staff.id, range);
      const days = Map.groupBy(found, ({ at }) => dateOf(at));
      return {
        kind: "read",
        about: worklist.visitsOf(staff.id),
        body: {
          days: [...days].map(([date, onDay]) => ({
            date,
            visits: onDay.map(({ caseId, visitId, areaCode, at, staff: both, status }) => ({
              visitId,
              caseId,
              at,
              areaCode,
              staff: [...both],
              onHold: status === "on_hold",
            })),
          })),
        },
      };
    },

    readCalendar: async ({ staff, context }) => ({
      kind: "read",
      about: worklist.visitsOf(staff.id),
      body: calendar(
        (await planned(staff.id)).map(({ visitId, at, status }) => ({ visitId, at, onHold: status === "on_hold" })),
        context.at,
      ),
    }),

    readCapacity: async ({ staff, context }) => {
      const { items } = await deps.cases.list(worklist.casesOf(staff.id), { limit: maxPlannedVisits });
      const weeks = new Map<string, { due: number; staffed: number }>();
      const thisWeek = weekOf(dateOf(context.at));
      for (const { shows } of items) {
        const { nextDueOn: on, nextDue: what } = shows;
        if (!["schedule", "new_date", "visit"].includes(what)) continue;
        // What should have been done already is work for this week
        const week = weekOf(on) < thisWeek ? thisWeek : weekOf(on);
        const { due, staffed } = weeks.get(week) ?? { due: 0, staffed: 0 };
        weeks.set(week, { due: due + 1, staffed: staffed + (what === "visit" ? 1 : 0) });
      }
      return {
        kind: "read",
        about: worklist.casesOf(staff.id),
        body: {
          weeks: [...weeks]
            .sort(([one], [other]) => (one < other ? -1 : 1))
            .map(([week, count]) => ({ week, ...count })),
        },
      };
    },
  };
};
