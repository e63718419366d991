import type { Operation } from "@trygt/contracts";
// biome-ignore lint/correctness/noUndeclaredDependencies: the workspace's test runner, for tests only
import { expect, it } from "vitest";
import { type fakeAcquaintance, somebody } from "../cast.ts";
import { callerOf } from "./roles.ts";
import type { OperationTests, ProperRequest, TestedInMemory } from "./tested.ts";

type Tested<Verb extends string> = TestedInMemory<Verb> & Omit<ReturnType<typeof fakeAcquaintance>, "acquaintance">;

type LookUpTests<Verb extends string, Service extends Tested<Verb>> = OperationTests<Verb, Service> & {
  /** Requests that show a person, where the proper one of an operation shows none yet. */
  readonly showing?: { readonly [Name in Verb]?: ProperRequest<Service> };
};

/** Tests that whatever shows a person, for which a reason must be stated, says in the log how the reader stands to them, and nothing where they have nothing in common (E8). */
export const testLookUps = <Verb extends string, Service extends Tested<Verb>>({
  contract,
  open,
  proper,
  showing,
  caller = somebody,
}: LookUpTests<Verb, Service>): void => {
  const verbs = (Object.keys(contract.operations) as Verb[]).filter(
    (verb) => contract.operations[verb].reason === true,
  );
  for (const verb of verbs)
    it(`${verb} says in the log how the reader stands to whom they read (E8)`, async () => {
      const operation: Operation = contract.operations[verb];
      for (const flags of [[], ["own-surname", "own-address"]] as const) {
        const service = open();
        const me = callerOf(operation, caller);
        const sent = await (showing?.[verb] ?? proper[verb])(service, me);
        service.acquainted.flags = flags;
        const answer = await service.change(me, verb, sent);
        expect([answer.status, answer.slug]).toEqual([200, undefined]);
        const entry = service.store.log.at(-1);
        expect([entry?.act, entry?.flags]).toEqual(["consultation", flags.length === 0 ? undefined : flags]);
      }
    });
};
