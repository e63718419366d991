import { ProblemError } from "../problem.ts";
import type { Check, Route } from "../types.ts";

/** Finds the operation by the gateway's route key: a table look-up, no matching. */
export const findRoute = (routes: ReadonlyMap<string, Route>): Check => ({
  before: ({ event, internal }) => {
    const route = routes.get(event.routeKey);
    if (route === undefined) throw new ProblemError("not-found");
    internal.route = route;
  },
});
