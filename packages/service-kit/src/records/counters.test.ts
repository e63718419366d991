import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { bicycles } from "../testing/bicycles.ts";
import { absent, context, green, idempotency, lend, rackOn, red, register, takeBack } from "../testing/loans.ts";
import { type MemoryStore, memoryStore } from "../testing/memory-store.ts";
import type { Store } from "./store.ts";

/** Bicycles whose returns are counted too, and of which it is watched how often they are lent and come back. */
const watched: typeof bicycles = {
  ...bicycles,
  counters: (event, before) => [
    ...(bicycles.counters?.(event, before) ?? []),
    ...(event.type === "taken-back" ? [{ name: "returns", period: "2026-03", areaCode: "101-3" }] : []),
  ],
  metrics: (event) => {
    if (event.type === "lent") return ["BicycleLent"];
    return event.type === "taken-back" ? ["BicycleReturned"] : [];
  },
};

let store: MemoryStore;
let metrics: string[];
const watchedOn = (on: Store) => rackOn(on, watched, (name) => metrics.push(name));
beforeEach(async () => {
  store = memoryStore();
  metrics = [];
  await rackOn(store).execute(absent(red), register("7"), context());
  await rackOn(store).execute(absent(green), register("8"), context());
});
const loans = async () =>
  (await store.counters("loans")).map(({ period, areaCode, count }) => [period, areaCode, count]);

/** The store where others are quicker the first times. */
const contested = (times: number): Store => {
  let commits = 0;
  return {
    ...store,
    commit: async (commit) => {
      commits += 1;
      return commits <= times ? { outcome: "conflict" } : store.commit(commit);
    },
  };
};

describe("a number that an event adds to", () => {
  it("is counted once for a command, and not for other events", async () => {
    await watchedOn(store).execute(red, lend, context());
    expect(metrics).toEqual(["BicycleLent"]);
    await watchedOn(store).execute(red, takeBack, context());
    expect(await loans()).toEqual([["2026-03", "101-3", 1]]);
    expect(metrics).toEqual(["BicycleLent", "BicycleReturned"]);
  });

  it("is counted once for each record of a transaction", async () => {
    const rack = watchedOn(store);
    await rack.execute(red, lend, context(), { together: () => [rack.intent(green, lend)] });
    expect(await loans()).toEqual([["2026-03", "101-3", 2]]);
    expect(metrics).toEqual(["BicycleLent", "BicycleLent"]);
  });

  it("is counted for a command to another record alone, too", async () => {
    const rack = watchedOn(store);
    await rack.execute(red, lend, context());
    await rack.execute(red, takeBack, context(), { together: () => [rack.intent(green, lend)] });
    expect(await loans()).toEqual([["2026-03", "101-3", 2]]);
    expect(metrics).toEqual(["BicycleLent", "BicycleReturned", "BicycleLent"]);
  });

  it("is counted once when somebody else was quicker", async () => {
    await watchedOn(contested(3)).execute(red, lend, context());
    expect(await loans()).toEqual([["2026-03", "101-3", 1]]);
    expect(metrics).toEqual(["BicycleLent"]);
  });

  it("is counted once for a request or an event that comes again", async () => {
    const marks = { [red]: { idempotency: idempotency("key-0001") }, [green]: { eventId: randomUUID() } };
    for (const [id, mark] of Object.entries(marks)) {
      for (const _ of [1, 2]) await watchedOn(store).execute(id, lend, context(mark));
      await watchedOn(store).execute(id, takeBack, context());
      await watchedOn(store).execute(id, lend, context(mark));
    }
    expect(await loans()).toEqual([["2026-03", "101-3", 2]]);
    expect(metrics).toEqual(Array(2).fill(["BicycleLent", "BicycleReturned"]).flat());
  });

  it("is not counted for what was refused or could not be written", async () => {
    await watchedOn(store).execute(red, lend, context());
    await watchedOn(store).execute(red, lend, context());
    await watchedOn(store).execute(green, lend, context({ expectedVersions: [7] }));
    await expect(watchedOn(contested(5)).execute(green, lend, context())).rejects.toThrow();
    expect(await loans()).toEqual([["2026-03", "101-3", 1]]);
    expect(metrics).toEqual(["BicycleLent"]);
  });

  it("is counted once where one transaction cannot hold all, and others were quicker half-way", async () => {
    const ids = Array.from({ length: 14 }, () => randomUUID());
    for (const [n, id] of ids.entries()) await rackOn(store).execute(absent(id), register(`fleet-${n}`), context());
    for (const id of [red, ...ids]) await rackOn(store).execute(id, lend, context());
    let commits = 0;
    const rack = watchedOn({
      ...store,
      commit: async (commit) => {
        commits += 1;
        return commits === 3 ? { outcome: "conflict" } : store.commit(commit);
      },
    });
    await rack.execute(red, takeBack, context(), { together: () => ids.map((id) => rack.intent(id, takeBack)) });
    expect(commits).toBe(4);
    expect(await store.counters("returns")).toMatchObject([{ count: 15 }]);
    expect(metrics).toEqual(Array(15).fill("BicycleReturned"));
  });
});
