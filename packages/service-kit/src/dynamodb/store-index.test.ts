import type { SubjectRef } from "@trygt/contracts";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Change, Store } from "../records/store.ts";
import { startEngine } from "../testing/engine.ts";
import { at, change, hour, pagesOf, recordIndex, storesOn, subject, vaultItem } from "../testing/stores.ts";

const engine = await startEngine();
afterAll(() => engine.stop());

for (const [name, open] of Object.entries(storesOn(engine)))
  describe(name, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    const commit = (...changes: readonly Change[]) => store.commit({ at, changes });

    it("lends a unique name to one record at a time", async () => {
      const named = recordIndex({ unique: ["frame#7"] });
      await commit(change("b1", { index: named }));
      expect(await commit(change("b2", { index: named }))).toEqual({ outcome: "unique-violation", name: "frame#7" });
      // A later version keeps the name
      expect(await commit(change("b1", { expectedVersion: 1, index: named, before: named }))).toEqual({
        outcome: "committed",
      });
      expect(await commit(change("b2", { index: named }))).toEqual({ outcome: "unique-violation", name: "frame#7" });
      // Until it lets go of it
      await commit(change("b1", { expectedVersion: 2, index: recordIndex({ unique: ["frame#8"] }), before: named }));
      expect(await commit(change("b2", { index: named }))).toEqual({ outcome: "committed" });
      expect(await commit(change("b3", { index: recordIndex({ unique: ["frame#8"] }) }))).toMatchObject({
        outcome: "unique-violation",
      });
    });

    it("frees the unique names of a record that is erased", async () => {
      const named = recordIndex({ unique: ["frame#7"] });
      await commit(change("b1", { index: named }));
      await commit(change("b1", { expectedVersion: 1, index: "erased", before: named }));
      expect(await commit(change("b2", { index: named }))).toEqual({ outcome: "committed" });
    });

    it("keeps vault items with the record and lifts them when the record lets go", async () => {
      const holding = recordIndex({ vault: [vaultItem] });
      const vault = [{ ...vaultItem, content: { name: "Malik Testesen" } }];
      await store.commit({ at, changes: [change("b1", { index: holding })], vault });
      expect(await store.vault(subject, ["BORROWER"])).toEqual({ BORROWER: { name: "Malik Testesen" } });
      await commit(change("b1", { expectedVersion: 1, index: holding, before: holding }));
      expect(await store.vault(subject, ["BORROWER"])).toEqual({ BORROWER: { name: "Malik Testesen" } });
      await commit(change("b1", { expectedVersion: 2, before: holding }));
      expect(await store.vault(subject, ["BORROWER"])).toEqual({});
    });

    it("passes a vault item from one record to another in one transaction", async () => {
      const holding = recordIndex({ vault: [vaultItem] });
      const vault = [{ ...vaultItem, content: { name: "Malik Testesen" } }];
      await store.commit({ at, changes: [change("b1", { index: holding })], vault });
      await commit(change("b1", { expectedVersion: 1, before: holding }), change("b2", { index: holding }));
      expect(await store.vault(subject, ["BORROWER"])).toEqual({ BORROWER: { name: "Malik Testesen" } });
      await commit(change("b2", { expectedVersion: 1, index: "erased", before: holding }));
      expect(await store.vault(subject, ["BORROWER"])).toEqual({});
    });

    it("reads several items of one person's vault at once and leaves out what is not there", async () => {
      const items = ["BORROWER", "PARENT"].map((item) => ({ subject: subject, item, content: { role: item } }));
      await store.commit({ at, changes: [], vault: items });
      expect(await store.vault(subject, ["PARENT", "TEACHER", "BORROWER"])).toEqual({
        BORROWER: { role: "BORROWER" },
        PARENT: { role: "PARENT" },
      });
      expect(await store.vault("6c".repeat(16) as SubjectRef, ["BORROWER"])).toEqual({});
      expect(await store.vault(subject, [])).toEqual({});
    });

    it("names what has fallen due, the oldest first, wherever it is kept", async () => {
      const ids = Array.from({ length: 12 }, (_, n) => `due-${n}`);
      for (const [n, id] of ids.entries()) await commit(change(id, { index: recordIndex({ due: hour(n) }) }));
      await commit(change("never"));
      expect((await Array.fromAsync(store.due(hour(-1)))).map(({ id }) => id)).toEqual([]);
      expect((await Array.fromAsync(store.due(hour(5)))).map(({ id }) => id)).toEqual(ids.slice(0, 6));
      expect(await Array.fromAsync(store.due(hour(0)))).toEqual([{ kind: "BICYCLE", id: "due-0" }]);
      await commit(change("due-0", { expectedVersion: 1, before: recordIndex({ due: hour(0) }) }));
      expect(await Array.fromAsync(store.due(hour(0)))).toEqual([]);
    });

    it("names everything that has fallen due, the oldest first, also where it is far more than a page", async () => {
      const ids = Array.from({ length: 260 }, (_, n) => `due-${n}`);
      await Promise.all(ids.map((id, n) => commit(change(id, { index: recordIndex({ due: hour(n) }) }))));
      expect((await Array.fromAsync(store.due(hour(300)))).map(({ id }) => id)).toEqual(ids);
    });

    it("erases a record so that it can be made anew", async () => {
      const before = recordIndex({
        worklists: [{ list: "MINE", sortKey: at, shows: {} }],
        due: at,
        unique: ["frame#7"],
        vault: [vaultItem],
      });
      const vault = [{ ...vaultItem, content: { name: "Malik Testesen" } }];
      await store.commit({ at, changes: [change("b1", { index: before })], vault });
      expect(await commit(change("b1", { expectedVersion: 1, index: "erased", before }))).toEqual({
        outcome: "committed",
      });
      expect(await store.load("BICYCLE", "b1")).toBeUndefined();
      expect(await store.vault(subject, ["BORROWER"])).toEqual({});
      expect(await Array.fromAsync(store.due(at))).toEqual([]);
      expect((await pagesOf(store, "MINE", 5)).flat()).toEqual([]);
      expect(await commit(change("b1", { index: before }))).toEqual({ outcome: "committed" });
    });

    it("does not erase a record that has changed since it was read", async () => {
      const before = recordIndex({ vault: [vaultItem] });
      await store.commit({
        at,
        changes: [change("b1", { index: before })],
        vault: [{ ...vaultItem, content: { name: "M" } }],
      });
      await commit(change("b1", { expectedVersion: 1, index: before, before }));
      expect(await commit(change("b1", { expectedVersion: 1, index: "erased", before }))).toEqual({
        outcome: "conflict",
      });
      expect(await store.load("BICYCLE", "b1")).toMatchObject({ version: 2 });
      expect(await store.vault(subject, ["BORROWER"])).toEqual({ BORROWER: { name: "M" } });
    });
  });
