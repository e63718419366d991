import { type StandingProblem, standingProblems } from "@trygt/contracts";
import * as z from "zod/mini";
import { type Fault, Stopped } from "./problem.ts";

type Place = Fault["in"];

/** Parses one part of a request by its contract; undefined where the operation takes none. Stops with every fault found, by pointer. */
export const validate = (schema: z.core.$ZodType | undefined, given: unknown, place: Place): unknown => {
  if (schema === undefined) {
    if (given !== undefined && (typeof given !== "object" || given === null || Object.keys(given).length > 0))
      throw new Stopped("unexpected-field", [
        { in: place, pointer: "", reason: "unexpected-field", detail: "is not taken here; leave it out" },
      ]);
    return undefined;
  }
  // Without its input an issue cannot tell what is missing from what is of the wrong type
  const read = z.safeParse(schema, given, { reportInput: true });
  if (read.success) return read.data;
  const faults = read.error.issues.flatMap((issue) => faultsOf(issue, place));
  throw new Stopped(faults[0]?.reason ?? "invalid-request", faults);
};

const faultsOf = (issue: z.core.$ZodIssue, place: Place): Fault[] => {
  const pointer = pointerOf(issue.path);
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      in: place,
      // A field name is the caller's text too: it is pointed at only when it looks like a name
      pointer: /^[A-Za-z][A-Za-z0-9_-]{0,40}$/.test(key) ? `${pointer}/${key}` : pointer,
      reason: "unexpected-field" as const,
      detail: "is not taken here; leave it out",
    }));
  if (issue.message in standingProblems) {
    const reason = issue.message as StandingProblem;
    return [{ in: place, pointer, reason, detail: standingProblems[reason].title.en }];
  }
  return [{ in: place, pointer, reason: "invalid-request", detail: explain(issue) }];
};

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

const explain = (issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? `must be given, as ${issue.expected}` : `must be ${issue.expected}`;
    case "invalid_value":
      return `must be one of: ${issue.values.map(String).join(", ")}`;
    case "too_small":
      return `must be at least ${issue.minimum}${unit(issue.origin)}`;
    case "too_big":
      return `must be at most ${issue.maximum}${unit(issue.origin)}`;
    case "invalid_format":
      return issue.format === "regex" ? "has not the form that the reference names" : `must be a ${issue.format}`;
    case "invalid_union":
      return "fits none of the forms that the reference names";
    case "not_multiple_of":
    case "unrecognized_keys":
    case "invalid_key":
    case "invalid_element":
    case "custom":
      return "is not what the reference names";
  }
};

const unit = (origin: string): string => {
  if (origin === "string") return " characters long";
  return origin === "array" ? " long" : "";
};
