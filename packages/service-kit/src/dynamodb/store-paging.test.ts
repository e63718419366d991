import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { RecordIndex } from "../records/record-index.ts";
import type { Change, SortKeyRange, Store } from "../records/store.ts";
import { startEngine } from "../testing/engine.ts";
import { at, change, hour, pagesOf, recordIndex, storesOn } from "../testing/stores.ts";

const engine = await startEngine();
afterAll(() => engine.stop());

for (const [name, open] of Object.entries(storesOn(engine)))
  describe(name, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    const commit = (...changes: readonly Change[]) => store.commit({ at, changes });

    it("pages through a worklist by date, nothing twice and nothing left out, also where dates are equal", async () => {
      const on = (list: string, hours: number) =>
        recordIndex({ worklists: [{ list, sortKey: hour(hours), shows: {} }] });
      await commit(change("b1", { index: on("OTHERS", 0) }));
      const ids = Array.from({ length: 7 }, (_, n) => `list-${n}`);
      const hourOf = (id: string) => Math.floor(ids.indexOf(id) / 3);
      for (const id of ids) await commit(change(id, { index: on("MINE", hourOf(id)) }));
      for (const limit of [1, 2, 3, 50]) {
        const pages = await pagesOf(store, "MINE", limit);
        expect(pages.flat().toSorted()).toEqual(ids);
        expect(pages.flat().map(hourOf)).toEqual([0, 0, 0, 1, 1, 1, 2]);
        expect(pages.every((page) => page.length <= limit)).toBe(true);
      }
      expect((await pagesOf(store, "MINE", 50, { from: hour(1) })).flat().toSorted()).toEqual(ids.slice(3));
      expect((await pagesOf(store, "MINE", 2, { until: hour(1) })).flat().toSorted()).toEqual(ids.slice(0, 6));
      expect((await pagesOf(store, "MINE", 50, { from: hour(1), until: hour(1) })).flat().toSorted()).toEqual(
        ids.slice(3, 6),
      );
      expect((await pagesOf(store, "NOBODY", 50)).flat()).toEqual([]);
    });

    it("keeps a record on every worklist it stands on, and takes it off those it leaves", async () => {
      const on = (...worklists: RecordIndex["worklists"] & object) => recordIndex({ worklists });
      const shown = (lent: number) =>
        on({ list: "MINE", sortKey: hour(1), shows: {} }, { list: "YOURS", sortKey: hour(2), shows: { lent } });
      const both = shown(1);
      const lists = async () => [(await pagesOf(store, "MINE", 5)).flat(), (await pagesOf(store, "YOURS", 5)).flat()];
      await commit(change("b1", { index: both }));
      expect(await lists()).toEqual([["b1"], ["b1"]]);
      await commit(change("b1", { expectedVersion: 1, index: shown(2), before: both }));
      expect((await store.list("YOURS", { limit: 5 })).items).toEqual([{ id: "b1", shows: { lent: 2 }, version: 2 }]);
      const yours = on({ list: "YOURS", sortKey: hour(3), shows: {} });
      await commit(change("b1", { expectedVersion: 2, index: yours, before: both }));
      expect(await lists()).toEqual([[], ["b1"]]);
      await commit(change("b1", { expectedVersion: 3, index: both, before: yours }));
      await commit(change("b1", { expectedVersion: 4, index: on(), before: both }));
      expect(await lists()).toEqual([[], []]);
      await commit(change("b1", { expectedVersion: 5, index: both, before: on() }));
      await commit(change("b1", { expectedVersion: 6, index: "erased", before: both }));
      expect(await lists()).toEqual([[], []]);
    });

    it("shows on a worklist what its place there says, and the version, and moves a record that is filed anew", async () => {
      const mine = recordIndex({ worklists: [{ list: "MINE", sortKey: at, shows: { frame: "7" } }] });
      await commit(change("b1", { index: mine }));
      expect((await store.list("MINE", { limit: 5 })).items).toEqual([{ id: "b1", shows: { frame: "7" }, version: 1 }]);
      await commit(
        change("b1", {
          expectedVersion: 1,
          index: recordIndex({ worklists: [{ list: "YOURS", sortKey: at, shows: {} }] }),
          before: mine,
        }),
      );
      expect((await pagesOf(store, "MINE", 5)).flat()).toEqual([]);
      expect((await pagesOf(store, "YOURS", 5)).flat()).toEqual(["b1"]);
    });

    it("goes on from a cursor that time has overtaken, or that lies after the end, with what is left", async () => {
      for (const n of [0, 1, 2, 3])
        await commit(
          change(`b${n}`, { index: recordIndex({ worklists: [{ list: "MINE", sortKey: hour(n), shows: {} }] }) }),
        );
      const { next } = await store.list("MINE", { limit: 1 });
      const ids = async (cursor: typeof next, range: SortKeyRange) =>
        (await store.list("MINE", { cursor }, range)).items.map(({ id }) => id);
      expect(await ids(next, { from: hour(2) })).toEqual(["b2", "b3"]);
      expect(await ids(next, { from: hour(1), until: hour(2) })).toEqual(["b1", "b2"]);
      const { next: later } = await store.list("MINE", { limit: 3 });
      expect(await ids(later, { until: hour(1) })).toEqual([]);
    });

    it("goes on from a cursor of another list, or one that nobody gave, with what comes after it", async () => {
      for (const n of [0, 1, 2])
        await commit(
          change(`b${n}`, { index: recordIndex({ worklists: [{ list: "MINE", sortKey: hour(n), shows: {} }] }) }),
        );
      const invented = { sortKey: hour(0), key: "LOCK#zzz|STATE" };
      expect((await store.list("MINE", { cursor: invented })).items.map(({ id }) => id)).toEqual(["b1", "b2"]);
      const odd = {
        sortKey: "2026-03-02T08:30:00.000Z \ud83d\udeb2".repeat(9),
        key: `LOCK#${"x".repeat(300)}|LISTED#999`,
      };
      expect((await store.list("MINE", { cursor: odd })).items.map(({ id }) => id)).toEqual(["b1", "b2"]);
    });

    it.each(["CARGO-BICYCLE", "CARGO_BICYCLE", "BICYCLE2"])("goes on after a record of the kind %s", async (kind) => {
      const index = recordIndex({ worklists: [{ list: "MINE", sortKey: at, shows: {} }] });
      for (const id of ["b1", "b2", "b3"]) await commit(change(id, { kind, index }));
      expect((await pagesOf(store, "MINE", 1)).flat()).toEqual(["b1", "b2", "b3"]);
    });

    it("goes on after a record on any of the eleven worklists it stands on", async () => {
      const lists = Array.from({ length: 11 }, (_, n) => `LIST-${n}`);
      const index = recordIndex({ worklists: lists.map((list) => ({ list, sortKey: at, shows: {} })) });
      for (const id of ["b1", "b2", "b3"]) await commit(change(id, { index }));
      for (const list of lists) expect((await pagesOf(store, list, 1)).flat()).toEqual(["b1", "b2", "b3"]);
    });
  });
