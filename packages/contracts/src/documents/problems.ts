import { catalogue } from "../catalogue.ts";
import type { ProblemKind } from "../problems/problem.ts";
import type { Problem } from "../problems/slug.ts";
import { standingProblems } from "../problems/standing.ts";

/** Every problem that Trygt answers, by slug, for documents and tests: a service carries the standing ones and its own. */
export const problems: Readonly<Record<Problem, ProblemKind>> = Object.assign(
  { ...standingProblems },
  ...catalogue.map((service) => service.problems),
);
