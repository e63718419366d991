import { randomUUID } from "node:crypto";
import { type Operation, type Role, writes } from "@trygt/contracts";
// biome-ignore lint/correctness/noUndeclaredDependencies: the workspace's own, for tests only
import fc from "fast-check";
// biome-ignore lint/correctness/noUndeclaredDependencies: the workspace's test runner, for tests only
import { afterAll, expect, it } from "vitest";
import { dynamoStore } from "../../dynamodb/store.ts";
import type { AnyRecords } from "../../functions/definitions.ts";
import type { Staff } from "../../records/actor.ts";
import type { AnyRecordType } from "../../records/record-type.ts";
import { erased } from "../../records/state.ts";
import type { Change, Store } from "../../records/store.ts";
import { somebody } from "../cast.ts";
import { startEngine } from "../engine.ts";
import { entry } from "../stores.ts";
import { callerOf } from "./roles.ts";
import type { ContractOf, ProperRequest, Tested } from "./tested.ts";

type Row = Readonly<Record<string, unknown>>;

/** A service on a real engine whose power can be cut. */
export type Interruptible<Service> = {
  readonly service: Service;
  readonly store: Store;
  /** Cuts the power at the nth transaction from now on; 0 switches it on again. */
  readonly cutAt: (transaction: number) => void;
  readonly rows: () => Promise<readonly Row[]>;
};

/** Starts an engine for the tests of a file, and gives services on it, each on empty tables, whose power can be cut. */
export const losingPower = async <Service>(
  on: (store: Store) => Service,
): Promise<() => Promise<Interruptible<Service>>> => {
  const engine = await startEngine();
  afterAll(() => engine.stop());
  return async () => {
    const tables = await engine.tables();
    let left = 0;
    let isDown = false;
    const client = engine.client({
      before: (command) => {
        if (command === "TransactWriteItemsCommand" && left > 0) {
          left -= 1;
          isDown ||= left === 0;
        }
        if (isDown) throw Object.assign(new Error("The power went"), { name: "TimeoutError" });
      },
    });
    const store = dynamoStore({ client, ...tables });
    return {
      service: on(store),
      store,
      cutAt: (transaction) => {
        left = transaction;
        isDown = false;
      },
      rows: () => engine.rows(tables.table),
    };
  };
};

type ErasureTests<Verb extends string, Service extends Tested<Verb>> = {
  readonly contract: ContractOf<Verb>;
  readonly records: AnyRecords;
  readonly interruptible: () => Promise<Interruptible<Service>>;
  readonly proper: Readonly<Record<Verb, ProperRequest<Service>>>;
  /** Who calls in a role; somebody whom no story knows unless said. */
  readonly caller?: (role: Role) => Staff;
};

/** Tests that whatever has happened to the records of a service, each can be erased, also when the power goes in between: what is left are numbers, and what ends by its own date. */
export const testErasure = <Verb extends string, Service extends Tested<Verb>>({
  contract,
  records,
  interruptible,
  proper,
  caller = somebody,
}: ErasureTests<Verb, Service>): void => {
  const verbs = Object.keys(contract.operations) as Verb[];
  const types = new Map(Object.values<AnyRecordType>(records.types).map((type) => [type.kind, type]));

  const happen = async (service: Service, verb: Verb): Promise<void> => {
    const operation: Operation = contract.operations[verb];
    const me = callerOf(operation, caller);
    try {
      const sent = await proper[verb](service, me);
      const headers = writes(operation) ? { "idempotency-key": randomUUID() } : {};
      await service.call(me, verb, { ...sent, ...(await service.versionFor(verb, sent)), headers });
    } catch (error) {
      // Two stories may not go together: one child has one open case
      if (!(error instanceof Error && error.message.startsWith("The story stops"))) throw error;
    }
  };

  const erasure = ({ pk, state, version }: Row): Change => {
    const [kind = "", id = ""] = String(pk).split("#");
    const before = types.get(kind)?.index(state, id, records.policy);
    return { kind, id, expectedVersion: Number(version), state: erased, index: "erased", before, history: [] };
  };

  it("of every record is possible after any history, also when the power goes, and leaves numbers and what ends by its own date", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...verbs), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 3 }),
        async (history, transaction) => {
          const { service, store, cutAt, rows } = await interruptible();
          for (const verb of history) await happen(service, verb);
          const standing = (await rows()).filter(({ sk, leaving }) => sk === "STATE" && leaving === undefined);
          for (const row of standing) {
            const change = erasure(row);
            const erase = () =>
              store.commit({ at: entry.at, changes: [change], log: { ...entry, entryId: randomUUID() } });
            cutAt(transaction);
            const first = await erase().catch(() => undefined);
            cutAt(0);
            expect(first ?? (await erase())).toEqual({ outcome: "committed" });
            expect(await store.load(change.kind, change.id)).toBeUndefined();
          }
          const left = (await rows()).filter(
            ({ pk, expiresAt }) => !String(pk).startsWith("COUNTER#") && expiresAt === undefined,
          );
          expect(left.map(({ pk, sk }) => `${pk} ${sk}`)).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
  });
};
