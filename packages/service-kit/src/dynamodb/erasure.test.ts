import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { RecordIndex } from "../records/record-index.ts";
import type { Committed } from "../records/store.ts";
import { startEngine } from "../testing/engine.ts";
import { at, change, entry, pagesOf, recordIndex, subject } from "../testing/stores.ts";
import { dynamoStore } from "./store.ts";

const engine = await startEngine();
afterAll(() => engine.stop());

/** A store whose nth transaction from now on, and whatever comes after it, does not get through; 0 lets all of them through. */
const interruptible = async () => {
  const tables = await engine.tables();
  let left = 0;
  let isDown = false;
  const client = engine.client({
    before: (command) => {
      if (command === "TransactWriteItemsCommand") left -= 1;
      isDown ||= left === 0 && command === "TransactWriteItemsCommand";
      if (isDown) throw Object.assign(new Error("the power went"), { name: "TimeoutError" });
    },
  });
  const interruptAt = (transaction: number) => {
    left = transaction;
    isDown = false;
  };
  return { store: dynamoStore({ client, ...tables }), ...tables, interruptAt };
};
type Place = Awaited<ReturnType<typeof interruptible>>;

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
    worklists: Array.from({ length: lists }, (_, n) => ({ list: `LIST-${n}`, sortKey: at, shows: {} })),
  });

/** Makes a record of that size, in as many transactions as it takes, each event of so many characters; answers its version. */
const made = async ({ store }: Place, size: Size, characters = 0): Promise<number> => {
  const index = indexOf(size);
  let version = 0;
  const step = async (events: number, from: number, until: number) => {
    const event = { type: "lent", note: "x".repeat(characters) };
    const history = Array.from({ length: events }, () => ({ event, announcements: [] }));
    const done = await store.commit({
      at,
      changes: [change("b1", { expectedVersion: version, index, before: version === 0 ? undefined : index, history })],
      vault: (index.vault ?? []).slice(from, until).map((key) => ({ ...key, content: { name: "Malik" } })),
    });
    expect(done).toEqual({ outcome: "committed" });
    version += 1;
  };
  const atOnce = characters === 0 ? 40 : 10;
  await step(0, 0, 0);
  for (let events = size.events; events > 0; events -= atOnce) await step(Math.min(atOnce, events), 0, 0);
  for (let items = 0; items < size.items; items += 50) await step(0, items, items + 50);
  return version;
};

const erase = ({ store }: Place, size: Size, expectedVersion: number): Promise<Committed> =>
  store.commit({
    at,
    changes: [change("b1", { expectedVersion, index: "erased", before: indexOf(size), history: [] })],
    log: { ...entry, act: "erasure" },
  });

/** What the clock does: it reads each record that is due. */
const wake = async ({ store }: Place): Promise<readonly string[]> => {
  const due = await Array.fromAsync(store.due(at));
  for (const { kind, id } of due) await store.load(kind, id);
  return due.map(({ id }) => id);
};

const keysOf = async ({ table }: Place) => (await engine.rows(table)).map(({ pk, sk }) => `${pk} ${sk}`).sort();

describe("the erasure of a record of any size", { timeout: 120_000 }, () => {
  it("leaves a line of the log and nothing else; interrupted anywhere, the record is whole or gone for everybody, and the clock takes up what is left", async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 0, max: 60 }), async (size, transaction) => {
        const place = await interruptible();
        const version = await made(place, size);
        const before = await keysOf(place);
        place.interruptAt(transaction);
        const outcome = await erase(place, size, version).catch(() => "stopped" as const);
        place.interruptAt(0);
        if (outcome === "stopped") {
          expect(await keysOf(place)).toEqual(before);
          expect(await erase(place, size, version)).toEqual({ outcome: "committed" });
        }
        const left = await keysOf(place);
        for (const list of indexOf(size).worklists ?? [])
          expect(await pagesOf(place.store, list.list, 5)).toEqual([[]]);
        expect(left.filter((key) => key.startsWith("UNIQUE#"))).toEqual([]);
        expect(await wake(place)).toEqual(left.length === 0 ? [] : ["b1"]);
        expect(await place.store.load("BICYCLE", "b1")).toBeUndefined();
        expect(await keysOf(place)).toEqual([]);
        expect(await engine.rows(place.accessLog)).toMatchObject([{ act: "erasure" }]);
      }),
      { numRuns: 30 },
    );
  });

  it.each([95, 96, 97, 98, 99, 100, 101, 199, 200, 201])("of %i events leaves nothing", async (events) => {
    const place = await interruptible();
    const size = { events, items: 0, names: 1, lists: 1 };
    expect(await erase(place, size, await made(place, size))).toEqual({ outcome: "committed" });
    expect(await keysOf(place)).toEqual([]);
  });

  it("of events that together are far more than a transaction may have (4 MB) leaves nothing", async () => {
    const place = await interruptible();
    const size = { events: 120, items: 0, names: 0, lists: 0 };
    expect(await erase(place, size, await made(place, size, 100_000))).toEqual({ outcome: "committed" });
    expect(await keysOf(place)).toEqual([]);
  });

  it("lets go of its identifier at once: who makes it anew finishes the erasure first, and begins at the first version", async () => {
    const place = await interruptible();
    const size = { events: 150, items: 30, names: 1, lists: 2 };
    const version = await made(place, size);
    place.interruptAt(2);
    expect(await erase(place, size, version)).toEqual({ outcome: "committed" });
    place.interruptAt(0);
    expect((await keysOf(place)).length).toBeGreaterThan(100);
    expect(await place.store.load("BICYCLE", "b1")).toBeUndefined();
    expect(await place.store.commit({ at, changes: [change("b1")] })).toEqual({ outcome: "committed" });
    expect(await keysOf(place)).toEqual(["BICYCLE#b1 EVENT#00000001#0", "BICYCLE#b1 STATE"]);
  });

  it("of a record that somebody has changed first does nothing", async () => {
    const place = await interruptible();
    const size = { events: 150, items: 30, names: 1, lists: 2 };
    const version = await made(place, size);
    const before = await keysOf(place);
    expect(await erase(place, size, version - 1)).toEqual({ outcome: "conflict" });
    expect(await keysOf(place)).toEqual(before);
  });
});
