import {
  type Bilingual,
  type Problem,
  type ProblemCatalogue,
  type ProblemKind,
  problemType,
  standingProblems,
} from "@trygt/contracts";
import type { HttpResponse } from "./types.ts";
import type { ValidationIssue } from "./validation-issue.ts";
import { languageFor } from "./weighted.ts";

export type { HttpResponse, ValidationIssue };

/** An issue with a header. */
export const headerIssue = (name: string, reason: Problem, detail: Bilingual): ValidationIssue => ({
  in: "header",
  pointer: `/${name}`,
  reason,
  detail,
});

/** Thrown by the checks before a handler to stop a request with a problem; rules return refusals instead. */
export class ProblemError extends Error {
  readonly problem: Problem;
  readonly issues: readonly ValidationIssue[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    problem: Problem,
    issues: readonly ValidationIssue[] = [],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(problem);
    this.problem = problem;
    this.issues = issues;
    this.headers = headers;
  }
}

/** At most this many places are named in one answer. */
const maxIssues = 20;

/** What a problem answer is told of its request: its identifier, the language asked for, and the refusals of the service's rules. */
export type RequestMeta = {
  readonly id: string;
  readonly language: string | undefined;
  readonly problems?: ProblemCatalogue;
};

/** The one maker of problem answers (RFC 9457), in the caller's language: the first reason gives type and status, all reasons and places stand in `errors`. */
export const problemResponse = (
  reasons: readonly [Problem, ...Problem[]],
  request: RequestMeta,
  issues: readonly ValidationIssue[] = [],
  headers: Readonly<Record<string, string>> = {},
): HttpResponse => {
  const language = languageFor(request.language);
  const { status, title, detail } = kindOf(reasons[0], request);
  // What is pointed at, and what a rule says of the whole
  const errors = [
    ...issues.slice(0, maxIssues).map((issue) => ({ ...issue, detail: issue.detail[language] })),
    ...reasons
      .filter(
        (reason) => issues.length === 0 || (reasons.length > 1 && !issues.some((issue) => issue.reason === reason)),
      )
      .map((reason) => ({ reason, detail: kindOf(reason, request).title[language] })),
  ];
  return {
    statusCode: status,
    headers: {
      ...securityHeaders,
      "content-type": "application/problem+json",
      "content-language": language,
      ...(status === 503 || status === 429 ? { "retry-after": status === 503 ? "2" : "3600" } : {}),
      ...headers,
    },
    body: JSON.stringify({
      type: problemType(reasons[0]),
      title: title[language],
      status,
      detail: detail[language],
      instance: `urn:trygt:request:${request.id}`,
      ...(issues.length > 0 || status < 500 ? { errors } : {}),
    }),
  };
};

const kindOf = (slug: Problem, { problems }: RequestMeta): ProblemKind => {
  const kind = problems?.[slug] ?? (standingProblems as ProblemCatalogue)[slug];
  if (kind === undefined) throw new Error(`${slug} is no problem of this service`);
  return kind;
};

/** Headers on every answer: nothing is kept by browsers or proxies, and nothing is guessed from the content. */
export const securityHeaders = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
} as const;
