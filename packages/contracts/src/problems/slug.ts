import type { exchangeProblems } from "../exchange/problems.ts";
import type { visitsProblems } from "../visits/problems.ts";
import type { StandingProblem } from "./standing.ts";

/** The slug of a problem that some service answers; also the reason of a refusal. Only types are imported: no bundle carries another service's words. */
export type Problem = StandingProblem | keyof typeof exchangeProblems | keyof typeof visitsProblems;

/** The stable `type` URI of a problem (RFC 9457 § 3.1.1). */
export const problemType = (slug: Problem): string => `urn:trygt:problem:${slug}`;
