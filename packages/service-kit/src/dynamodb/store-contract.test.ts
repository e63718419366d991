import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Change, Store } from "../records/store.ts";
import { startEngine } from "../testing/engine.ts";
import { at, change, hour, recordIndex, storesOn, subject, vaultItem } from "../testing/stores.ts";

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
      expect(await commit(change("b1", { expectedVersion: 1, state: { status: "lent" } }))).toEqual({
        outcome: "committed",
      });
      expect(await commit(change("b1", { expectedVersion: 1, state: { status: "stolen" } }))).toEqual({
        outcome: "conflict",
      });
      expect(await store.load("BICYCLE", "b1")).toMatchObject({ state: { status: "lent" }, version: 2 });
    });

    it("refuses to make what is there, and to change what is not there", async () => {
      await commit(change("b1"));
      expect(await commit(change("b1"))).toEqual({ outcome: "conflict" });
      expect(await commit(change("b2", { expectedVersion: 1 }))).toEqual({ outcome: "conflict" });
      expect(await store.load("BICYCLE", "b2")).toBeUndefined();
    });

    it("lets exactly one of ten writers through who all saw the same version", async () => {
      await commit(change("b1"));
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, (_, writer) => commit(change("b1", { expectedVersion: 1, state: { writer } }))),
      );
      const winners = outcomes.flatMap(({ outcome }, writer) => (outcome === "committed" ? [writer] : []));
      expect(winners).toHaveLength(1);
      expect(outcomes.filter(({ outcome }) => outcome === "conflict")).toHaveLength(9);
      expect(await store.load("BICYCLE", "b1")).toMatchObject({ state: { writer: winners[0] }, version: 2 });
    });

    it("writes changes to several records together or not at all", async () => {
      await commit(change("b1"));
      const together = [change("b2"), change("b1", { expectedVersion: 7 })];
      expect(
        await store.commit({ at, changes: together, vault: [{ ...vaultItem, content: { name: "Malik" } }] }),
      ).toEqual({
        outcome: "conflict",
      });
      expect(await store.load("BICYCLE", "b2")).toBeUndefined();
      expect(await store.vault(subject, ["BORROWER"])).toEqual({});
    });

    it("gives the kept reply to a request that was carried out before, and changes nothing", async () => {
      const idempotency = { client: "signe", key: "key-0001", reply };
      expect(await store.reply("signe", "key-0001", at)).toBeUndefined();
      await store.commit({ at, changes: [change("b1")], idempotency });
      const again = {
        at,
        changes: [change("b2")],
        idempotency: { ...idempotency, reply: { ...reply, fingerprint: "f2" } },
      };
      expect(await store.commit(again)).toEqual({ outcome: "replayed", reply });
      expect(await store.reply("signe", "key-0001", at)).toEqual(reply);
      expect(await store.load("BICYCLE", "b2")).toBeUndefined();
    });

    it("gives a kept reply for two days and not an hour longer, and then the key may be used anew", async () => {
      const idempotency = { client: "signe", key: "key-0001", reply };
      await store.commit({ at, changes: [change("b1")], idempotency });
      expect(await store.reply("signe", "key-0001", hour(47))).toEqual(reply);
      expect(await store.reply("signe", "key-0001", hour(48))).toBeUndefined();
      const anew = { ...idempotency, reply: { ...reply, fingerprint: "f2" } };
      expect(await store.commit({ at: hour(47), changes: [change("b2")], idempotency: anew })).toEqual({
        outcome: "replayed",
        reply,
      });
      expect(await store.commit({ at: hour(48), changes: [change("b2")], idempotency: anew })).toEqual({
        outcome: "committed",
      });
      expect(await store.reply("signe", "key-0001", hour(48))).toEqual(anew.reply);
    });

    it("keeps one reply for each client's key", async () => {
      await store.commit({ at, changes: [], idempotency: { client: "signe", key: "key-0001", reply } });
      const other = { client: "birk", key: "key-0001", reply: { fingerprint: "f9", body: null } };
      expect(await store.commit({ at, changes: [], idempotency: other })).toEqual({ outcome: "committed" });
      expect(await store.reply("birk", "key-0001", at)).toEqual(other.reply);
    });

    it("would rather replay a request than tell that its version has passed", async () => {
      const idempotency = { client: "signe", key: "key-0001", reply };
      await store.commit({ at, changes: [change("b1", { index: recordIndex({ unique: ["frame#7"] }) })], idempotency });
      expect(await store.commit({ at, changes: [change("b1")], idempotency })).toEqual({ outcome: "replayed", reply });
    });

    it("handles an event once", async () => {
      const event = { eventId: "e1" };
      expect(await store.commit({ at, changes: [change("b1")], event })).toEqual({ outcome: "committed" });
      expect(await store.commit({ at, changes: [change("b1", { expectedVersion: 1 })], event })).toEqual({
        outcome: "duplicate-event",
      });
      expect(await store.commit({ at, changes: [change("b1")], event })).toEqual({ outcome: "duplicate-event" });
      expect(await store.load("BICYCLE", "b1")).toMatchObject({ version: 1 });
    });

    it("adds counters up by name, period and area", async () => {
      const counter = { name: "loans", period: "2026-03", areaCode: "101-3-MJO" };
      await store.commit({ at, changes: [change("b1")], counters: [counter, { ...counter, areaCode: "101-3" }] });
      await store.commit({ at, changes: [change("b2")], counters: [counter, { ...counter, name: "returns" }] });
      const counted = [...(await store.counters("loans"))].sort((one, other) => one.count - other.count);
      expect(counted).toEqual([
        { ...counter, areaCode: "101-3", count: 1 },
        { ...counter, count: 2 },
      ]);
      expect(await store.counters("repairs")).toEqual([]);
    });

    it("adds a counter up that several records of one transaction count", async () => {
      const counter = { name: "loans", period: "2026-03", areaCode: "101-3-MJO" };
      const counters = [counter, { ...counter }, { ...counter, areaCode: "101-3" }, { ...counter }];
      expect(await store.commit({ at, changes: [change("b1"), change("b2")], counters })).toEqual({
        outcome: "committed",
      });
      const counted = [...(await store.counters("loans"))].sort((one, other) => one.count - other.count);
      expect(counted.map(({ areaCode, count }) => [areaCode, count])).toEqual([
        ["101-3", 1],
        ["101-3-MJO", 3],
      ]);
    });

    it("takes no record twice in one transaction: that is a bug, and nothing is written", async () => {
      await expect(commit(change("b1"), change("b1", { state: { status: "lent" } }))).rejects.toThrow();
      expect(await store.load("BICYCLE", "b1")).toBeUndefined();
    });
  });
