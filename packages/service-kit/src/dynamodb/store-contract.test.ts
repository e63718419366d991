import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Change, Store } from "./store.ts";
import { startEngine } from "./testing/engine.ts";
import { at, change, filing, malik, storesOn, vaultItem } from "./testing/stores.ts";

const engine = await startEngine();
afterAll(() => engine.stop());

const reply = { fingerprint: "f1", body: { bicycleId: "b1" }, version: 1 };

for (const [name, open] of Object.entries(storesOn(engine)))
  describe(name, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    const commit = (...changes: readonly Change[]) => store.commit({ at, changes });

    it("loads what was committed, with its version, and nothing where nothing is", async () => {
      const state = {
        status: "lent",
        wheels: [28, 26.5],
        lamp: null,
        frame: { size: "54", colour: "rød" },
        bell: false,
      };
      expect(await store.load("BICYCLE", "b1")).toBeUndefined();
      expect(await commit(change("b1", { state }))).toEqual({ outcome: "committed" });
      expect(await store.load("BICYCLE", "b1")).toMatchObject({ id: "b1", state, version: 1 });
      expect(await store.load("LOCK", "b1")).toBeUndefined();
    });

    it("gives every change the next version and refuses one on a version that has passed", async () => {
      await commit(change("b1"));
      expect(await commit(change("b1", { expected: 1, state: { status: "lent" } }))).toEqual({ outcome: "committed" });
      expect(await commit(change("b1", { expected: 1, state: { status: "stolen" } }))).toEqual({ outcome: "conflict" });
      expect(await store.load("BICYCLE", "b1")).toMatchObject({ state: { status: "lent" }, version: 2 });
    });

    it("refuses to make what is there, and to change what is not there", async () => {
      await commit(change("b1"));
      expect(await commit(change("b1"))).toEqual({ outcome: "conflict" });
      expect(await commit(change("b2", { expected: 1 }))).toEqual({ outcome: "conflict" });
      expect(await store.load("BICYCLE", "b2")).toBeUndefined();
    });

    it("lets exactly one of ten writers through who all saw the same version", async () => {
      await commit(change("b1"));
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, (_, writer) => commit(change("b1", { expected: 1, state: { writer } }))),
      );
      const winners = outcomes.flatMap(({ outcome }, writer) => (outcome === "committed" ? [writer] : []));
      expect(winners).toHaveLength(1);
      expect(outcomes.filter(({ outcome }) => outcome === "conflict")).toHaveLength(9);
      expect(await store.load("BICYCLE", "b1")).toMatchObject({ state: { writer: winners[0] }, version: 2 });
    });

    it("writes changes to several records together or not at all", async () => {
      await commit(change("b1"));
      const together = [change("b2"), change("b1", { expected: 7 })];
      expect(
        await store.commit({ at, changes: together, vault: [{ ...vaultItem, content: { name: "Malik" } }] }),
      ).toEqual({
        outcome: "conflict",
      });
      expect(await store.load("BICYCLE", "b2")).toBeUndefined();
      expect(await store.vault(malik, ["BORROWER"])).toEqual({});
    });

    it("gives the kept reply to a request that was carried out before, and changes nothing", async () => {
      const once = { client: "signe", key: "key-0001", reply };
      expect(await store.reply("signe", "key-0001")).toBeUndefined();
      await store.commit({ at, changes: [change("b1")], once });
      const again = { at, changes: [change("b2")], once: { ...once, reply: { ...reply, fingerprint: "f2" } } };
      expect(await store.commit(again)).toEqual({ outcome: "replayed", reply });
      expect(await store.reply("signe", "key-0001")).toEqual(reply);
      expect(await store.load("BICYCLE", "b2")).toBeUndefined();
    });

    it("keeps one reply for each client's key", async () => {
      await store.commit({ at, changes: [], once: { client: "signe", key: "key-0001", reply } });
      const other = { client: "birk", key: "key-0001", reply: { fingerprint: "f9", body: null } };
      expect(await store.commit({ at, changes: [], once: other })).toEqual({ outcome: "committed" });
      expect(await store.reply("birk", "key-0001")).toEqual(other.reply);
    });

    it("would rather replay a request than tell that its version has passed", async () => {
      const once = { client: "signe", key: "key-0001", reply };
      await store.commit({ at, changes: [change("b1", { filing: filing({ unique: ["frame#7"] }) })], once });
      expect(await store.commit({ at, changes: [change("b1")], once })).toEqual({ outcome: "replayed", reply });
    });

    it("handles an event once", async () => {
      const inbox = { eventId: "e1" };
      expect(await store.commit({ at, changes: [change("b1")], inbox })).toEqual({ outcome: "committed" });
      expect(await store.commit({ at, changes: [change("b1", { expected: 1 })], inbox })).toEqual({
        outcome: "handled",
      });
      expect(await store.commit({ at, changes: [change("b1")], inbox })).toEqual({ outcome: "handled" });
      expect(await store.load("BICYCLE", "b1")).toMatchObject({ version: 1 });
    });

    it("adds figures up by name, period and area", async () => {
      const figure = { name: "loans", period: "2026-03", areaCode: "101-3-MJO" };
      await store.commit({ at, changes: [change("b1")], figures: [figure, { ...figure, areaCode: "101-3" }] });
      await store.commit({ at, changes: [change("b2")], figures: [figure, { ...figure, name: "returns" }] });
      const counted = [...(await store.figures("loans"))].sort((one, other) => one.count - other.count);
      expect(counted).toEqual([
        { ...figure, areaCode: "101-3", count: 1 },
        { ...figure, count: 2 },
      ]);
      expect(await store.figures("repairs")).toEqual([]);
    });
  });
