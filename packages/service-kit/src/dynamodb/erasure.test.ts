import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { RecordIndex } from "../records/record-index.ts";
import type { Committed } from "../records/store.ts";
import { startEngine } from "../testing/engine.ts";
import { at, change, entry, recordIndex, subject } from "../testing/stores.ts";
import { dynamoStore } from "./store.ts";

const engine = await startEngine();
afterAll(() => engine.stop());

/** A store whose nth transaction from now on does not get through; 0 lets all of them through. */
const interruptible = async () => {
  const tables = await engine.tables();
  let left = 0;
  const client = engine.client({
    before: (command) => {
      if (command !== "TransactWriteItemsCommand") return;
      left -= 1;
      if (left === 0) throw Object.assign(new Error("the power went"), { name: "TimeoutError" });
    },
  });
  const interruptAt = (transaction: number) => {
    left = transaction;
  };
  return { store: dynamoStore({ client, ...tables }), ...tables, interruptAt };
};

/** How much goes with a record: events of its history, things in the vault, names, places on worklists. */
type Size = { readonly events: number; readonly items: number; readonly names: number; readonly lists: number };
const sizes = fc.record<Size>({
  events: fc.integer({ min: 0, max: 330 }),
  items: fc.integer({ min: 0, max: 230 }),
  names: fc.integer({ min: 0, max: 3 }),
  lists: fc.integer({ min: 0, max: 6 }),
});

const indexOf = ({ items, names, lists }: Size): RecordIndex =>
  recordIndex({
    due: at,
    vault: Array.from({ length: items }, (_, n) => ({ subject, item: `ITEM#${n}` })),
    unique: Array.from({ length: names }, (_, n) => `name#${n}`),
    worklists: Array.from({ length: lists }, (_, n) => ({ list: `LIST-${n}`, sortKey: at })),
  });

/** Makes a record of that size, in as many transactions as it takes; answers its version. */
const made = async ({ store }: Awaited<ReturnType<typeof interruptible>>, size: Size): Promise<number> => {
  const index = indexOf(size);
  let version = 0;
  const step = async (events: number, items: number) => {
    const vault = index.vault?.slice(0, items) ?? [];
    const history = Array.from({ length: events }, () => ({ event: { type: "lent" }, announcements: [] }));
    const done = await store.commit({
      at,
      changes: [change("b1", { expectedVersion: version, index, before: version === 0 ? undefined : index, history })],
      vault: vault.slice(-50).map((key) => ({ ...key, content: { name: "Malik" } })),
    });
    expect(done).toEqual({ outcome: "committed" });
    version += 1;
  };
  await step(1, 0);
  for (let events = size.events; events > 0; events -= 40) await step(Math.min(40, events), 0);
  for (let items = size.items; items > 0; items -= 50) await step(0, items);
  return version;
};

describe("the erasure of a record of any size", { timeout: 120_000 }, () => {
  const erase = async (
    { store }: Awaited<ReturnType<typeof interruptible>>,
    size: Size,
    expectedVersion: number,
  ): Promise<Committed> =>
    store.commit({
      at,
      changes: [change("b1", { expectedVersion, index: "erased", before: indexOf(size), history: [] })],
      log: { ...entry, act: "erasure" },
    });

  it("leaves a line of the log and nothing else, also when it is interrupted anywhere and taken up again", async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 0, max: 8 }), async (size, transaction) => {
        const place = await interruptible();
        const version = await made(place, size);
        place.interruptAt(transaction);
        try {
          await erase(place, size, version);
        } catch {
          // As long as anything of it is there, the record is there too, and the clock finds it again
          if ((await engine.rows(place.table)).length > 0)
            expect(await place.store.load("BICYCLE", "b1")).toMatchObject({ version });
          expect(await erase(place, size, version)).toEqual({ outcome: "committed" });
        }
        expect(await engine.rows(place.table)).toEqual([]);
        expect(await engine.rows(place.accessLog)).toMatchObject([{ act: "erasure" }]);
      }),
      { numRuns: 25 },
    );
  });

  it.each([95, 96, 97, 98, 99, 100, 101, 199, 200, 201])("of %i events leaves nothing", async (events) => {
    const place = await interruptible();
    const size = { events, items: 0, names: 1, lists: 1 };
    expect(await erase(place, size, await made(place, size))).toEqual({ outcome: "committed" });
    expect(await engine.rows(place.table)).toEqual([]);
  });
});
