import type { Answered, Sent } from "@trygt/service-kit/testing";
import { birk, signe } from "@trygt/service-kit/testing";
import { type Verb, type VisitsService, visitsService } from "./service.ts";

/** A request that must be refused: after which story, what is sent, and the status and every reason it gets. */
export type Bad = {
  readonly story?: (service: VisitsService) => Promise<Readonly<Record<string, string>>>;
  readonly verb: Verb;
  readonly sent: (story: Readonly<Record<string, string>>) => Sent;
  readonly gets: readonly [status: number, ...reasons: string[]];
  readonly pointer?: string;
  /** What must not be echoed. */
  readonly secret?: string;
};

/** How much stands in a store. */
type Size = readonly [commits: number, vaulted: number];

/** What became of a bad request: the answer, and the store before and after. */
export const sentBadly = async ({
  story,
  verb,
  sent,
}: Bad): Promise<{ answer: Answered; before: Size; after: Size }> => {
  const service = visitsService();
  const request = sent((await story?.(service)) ?? {});
  const size = (): Size => [service.commits.length, service.store.vaulted.size];
  const before = size();
  const answer = await service.change(verb === "registerConcern" ? birk : signe, verb, request);
  return { answer, before, after: size() };
};
