import { type Operation, type Problem, problems } from "@trygt/contracts";
import type { Fault, ProblemDetails } from "./call.ts";

/**
 * Reads an answer: the reply by its contract, or the problem as a value. Throws when the reply breaks the contract
 * or an error comes in no form that is known; the message never repeats what was answered.
 */
export const readAnswer = async (operation: Operation, response: Response) => {
  if (!response.ok) return { problem: problemOf(operation, response.status, await response.text()) };
  const answered: unknown = operation.produces === undefined ? await response.json() : await response.text();
  const read = await operation.reply["~standard"].validate(answered);
  if (read.issues) {
    const places = read.issues.map(({ path = [] }) => `/${path.map(pathPart).join("/")}`).join(", ");
    throw new Error(`The reply to ${operation.name} is not as its contract says, at ${places}; update the client`);
  }
  return { status: response.status, body: read.value, etag: response.headers.get("etag") ?? undefined };
};

const pathPart = (part: PropertyKey | { readonly key: PropertyKey }) =>
  String(typeof part === "object" ? part.key : part);

const problemOf = (operation: Operation, status: number, text: string): ProblemDetails => {
  const body = fieldsOf(text);
  const slug = slugOf(body["type"]) ?? byStatus[status];
  if (slug === undefined) throw new Error(`${operation.name} was answered ${status} without a known problem`);
  const { title, detail } = problems[slug];
  return {
    slug,
    status,
    title: textOr(body["title"], title.en),
    detail: textOr(body["detail"], detail.en),
    instance: typeof body["instance"] === "string" ? body["instance"] : undefined,
    errors: Array.isArray(body["errors"]) ? (body["errors"] as Fault[]) : [],
  };
};

const slugOf = (type: unknown): Problem | undefined => {
  const slug = typeof type === "string" ? type.replace(/^urn:trygt:problem:/, "") : "";
  return Object.hasOwn(problems, slug) ? (slug as Problem) : undefined;
};

// The gateway answers some errors itself, in its own form: a bad token, a body too large, a function that did not answer
const byStatus: Partial<Record<number, Problem>> = {
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
