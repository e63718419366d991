import type { ProblemDetails } from "@trygt/client";

type Answer = { readonly problem?: ProblemDetails };

/** The reply of a call that was carried out. Throws, with every reason, when it was refused. */
export const done = async <A extends Answer>(call: Promise<A>): Promise<Exclude<A, { problem: object }>> => {
  const answer = await call;
  if (answer.problem !== undefined) throw new Error(`The call was refused: ${reasonsOf(answer.problem).join(", ")}`);
  return answer as Exclude<A, { problem: object }>;
};

/** The status and every reason of a call that was refused. Throws when it was carried out. */
export const refusal = async (call: Promise<Answer>): Promise<readonly [status: number, ...reasons: string[]]> => {
  const { problem } = await call;
  if (problem === undefined) throw new Error("The call should have been refused and was carried out");
  return [problem.status, ...reasonsOf(problem)];
};

const reasonsOf = ({ slug, errors }: ProblemDetails): string[] =>
  errors.length === 0 ? [slug] : errors.map(({ reason }) => reason);
