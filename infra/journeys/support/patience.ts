import { randomUUID } from "node:crypto";
import { createClient, type ProblemDetails, partnership } from "@trygt/client";
import { jobs } from "../second-service/jobs/service.ts";
import { done } from "./answers.ts";
import type { City } from "./city.ts";

type Answer = { readonly problem?: ProblemDetails };
type Done<A> = Exclude<A, { problem: object }>;

/** Sends an act or a question under a key of its own. */
export type Send<A> = (idempotencyKey: string) => Promise<A>;

/** Takes one step of a story by its name, and gives what the step was answered. */
export type Take = <A extends Answer>(name: string, send: Send<A>) => Promise<Done<A>>;

/** A story as a chain of steps, each of which one colleague takes. */
export type Story = (city: City, take: Take) => Promise<void>;

/** A colleague's program, which sends each thing once. */
export const program = (city: City, name: string) => {
  const { token } = city.as(name);
  return createClient({ baseUrl: city.url, token, attempts: 1, contracts: { ...partnership, jobs } });
};

/** Sends the same under the same key for as long as it is told to come again, at most four times and without a pause. Throws when it is refused. */
export const patiently = async <A extends Answer>(send: Send<A>): Promise<Done<A>> => {
  const idempotencyKey = randomUUID();
  for (let attempt = 1; ; attempt += 1) {
    const answer = await send(idempotencyKey);
    const passes = answer.problem?.slug === "try-again" || answer.problem?.slug === "request-in-progress";
    if (!passes || attempt === 4) return done(Promise.resolve(answer));
  }
};
