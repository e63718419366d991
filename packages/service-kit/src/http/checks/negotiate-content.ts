import { ProblemError } from "../problem.ts";
import { type Check, required } from "../types.ts";
import { isAccepted } from "../weighted.ts";

/** Whether the caller takes what the operation produces (406). */
export const negotiateContent = (): Check => ({
  before: ({ event, internal }) => {
    const accept = event.headers["accept"];
    if (accept === undefined || accept === "") return;
    const type = required(internal, "route").operation.produces ?? "application/json";
    if (!isAccepted(type, accept)) throw new ProblemError("not-acceptable");
  },
});
