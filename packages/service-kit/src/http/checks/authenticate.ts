import type { Operation } from "@trygt/contracts";
import * as z from "zod/mini";
import { accessEntry } from "../../records/access-log.ts";
import { actingAs, callerOf } from "../actor.ts";
import { ProblemError } from "../problem.ts";
import { recordRef } from "../record-ref.ts";
import { type ApiRuntime, type Check, type HttpRequest, required } from "../types.ts";

/** Who asks, and in which role: a role without the right is told that nothing is here, and the log keeps that it asked and for what. */
export const authenticate = (runtime: ApiRuntime): Check => ({
  before: async ({ event, internal }) => {
    const { operation } = required(internal, "route");
    const caller = callerOf(event.requestContext.authorizer?.jwt?.claims);
    if (caller === undefined) throw new ProblemError("unauthenticated", [], { "www-authenticate": "Bearer" });
    if (!caller.assured) throw new ProblemError("assurance-too-low");
    const staff = actingAs(caller, operation);
    if (staff !== undefined) {
      internal.staff = staff;
      return;
    }
    const problem = operation.public ? "role-not-permitted" : "not-found";
    const [role] = caller.roles;
    if (role !== undefined)
      await runtime.store.record(
        accessEntry(
          {
            at: runtime.now(),
            operation: operation.name,
            actor: { id: caller.id, agency: caller.agency, role },
            correlationId: event.requestContext.requestId,
          },
          runtime.newId(),
          { act: "denial", refused: [problem], ...aboutOf(operation, event, runtime) },
        ),
      );
    throw new ProblemError(problem);
  },
});

// What is not well formed names no record, and may be anything: the log does not keep it
const aboutOf = (operation: Operation, { pathParameters = {} }: HttpRequest, { kinds }: ApiRuntime) => {
  if (operation.params === undefined || !z.safeParse(operation.params, pathParameters).success) return {};
  const about = recordRef(kinds, operation, pathParameters);
  return about === undefined ? {} : { about };
};
