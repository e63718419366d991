import { randomUUID } from "node:crypto";
import { addHours, type SubjectRef } from "@trygt/contracts";
import { beforeEach, describe, expect, it } from "vitest";
import { bicycles } from "../testing/bicycles.ts";
import { absent, blue, context, green, lend, rackOn, red, register, takeBack } from "../testing/loans.ts";
import { type MemoryStore, memoryStore } from "../testing/memory-store.ts";
import { monday } from "../testing/test-service.ts";
import { system } from "./actor.ts";
import { intent } from "./intent.ts";
import type { Store } from "./store.ts";

let store: MemoryStore;
let rack: ReturnType<typeof rackOn>;
beforeEach(async () => {
  store = memoryStore();
  rack = rackOn(store);
  await rack.execute(absent(red), register("7"), context());
});
const statusOf = async (id: string) => (await rack.find(id, system))?.state.status;

/** The store, and which records each of its transactions changed. */
const recording = (): { readonly store: Store; readonly commits: string[][] } => {
  const commits: string[][] = [];
  return {
    commits,
    store: {
      ...store,
      commit: (commit) => {
        commits.push(commit.changes.map(({ id }) => id));
        return store.commit(commit);
      },
    },
  };
};

describe("what an event demands of other records", () => {
  /** Bicycles of a family: who borrows the first borrows the second, and with that the third. */
  const next: Readonly<Record<string, string>> = { "7": green, "8": blue };
  const family: typeof bicycles = {
    ...bicycles,
    together: (event, before) => {
      const id = "frame" in before ? next[before.frame] : undefined;
      if (event.type !== "lent" || id === undefined) return [];
      return [intent(family, { id, when: "present-or-skip" }, { type: "lend", to: event.to }, { actor: system })];
    },
  };

  it("is written with it, and what that demands in turn", async () => {
    await rack.execute(absent(green), register("8"), context());
    await rack.execute(absent(blue), register("9"), context());
    const { store: recorded, commits } = recording();
    const mother = "6c".repeat(16) as SubjectRef;
    expect(await rackOn(recorded, family).execute(red, { type: "lend", to: mother }, context())).toMatchObject({
      kind: "done",
      id: red,
    });
    expect(commits).toEqual([[red, green, blue]]);
    for (const id of [red, green, blue])
      expect(await rack.find(id, system)).toMatchObject({ state: { status: "lent", to: mother } });
  });

  it("refuses it when anything on the way is refused", async () => {
    await rack.execute(absent(green), register("8"), context());
    await rack.execute(absent(blue), register("9"), context());
    await rack.execute(blue, lend, context());
    expect(await rackOn(store, family).execute(red, lend, context())).toMatchObject({
      reasons: ["invalid-transition"],
    });
    for (const id of [red, green]) expect(await statusOf(id)).toBe("free");
  });

  it("is nothing where there is nothing", async () => {
    expect(await rackOn(store, family).execute(red, lend, context())).toMatchObject({ kind: "done" });
  });
});

describe("more other records than one transaction holds", () => {
  const ids = Array.from({ length: 15 }, () => randomUUID());
  const all = () => ({ together: () => ids.map((id) => rack.intent(id, lend)) });
  beforeEach(async () => {
    for (const [n, id] of ids.entries()) await rack.execute(absent(id), register(`fleet-${n}`), context());
  });

  it("are written one by one before it, and the last twelve with it", async () => {
    const { store: recorded, commits } = recording();
    expect(await rackOn(recorded).execute(red, lend, context(), all())).toMatchObject({ kind: "done" });
    expect(commits).toEqual([...ids.slice(0, 3).map((id) => [id]), [red, ...ids.slice(3)]]);
    // Each counts its own loan, wherever it is written
    expect(await store.counters("loans")).toMatchObject([{ count: 16 }]);
  });

  it("have an entry each in the log where they are written by themselves", async () => {
    const entries = store.log.length;
    await rack.execute(red, lend, context(), all());
    expect(store.log.slice(entries).map(({ act, about }) => [act, about])).toEqual(
      [...ids.slice(0, 3), red].map((id) => ["alteration", `BICYCLE#${id}`]),
    );
  });

  it("are changed with it once the first of them is, though the record itself changes in between", async () => {
    await rack.execute(red, lend, context(), all());
    let commits = 0;
    const overtaken: Store = {
      ...store,
      commit: async (commit) => {
        commits += 1;
        // As the last of those before it is written, the bicycle is reminded of
        if (commits === 3) await rack.execute(red, { type: "time-passed" }, later);
        return store.commit(commit);
      },
    };
    const later = context({ actor: system, at: addHours(monday, 30) });
    const { version = 0 } = (await rack.find(red, system)) ?? {};
    const back = { together: () => ids.map((id) => rack.intent(id, takeBack)) };
    expect(
      await rackOn(overtaken).execute(red, takeBack, context({ expectedVersions: [version] }), back),
    ).toMatchObject({
      kind: "done",
      version: version + 2,
    });
    expect(new Set(await Promise.all([red, ...ids].map(statusOf)))).toEqual(new Set(["free"]));
  });

  it("are taken up by the next command where a stop came in between", async () => {
    let commits = 0;
    const stopping: Store = {
      ...store,
      commit: async (commit) => {
        commits += 1;
        if (commits > 2) throw new Error("no answer");
        return store.commit(commit);
      },
    };
    const back = { together: () => ids.map((id) => rack.intent(id, takeBack)) };
    await rack.execute(red, lend, context(), all());
    await expect(rackOn(stopping).execute(red, takeBack, context(), back)).rejects.toThrow("no answer");
    expect(await Promise.all([red, ...ids.slice(0, 3)].map(statusOf))).toEqual(["lent", "free", "free", "lent"]);
    expect(await rack.execute(red, takeBack, context(), back)).toMatchObject({ kind: "done" });
    expect(new Set(await Promise.all([red, ...ids].map(statusOf)))).toEqual(new Set(["free"]));
  });
});
