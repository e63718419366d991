// biome-ignore lint/correctness/noUndeclaredDependencies: the workspace's test runner, for tests only
import { expect, it } from "vitest";
import type { Staff } from "../../records/actor.ts";
import type { Sent } from "../requests.ts";
import type { TestedInMemory } from "./tested.ts";

/** A request that must be refused: after which story, by whom, what is sent, and the status and every reason it gets. */
export type BadRequest<Verb extends string, Service, Story = Readonly<Record<string, string>>> = {
  readonly story?: (service: Service) => Promise<Story>;
  /** Who sends it; the usual caller unless said. */
  readonly who?: Staff;
  readonly verb: Verb;
  readonly sent: (story: Story) => Sent;
  readonly gets: readonly [status: number, ...reasons: string[]];
  readonly pointer?: string;
  /** What must not be echoed, besides the people of the story. */
  readonly secret?: string;
};

type BadRequestTests<Verb extends string, Service, Story> = {
  readonly open: () => Service;
  readonly requests: Readonly<Record<string, BadRequest<Verb, Service, Story>>>;
  /** Who sends a request that does not say. */
  readonly usual: (verb: Verb) => Staff;
  /** What no answer may echo. */
  readonly secrets: readonly string[];
};

/** Tests that each request is refused for exactly its reasons, with nothing stored, nothing announced and nothing echoed. */
export const testBadRequests = <
  Verb extends string,
  Service extends TestedInMemory<Verb>,
  Story = Readonly<Record<string, string>>,
>({
  open,
  requests,
  usual,
  secrets,
}: BadRequestTests<Verb, Service, Story>): void => {
  for (const [what, { story, verb, who = usual(verb), sent, gets, pointer, secret }] of Object.entries(requests))
    it(`${what} gets ${gets.join(" ")}`, async () => {
      const service = open();
      const request = sent(story === undefined ? ({} as Story) : await story(service));
      const kept = () => [service.commits.length, service.store.vaulted.size, service.bus().length];
      const before = kept();
      const answer = await service.change(who, verb, request);
      expect([answer.status, ...answer.reasons]).toEqual(gets);
      expect(answer.slug).toBe(gets[1]);
      expect(kept()).toEqual(before);
      if (pointer !== undefined) expect(answer.pointers).toContain(pointer);
      for (const one of [...secrets, ...(secret === undefined ? [] : [secret])]) expect(answer.text).not.toContain(one);
    });
};
