import { type Operation, writes } from "../operation.ts";
import type { Problem } from "../problems/slug.ts";
import { everySchema } from "./every-schema.ts";
import { jsonSchema } from "./json-schema.ts";
import { problems } from "./problems.ts";

/** Every problem an operation can answer: the refusals of its rules and what the shell refuses before them, by status. */
export const refusals = (operation: Operation): readonly Problem[] => {
  const told = new Set<Problem>([...standing(operation), ...operation.problems]);
  return [...told].sort((one, other) => problems[one].status - problems[other].status || (one < other ? -1 : 1));
};

// Before any rule is asked, a request must be well formed, signed in, permitted, and no older than what it changes
const standing = (operation: Operation): readonly Problem[] => [
  "invalid-request",
  "unexpected-field",
  "unauthenticated",
  "assurance-too-low",
  operation.public ? "role-not-permitted" : "not-found",
  "not-acceptable",
  "internal-error",
  "try-again",
  ...given(operation.params, "not-found"),
  ...given(operation.reason, "access-reason-missing"),
  ...given(operation.body, "content-too-large", "unsupported-media-type"),
  ...given(takesCpr(operation) || undefined, "invalid-cpr"),
  ...given(operation.requiresVersionOf, "precondition-required", "version-conflict"),
  ...given(writes(operation) || undefined, "idempotency-key-missing", "idempotency-key-reused", "request-in-progress"),
];

const given = (condition: unknown, ...told: readonly Problem[]): readonly Problem[] =>
  condition === undefined ? [] : told;

const takesCpr = ({ body }: Operation): boolean =>
  body !== undefined && [...everySchema(jsonSchema(body, "input"))].some(({ schema }) => schema.format === "cpr");
