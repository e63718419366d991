import type { Bilingual, Problem } from "@trygt/contracts";

/** One place in a request that is wrong: a JSON pointer into the body, or a named header, query or path part. Never the value. */
export type ValidationIssue = {
  readonly in: "body" | "header" | "query" | "path";
  readonly pointer: string;
  readonly reason: Problem;
  readonly detail: Bilingual;
};
