import { randomUUID } from "node:crypto";
import { type Operation, type Role, writes } from "@trygt/contracts";
// biome-ignore lint/correctness/noUndeclaredDependencies: the workspace's test runner, for tests only
import { afterAll, expect, it } from "vitest";
import { dynamoStore } from "../../dynamodb/store.ts";
import type { Staff } from "../../records/actor.ts";
import type { Store } from "../../records/store.ts";
import { somebody } from "../cast.ts";
import { startEngine } from "../engine.ts";
import { callerOf } from "./roles.ts";
import type { ContractOf, ProperRequest, Tested } from "./tested.ts";

/** A service on a real engine, and what it requests of the table while something is done (`["GetItem", "TransactWriteItems"]`). */
export type Counted<Service> = {
  readonly service: Service;
  readonly during: <Answer>(
    act: () => Promise<Answer>,
  ) => Promise<{ readonly answer: Answer; readonly requests: readonly string[] }>;
};

/** Starts an engine for the tests of a file, and gives services on it, each on empty tables, whose requests are counted. */
export const countingRequests = async <Service>(
  on: (store: Store) => Service,
): Promise<() => Promise<Counted<Service>>> => {
  const engine = await startEngine();
  afterAll(() => engine.stop());
  return async () => {
    const requests: string[] = [];
    const client = engine.client({ before: (command) => requests.push(command.replace("Command", "")) });
    const service = on(dynamoStore({ client, ...(await engine.tables()) }));
    return {
      service,
      during: async (act) => {
        requests.length = 0;
        return { answer: await act(), requests: [...requests] };
      },
    };
  };
};

type CostTests<Verb extends string, Service extends Tested<Verb>> = {
  readonly contract: ContractOf<Verb>;
  readonly counted: () => Promise<Counted<Service>>;
  readonly proper: Readonly<Record<Verb, ProperRequest<Service>>>;
  /** The requests of each operation, in their order. */
  readonly costs: Readonly<Record<Verb, readonly string[]>>;
  /** The most requests of a repetition, where that is not 2. */
  readonly repeated?: Readonly<Partial<Record<Verb, number>>>;
  /** Who calls in a role; somebody whom no story knows unless said. */
  readonly caller?: (role: Role) => Staff;
};

/** Tests what every operation requests of the table, and at most how much it does when it is repeated. */
export const testCosts = <Verb extends string, Service extends Tested<Verb>>({
  contract,
  counted,
  proper,
  costs,
  repeated,
  caller = somebody,
}: CostTests<Verb, Service>): void => {
  for (const [verb, cost] of Object.entries(costs) as [Verb, readonly string[]][]) {
    const operation: Operation = contract.operations[verb];
    const most = repeated?.[verb] ?? 2;
    it(`${verb} makes ${cost.join(", ")}${writes(operation) ? `, and ${most} at most when it is repeated` : ""}`, async () => {
      const { service, during } = await counted();
      const me = callerOf(operation, caller);
      const sent = await proper[verb](service, me);
      const version = await service.versionFor(verb, sent);
      const headers = writes(operation) ? { "idempotency-key": randomUUID() } : {};
      const call = () => service.call(me, verb, { ...sent, ...version, headers });
      const first = await during(call);
      expect([first.answer.status, first.answer.slug]).toEqual([operation.status ?? 200, undefined]);
      expect(first.requests).toEqual(cost);
      if (!writes(operation)) return;
      const again = await during(call);
      expect([again.answer.status, again.answer.body]).toEqual([first.answer.status, first.answer.body]);
      expect(again.requests.length).toBeLessThanOrEqual(most);
    });
  }
};
