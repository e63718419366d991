import { type Problem, type ProblemCatalogue, problemType, standingProblems } from "@trygt/contracts";

/** One place in a request that is wrong: a JSON pointer into the body, or a named header, query or path part. Never the value. */
export type Fault = {
  readonly in: "body" | "header" | "query" | "path";
  readonly pointer: string;
  readonly reason: Problem;
  readonly detail: string;
};

/** Thrown by the shell's own checks to stop a request with a problem; rules return refusals instead. */
export class Stopped extends Error {
  readonly problem: Problem;
  readonly faults: readonly Fault[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(problem: Problem, faults: readonly Fault[] = [], headers: Readonly<Record<string, string>> = {}) {
    super(problem);
    this.problem = problem;
    this.faults = faults;
    this.headers = headers;
  }
}

/** An answer of the HTTP API, payload format 2.0. */
export type HttpAnswer = {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: string;
};

/** At most this many places are named in one answer. */
const mostFaults = 20;

/** The one maker of problem answers (RFC 9457): the first reason gives type and status, all reasons and places stand in `errors`. */
export const problemAnswer = (
  reasons: readonly [Problem, ...Problem[]],
  request: {
    readonly id: string;
    readonly language: string | undefined;
    /** The refusals of the service's rules. */
    readonly problems?: ProblemCatalogue;
  },
  faults: readonly Fault[] = [],
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer => {
  const language = /(?:^|,)\s*(da|en)\b/i.exec(request.language ?? "")?.[1]?.toLowerCase() === "da" ? "da" : "en";
  const catalogue: ProblemCatalogue = { ...standingProblems, ...request.problems };
  const told = (slug: Problem) => {
    const kind = catalogue[slug];
    if (kind === undefined) throw new Error(`${slug} is no problem of this service`);
    return kind;
  };
  const { status, title, detail } = told(reasons[0]);
  const errors =
    faults.length > 0
      ? faults.slice(0, mostFaults)
      : reasons.map((reason) => ({ reason, detail: told(reason).title[language] }));
  return {
    statusCode: status,
    headers: {
      ...standingHeaders,
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
      ...(faults.length > 0 || status < 500 ? { errors } : {}),
    }),
  };
};

/** Headers on every answer: nothing is kept by browsers or proxies, and nothing is guessed from the content. */
export const standingHeaders = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
} as const;
