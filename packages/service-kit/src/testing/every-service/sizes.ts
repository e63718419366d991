// biome-ignore lint/correctness/noUndeclaredDependencies: the workspace's test runner, for tests only
import { afterAll, expect } from "vitest";
import { dynamoStore } from "../../dynamodb/store.ts";
import type { Commit, Store } from "../../records/store.ts";
import { startEngine } from "../engine.ts";

/** What AWS takes at most, in bytes: an item and a transaction of DynamoDB, an event, the answer of a function. */
const most = { item: 400_000, transaction: 4_000_000, event: 256_000, answer: 6_000_000 };

/** A service on a real engine, which refuses what DynamoDB would, and what stands in its table. */
export type Filled<Service> = {
  readonly service: Service;
  readonly rows: () => Promise<readonly Record<string, unknown>[]>;
};

/** Starts an engine for the tests of a file, and gives services on it, each on empty tables, whose records can be filled up. */
export const fillingUp = async <Service>(on: (store: Store) => Service): Promise<() => Promise<Filled<Service>>> => {
  const engine = await startEngine();
  afterAll(() => engine.stop());
  return async () => {
    const tables = await engine.tables();
    return {
      service: on(dynamoStore({ client: engine.client(), ...tables })),
      rows: () => engine.rows(tables.table),
    };
  };
};

/** Characters that take the most bytes of UTF-8 for each unit of length: three. */
export const longest = (length: number): string => "ก".repeat(length);

/** Expects that the largest item, transaction, event and answer of a story are within what AWS takes. */
export const expectWithinLimits = async (
  { service, rows }: Filled<{ readonly commits: readonly Commit[] }>,
  answers: readonly string[],
): Promise<void> => {
  const changes = service.commits.flatMap((commit) => commit.changes);
  const events = changes.flatMap(({ history }) => history.flatMap(({ announcements }) => announcements));
  const largest = {
    item: largestOf(await rows()),
    transaction: Math.max(...service.commits.map(transactionOf)),
    event: largestOf(events),
    answer: Math.max(...answers.map((answer) => Buffer.byteLength(answer))),
  };
  for (const [kind, limit] of Object.entries(most)) {
    expect([kind, Math.max(largest[kind as keyof typeof most], limit)]).toEqual([kind, limit]);
  }
};

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
const largestOf = (values: readonly unknown[]): number => Math.max(0, ...values.map(bytesOf));

// The state stands once on each worklist
const transactionOf = ({ changes, ...beside }: Commit): number =>
  changes.reduce((sum, { state, index, history }) => {
    const copies = index === "erased" ? 0 : Math.max(1, index.worklists?.length ?? 0);
    return sum + copies * bytesOf(state) + bytesOf(history);
  }, bytesOf(beside));
