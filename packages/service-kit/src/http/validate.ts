import { type Bilingual, type StandingProblem, standingProblems } from "@trygt/contracts";
import * as z from "zod/mini";
import { explain } from "./explain.ts";
import { ProblemError, type ValidationIssue } from "./problem.ts";

type Place = ValidationIssue["in"];

const unknownField: Bilingual = {
  en: "is not a field of this request; leave it out",
  da: "er ikke et felt her; udelad det",
};

/** Parses one part of a request by its contract; undefined where the operation takes none. Refuses with every issue found, by pointer. */
export const validate = (schema: z.core.$ZodType | undefined, given: unknown, place: Place): unknown => {
  if (schema === undefined) {
    if (given !== undefined && (typeof given !== "object" || given === null || Object.keys(given).length > 0))
      throw new ProblemError("unexpected-field", [
        { in: place, pointer: "", reason: "unexpected-field", detail: unknownField },
      ]);
    return undefined;
  }
  // Without its input an issue cannot tell what is missing from what is of the wrong type
  const read = z.safeParse(schema, given, { reportInput: true });
  if (read.success) return read.data;
  const issues = read.error.issues.flatMap((issue) => issuesOf(issue, place));
  throw new ProblemError(issues[0]?.reason ?? "invalid-request", issues);
};

const issuesOf = (issue: z.core.$ZodIssue, place: Place): ValidationIssue[] => {
  const pointer = pointerOf(issue.path);
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({
      in: place,
      // A field name is the caller's text too: it is pointed at only when it looks like a name
      pointer: /^[A-Za-z][A-Za-z0-9_-]{0,40}$/.test(key) ? `${pointer}/${key}` : pointer,
      reason: "unexpected-field" as const,
      detail: unknownField,
    }));
  if (issue.message in standingProblems) {
    const reason = issue.message as StandingProblem;
    return [{ in: place, pointer, reason, detail: standingProblems[reason].title }];
  }
  return [{ in: place, pointer, reason: "invalid-request", detail: explain(issue) }];
};

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
