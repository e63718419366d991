import { type Problem, type StandingProblem, standingProblems } from "@trygt/contracts";

/** One of the slugs that this client knows, or a later one: new refusals may come at any time. */
export type OpenSlug<Slug extends string = Problem> = Slug | (string & {});

/** What any operation may be told before its rules are asked. */
export type ShellProblem = StandingProblem;

/** A problem (RFC 9457) as the service told it, in the language of the client. */
export type ProblemDetails<Slug extends string = Problem> = {
  readonly slug: OpenSlug<Slug>;
  readonly status: number;
  readonly title: string;
  /** What to do about it. */
  readonly detail: string;
  /** Names the request to support. */
  readonly instance: string | undefined;
  /** Each reason, and each place in the request that is wrong. */
  readonly errors: readonly Fault[];
};

/** One reason why not; `in` and `pointer` (RFC 6901) where a place in the request is to blame. */
export type Fault = {
  readonly reason: OpenSlug;
  readonly detail: string;
  readonly in?: "body" | "header" | "query" | "path";
  readonly pointer?: string;
};

/** The language of problems. */
export type Language = "da" | "en";

/** Reads an answer that says no: a problem of the services as it is, or the gateway's own message by its status; undefined for anything else. */
export const readProblem = (response: Response, text: string, language: Language): ProblemDetails | undefined => {
  const body = fieldsOf(text);
  const slug = slugOf(body["type"]) ?? byStatus[response.status];
  if (slug === undefined) return undefined;
  const known = isStanding(slug) ? standingProblems[slug] : undefined;
  return {
    slug,
    status: response.status,
    title: textOr(body["title"], known?.title[language] ?? slug),
    detail: textOr(body["detail"], known?.detail[language] ?? ""),
    instance: instanceOf(body["instance"], response),
    errors: Array.isArray(body["errors"]) ? (body["errors"] as Fault[]) : [],
  };
};

/** The name that the gateway gave a request; undefined where the answer did not come by way of the gateway. */
export const requestIdOf = (response: Response): string | undefined =>
  /^[\w=-]{1,64}$/.exec(response.headers.get("apigw-requestid") ?? "")?.[0];

const instanceOf = (told: unknown, response: Response): string | undefined => {
  if (typeof told === "string") return told;
  const id = requestIdOf(response);
  return id === undefined ? undefined : `urn:trygt:request:${id}`;
};

const slugOf = (type: unknown): string | undefined =>
  typeof type === "string" ? /^urn:trygt:problem:([a-z]+(?:-[a-z]+)*)$/.exec(type)?.[1] : undefined;

const isStanding = (slug: string): slug is StandingProblem => Object.hasOwn(standingProblems, slug);

// The gateway answers some requests itself, as {"message": …}: a bad token, a body too large, a function that did not answer
const byStatus: Partial<Record<number, StandingProblem>> = {
  401: "unauthenticated",
  403: "role-not-permitted",
  404: "not-found",
  413: "content-too-large",
  429: "try-again",
  500: "internal-error",
  502: "try-again",
  503: "try-again",
  504: "try-again",
};

const fieldsOf = (text: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
};

const textOr = (value: unknown, otherwise: string) => (typeof value === "string" ? value : otherwise);
