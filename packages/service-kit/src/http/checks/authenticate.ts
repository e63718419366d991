import { conflictOfRoles, type Operation, type StandingProblem } from "@trygt/contracts";
import * as z from "zod/mini";
import { accessEntry } from "../../records/access-log.ts";
import { actorsOf, type Caller, callerOf } from "../actor.ts";
import { ProblemError } from "../problem.ts";
import { recordRef } from "../record-ref.ts";
import { type ApiRuntime, type Check, type HttpRequest, required } from "../types.ts";

/** Who asks, and in which roles. Roles that the agency cannot give, or that nobody may hold together, are refused; a role without the right is told that nothing is here. The log keeps who asked, and for what. */
export const authenticate = (runtime: ApiRuntime): Check => ({
  before: async ({ event, internal }) => {
    const { operation } = required(internal, "route");
    const caller = callerOf(event.requestContext.authorizer?.jwt?.claims);
    if (caller === undefined) throw new ProblemError("unauthenticated", [], { "www-authenticate": "Bearer" });
    if (!caller.assured) throw new ProblemError("assurance-too-low");
    const conflict = conflictOfRoles(caller.agency, caller.roles);
    if (conflict !== undefined) throw await denied(conflict, caller, operation, event, runtime);
    const actors = actorsOf(caller, operation);
    const [staff] = actors;
    if (staff === undefined)
      throw await denied(operation.public ? "role-not-permitted" : "not-found", caller, operation, event, runtime);
    Object.assign(internal, { actors, staff });
  },
});

const denied = async (
  problem: StandingProblem,
  { id, agency, roles: [role] }: Caller,
  operation: Operation,
  event: HttpRequest,
  runtime: ApiRuntime,
): Promise<ProblemError> => {
  if (role !== undefined)
    await runtime.store.record(
      accessEntry(
        {
          at: runtime.now(),
          operation: operation.name,
          actor: { id, agency, role },
          correlationId: event.requestContext.requestId,
        },
        runtime.newId(),
        { act: "denial", refused: [problem], ...aboutOf(operation, event, runtime) },
      ),
    );
  return new ProblemError(problem);
};

// What is not well formed names no record, and may be anything: the log does not keep it
const aboutOf = (operation: Operation, { pathParameters = {} }: HttpRequest, { kinds }: ApiRuntime) => {
  if (operation.params === undefined) return {};
  const named = z.safeParse(operation.params, pathParameters);
  if (!named.success) return {};
  const about = recordRef(kinds, operation, named.data as Record<string, string>);
  return about === undefined ? {} : { about };
};
