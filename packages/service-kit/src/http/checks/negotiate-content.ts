import { ProblemError } from "../problem.ts";
import { type Check, required } from "../types.ts";

/** Whether the caller takes what the operation produces (406). */
export const negotiateContent = (): Check => ({
  before: ({ event, internal }) => {
    const accept = event.headers["accept"];
    if (accept === undefined || accept === "") return;
    const type = required(internal, "route").operation.produces ?? "application/json";
    const accepted = accept
      .split(",")
      .filter((range) => !/;\s*q=0(\.0*)?\s*$/i.test(range))
      .map((range) => range.split(";")[0]?.trim().toLowerCase());
    const fitting = ["*/*", `${type.split("/")[0]}/*`, type];
    if (!accepted.some((range) => range !== undefined && fitting.includes(range)))
      throw new ProblemError("not-acceptable");
  },
});
