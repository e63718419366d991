import { type Cursor, type Instant, instantOf, type SubjectRef } from "@trygt/contracts";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Filing } from "./aggregate.ts";
import type { Change, Store } from "./store.ts";
import { startEngine } from "./testing/engine.ts";
import { at, change, filing, malik, storesOn, vaultItem } from "./testing/stores.ts";

const engine = await startEngine();
afterAll(() => engine.stop());

const hour = (hours: number): Instant => instantOf(Date.parse(at) + hours * 3_600_000);

for (const [name, open] of Object.entries(storesOn(engine)))
  describe(name, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    const commit = (...changes: readonly Change[]) => store.commit({ at, changes });
    const all = async (who: string, limit: number, range?: { from?: string; until?: string }) => {
      const pages: string[][] = [];
      let cursor: Cursor | undefined;
      do {
        const page = await store.list(who, { limit, cursor }, range);
        cursor = page.next;
        pages.push(page.items.map(({ id }) => id));
      } while (cursor !== undefined);
      return pages;
    };

    it("lends a unique name to one record at a time", async () => {
      const named = filing({ unique: ["frame#7"] });
      await commit(change("b1", { filing: named }));
      expect(await commit(change("b2", { filing: named }))).toEqual({ outcome: "taken", name: "frame#7" });
      // A later version keeps the name
      expect(await commit(change("b1", { expected: 1, filing: named, before: named }))).toEqual({
        outcome: "committed",
      });
      expect(await commit(change("b2", { filing: named }))).toEqual({ outcome: "taken", name: "frame#7" });
      // Until it lets go of it
      await commit(change("b1", { expected: 2, filing: filing({ unique: ["frame#8"] }), before: named }));
      expect(await commit(change("b2", { filing: named }))).toEqual({ outcome: "committed" });
      expect(await commit(change("b3", { filing: filing({ unique: ["frame#8"] }) }))).toMatchObject({
        outcome: "taken",
      });
    });

    it("frees the unique names of a record that is erased", async () => {
      const named = filing({ unique: ["frame#7"] });
      await commit(change("b1", { filing: named }));
      await commit(change("b1", { expected: 1, filing: "gone", before: named }));
      expect(await commit(change("b2", { filing: named }))).toEqual({ outcome: "committed" });
    });

    it("keeps vault items with the record and lifts them when the record lets go", async () => {
      const holding = filing({ vault: [vaultItem] });
      const vault = [{ ...vaultItem, content: { name: "Malik Testesen" } }];
      await store.commit({ at, changes: [change("b1", { filing: holding })], vault });
      expect(await store.vault(malik, ["BORROWER"])).toEqual({ BORROWER: { name: "Malik Testesen" } });
      await commit(change("b1", { expected: 1, filing: holding, before: holding }));
      expect(await store.vault(malik, ["BORROWER"])).toEqual({ BORROWER: { name: "Malik Testesen" } });
      await commit(change("b1", { expected: 2, before: holding }));
      expect(await store.vault(malik, ["BORROWER"])).toEqual({});
    });

    it("passes a vault item from one record to another in one transaction", async () => {
      const holding = filing({ vault: [vaultItem] });
      const vault = [{ ...vaultItem, content: { name: "Malik Testesen" } }];
      await store.commit({ at, changes: [change("b1", { filing: holding })], vault });
      await commit(change("b1", { expected: 1, before: holding }), change("b2", { filing: holding }));
      expect(await store.vault(malik, ["BORROWER"])).toEqual({ BORROWER: { name: "Malik Testesen" } });
      await commit(change("b2", { expected: 1, filing: "gone", before: holding }));
      expect(await store.vault(malik, ["BORROWER"])).toEqual({});
    });

    it("reads several items of one person's vault at once and leaves out what is not there", async () => {
      const items = ["BORROWER", "PARENT"].map((item) => ({ subject: malik, item, content: { role: item } }));
      await store.commit({ at, changes: [], vault: items });
      expect(await store.vault(malik, ["PARENT", "TEACHER", "BORROWER"])).toEqual({
        BORROWER: { role: "BORROWER" },
        PARENT: { role: "PARENT" },
      });
      expect(await store.vault("6c".repeat(16) as SubjectRef, ["BORROWER"])).toEqual({});
      expect(await store.vault(malik, [])).toEqual({});
    });

    it("pages through a worklist by date, nothing twice and nothing left out, also where dates are equal", async () => {
      const on = (who: string, hours: number) => filing({ worklists: [{ who, when: hour(hours) }] });
      await commit(change("b1", { filing: on("OTHERS", 0) }));
      const ids = Array.from({ length: 7 }, (_, n) => `list-${n}`);
      const hourOf = (id: string) => Math.floor(ids.indexOf(id) / 3);
      for (const id of ids) await commit(change(id, { filing: on("MINE", hourOf(id)) }));
      for (const limit of [1, 2, 3, 50]) {
        const pages = await all("MINE", limit);
        expect(pages.flat().toSorted()).toEqual(ids);
        expect(pages.flat().map(hourOf)).toEqual([0, 0, 0, 1, 1, 1, 2]);
        expect(pages.every((page) => page.length <= limit)).toBe(true);
      }
      expect((await all("MINE", 50, { from: hour(1) })).flat().toSorted()).toEqual(ids.slice(3));
      expect((await all("MINE", 2, { until: hour(1) })).flat().toSorted()).toEqual(ids.slice(0, 6));
      expect((await all("MINE", 50, { from: hour(1), until: hour(1) })).flat().toSorted()).toEqual(ids.slice(3, 6));
      expect((await all("NOBODY", 50)).flat()).toEqual([]);
    });

    it("keeps a record on every worklist it stands on, and takes it off those it leaves", async () => {
      const on = (...worklists: Filing["worklists"] & object) => filing({ worklists });
      const both = on({ who: "MINE", when: hour(1) }, { who: "YOURS", when: hour(2) });
      const lists = async () => [(await all("MINE", 5)).flat(), (await all("YOURS", 5)).flat()];
      await commit(change("b1", { filing: both, state: { lent: 1 } }));
      expect(await lists()).toEqual([["b1"], ["b1"]]);
      await commit(change("b1", { expected: 1, filing: both, before: both, state: { lent: 2 } }));
      expect((await store.list("YOURS", { limit: 5 })).items).toEqual([{ id: "b1", state: { lent: 2 }, version: 2 }]);
      const yours = on({ who: "YOURS", when: hour(3) });
      await commit(change("b1", { expected: 2, filing: yours, before: both }));
      expect(await lists()).toEqual([[], ["b1"]]);
      await commit(change("b1", { expected: 3, filing: both, before: yours }));
      await commit(change("b1", { expected: 4, filing: on(), before: both }));
      expect(await lists()).toEqual([[], []]);
      await commit(change("b1", { expected: 5, filing: both, before: on() }));
      await commit(change("b1", { expected: 6, filing: "gone", before: both }));
      expect(await lists()).toEqual([[], []]);
    });

    it("shows state and version on a worklist, and moves a record that is filed anew", async () => {
      const mine = filing({ worklists: [{ who: "MINE", when: at }] });
      await commit(change("b1", { filing: mine }));
      expect((await store.list("MINE", { limit: 5 })).items).toEqual([
        { id: "b1", state: { status: "free" }, version: 1 },
      ]);
      await commit(
        change("b1", { expected: 1, filing: filing({ worklists: [{ who: "YOURS", when: at }] }), before: mine }),
      );
      expect((await all("MINE", 5)).flat()).toEqual([]);
      expect((await all("YOURS", 5)).flat()).toEqual(["b1"]);
    });

    it("names what has fallen due, the oldest first, wherever it is kept", async () => {
      const ids = Array.from({ length: 12 }, (_, n) => `due-${n}`);
      for (const [n, id] of ids.entries()) await commit(change(id, { filing: filing({ due: hour(n) }) }));
      await commit(change("never"));
      expect((await store.due(hour(-1))).map(({ id }) => id)).toEqual([]);
      expect((await store.due(hour(5))).map(({ id }) => id)).toEqual(ids.slice(0, 6));
      expect(await store.due(hour(0))).toEqual([{ kind: "BICYCLE", id: "due-0" }]);
      await commit(change("due-0", { expected: 1, before: filing({ due: hour(0) }) }));
      expect(await store.due(hour(0))).toEqual([]);
    });

    it("erases a record so that it can be made anew", async () => {
      const before = filing({
        worklists: [{ who: "MINE", when: at }],
        due: at,
        unique: ["frame#7"],
        vault: [vaultItem],
      });
      const vault = [{ ...vaultItem, content: { name: "Malik Testesen" } }];
      await store.commit({ at, changes: [change("b1", { filing: before })], vault });
      expect(await commit(change("b1", { expected: 1, filing: "gone", before }))).toEqual({ outcome: "committed" });
      expect(await store.load("BICYCLE", "b1")).toBeUndefined();
      expect(await store.vault(malik, ["BORROWER"])).toEqual({});
      expect(await store.due(at)).toEqual([]);
      expect((await all("MINE", 5)).flat()).toEqual([]);
      expect(await commit(change("b1", { filing: before }))).toEqual({ outcome: "committed" });
    });

    it("does not erase a record that has changed since it was read", async () => {
      const before = filing({ vault: [vaultItem] });
      await store.commit({
        at,
        changes: [change("b1", { filing: before })],
        vault: [{ ...vaultItem, content: { name: "M" } }],
      });
      await commit(change("b1", { expected: 1, filing: before, before }));
      expect(await commit(change("b1", { expected: 1, filing: "gone", before }))).toEqual({ outcome: "conflict" });
      expect(await store.load("BICYCLE", "b1")).toMatchObject({ version: 2 });
      expect(await store.vault(malik, ["BORROWER"])).toEqual({ BORROWER: { name: "M" } });
    });
  });
