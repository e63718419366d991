import { createHash } from "node:crypto";
import { holdsCpr, id, noCpr, writes } from "@trygt/contracts";
import * as z from "zod/mini";
import type { CommandContext } from "../../records/command.ts";
import { versionsIn } from "../if-match.ts";
import { headerIssue, ProblemError } from "../problem.ts";
import { type ApiRuntime, type Check, type HttpRequest, required } from "../types.ts";
import { statedReason } from "./access-reason.ts";

/** Idempotency-Key, If-Match and Access-Reason where the operation needs them; then the context of its command is ready. */
export const checkPreconditions = (runtime: ApiRuntime): Check => ({
  before: ({ event, internal }) => {
    const { operation } = required(internal, "route");
    const staff = required(internal, "staff");
    const { "idempotency-key": key, "if-match": match, "access-reason": reason, "access-note": note } = event.headers;
    const idempotency = writes(operation) ? idempotencyOf(key, staff.id, event) : undefined;
    if (operation.requiresVersionOf !== undefined && match === undefined)
      throw new ProblemError("precondition-required", [
        headerIssue("If-Match", "precondition-required", {
          en: "must be the ETag that you read",
          da: "skal være den ETag, du har læst",
        }),
      ]);
    internal.command = {
      at: runtime.now(),
      actor: staff,
      operation: operation.name,
      correlationId: event.requestContext.requestId,
      ...(idempotency === undefined ? {} : { idempotency }),
      ...(operation.requiresVersionOf === undefined || match === undefined ? {} : expectedBy(match)),
      ...statedReason(operation.reason === true, reason, note),
    };
    Object.assign(event, { checked: internal });
  },
});

const idempotencyOf = (key: string | undefined, client: string, event: HttpRequest) => {
  const bare = key?.replace(/^"(.*)"$/, "$1");
  if (bare === undefined || !/^[A-Za-z0-9_-]{8,128}$/.test(bare))
    throw new ProblemError("idempotency-key-missing", [
      headerIssue("Idempotency-Key", "idempotency-key-missing", {
        en: "must be 8 to 128 letters, digits, - or _, such as a UUID",
        da: "skal være 8 til 128 bogstaver, cifre, - eller _, for eksempel en UUID",
      }),
    ]);
  // A UUID is nobody's number, whatever digits it has
  if (holdsCpr(bare) && !z.safeParse(id("Key"), bare).success)
    throw new ProblemError("invalid-request", [headerIssue("Idempotency-Key", "invalid-request", noCpr)]);
  const fingerprint = createHash("sha256")
    .update(`${event.routeKey} ${event.rawPath}\n${event.headers["if-match"] ?? ""}\n${event.body ?? ""}`)
    .digest("hex");
  return { client, key: bare, fingerprint };
};

const expectedBy = (ifMatch: string): Pick<CommandContext, "expectedVersions"> => {
  const versions = versionsIn(ifMatch);
  return versions === "any" ? {} : { expectedVersions: versions };
};
