import { ProblemError } from "../problem.ts";
import type { Check, Route } from "../types.ts";

/** Finds the operation by the gateway's route key: a table look-up, no matching. A HEAD is a GET whose body stays behind. */
export const findRoute = (routes: ReadonlyMap<string, Route>): Check => ({
  before: ({ event, internal }) => {
    const route = routes.get(event.routeKey.replace(/^HEAD /, "GET "));
    if (route === undefined) throw new ProblemError("not-found");
    internal.route = route;
  },
});
