import { randomUUID } from "node:crypto";
import type { SubjectRef } from "@trygt/contracts";
import { beforeEach, describe, expect, it } from "vitest";
import { type BicycleCommand, bicycles, borrowerIn } from "../testing/bicycles.ts";
import { hanne } from "../testing/cast.ts";
import {
  absent,
  blue,
  borrower,
  context,
  green,
  lend,
  rackOn,
  red,
  register,
  stranger,
  takeBack,
} from "../testing/loans.ts";
import { type MemoryStore, memoryStore } from "../testing/memory-store.ts";
import { system } from "./actor.ts";
import { intent } from "./intent.ts";
import type { Commit, Store } from "./store.ts";

let store: MemoryStore;
let rack: ReturnType<typeof rackOn>;
beforeEach(async () => {
  store = memoryStore();
  rack = rackOn(store);
  await rack.execute(absent(red), register("7"), context());
});
const greenToo = () => ({ together: () => [rack.intent(green, lend)] });
const statusOf = async (id: string) => (await rack.find(id, system))?.state.status;

/** The store, and what it committed. */
const recording = (): { readonly store: Store; readonly commits: Commit[] } => {
  const commits: Commit[] = [];
  return {
    commits,
    store: {
      ...store,
      commit: (commit) => {
        commits.push(commit);
        return store.commit(commit);
      },
    },
  };
};

describe("commands to other records", () => {
  it("are written in the same transaction", async () => {
    await rack.execute(absent(green), register("8"), context());
    const { store: recorded, commits } = recording();
    expect(await rackOn(recorded).execute(red, lend, context(), greenToo())).toMatchObject({ kind: "done" });
    expect(commits.map(({ changes }) => changes.map(({ id }) => id))).toEqual([[red, green]]);
    for (const id of [red, green]) expect(await statusOf(id)).toBe("lent");
  });

  it("refuse the whole command when one of them is refused", async () => {
    await rack.execute(absent(green), register("8"), context());
    await rack.execute(green, lend, context());
    expect(await rack.execute(red, lend, context(), greenToo())).toEqual({
      kind: "refused",
      reasons: ["invalid-transition"],
    });
    expect(await statusOf(red)).toBe("free");
    expect(store.log.at(-1)).toMatchObject({ act: "refusal", about: `BICYCLE#${red}` });
  });

  it("refuse the whole command when a record is not there, or not the actor's", async () => {
    const refused = { kind: "refused", reasons: ["not-found"] };
    expect(await rack.execute(red, lend, context(), greenToo())).toEqual(refused);
    await rack.execute(absent(green), { ...register("8"), owner: "police" } as BicycleCommand, context());
    expect(await rack.execute(red, lend, context(), greenToo())).toEqual(refused);
    expect(await rack.find(red, hanne)).toMatchObject({ version: 1 });
  });

  it("can be sent by another than whoever sends the command", async () => {
    await rack.execute(absent(green), { ...register("8"), owner: "police" } as BicycleCommand, context());
    for (const actor of [system, stranger]) {
      const others = { together: () => [rack.intent(green, actor === system ? lend : takeBack, { actor })] };
      const command = actor === system ? lend : takeBack;
      expect(await rack.execute(red, command, context(), others)).toMatchObject({ kind: "done" });
      expect(await statusOf(green)).toBe(actor === system ? "lent" : "free");
    }
  });

  it("can make a record, and leave one as it is", async () => {
    const others = { together: () => [rack.intent(absent(green), register("8"))] };
    expect(await rack.execute(red, lend, context(), others)).toMatchObject({ kind: "done" });
    const idle = { together: () => [rack.intent(green, takeBack)] };
    expect(await rack.execute(red, takeBack, context(), idle)).toMatchObject({ kind: "done" });
    expect(await rack.find(green, hanne)).toMatchObject({ version: 1 });
  });

  it("may be for a record that is there or not", async () => {
    const whether = { together: () => [rack.intent({ id: green, when: "any" }, register("8"))] };
    expect(await rack.execute(red, lend, context(), whether)).toMatchObject({ kind: "done" });
    expect(await rack.find(green, hanne)).toMatchObject({ state: { status: "free" }, version: 1 });
    const again = { together: () => [rack.intent({ id: green, when: "any" }, lend)] };
    expect(await rack.execute(red, takeBack, context(), again)).toMatchObject({ kind: "done" });
    expect(await rack.find(green, hanne)).toMatchObject({ state: { status: "lent" }, version: 2 });
  });

  it("may be left out where there is no record, and are refused by its rules where there is one", async () => {
    const ifThere = { together: () => [rack.intent({ id: green, when: "present-or-skip" }, lend)] };
    expect(await rack.execute(red, lend, context(), ifThere)).toMatchObject({ kind: "done" });
    expect(await statusOf(green)).toBeUndefined();
    await rack.execute(red, takeBack, context());
    await rack.execute(absent(green), register("8"), context());
    await rack.execute(green, lend, context());
    expect(await rack.execute(red, lend, context(), ifThere)).toMatchObject({ reasons: ["invalid-transition"] });
  });

  it("put personal data into the vault, with the record that holds them", async () => {
    await rack.execute(absent(green), register("8"), context());
    const vault = [{ ...borrowerIn(borrower, green), content: { name: "Malik Testesen" } }];
    await rack.execute(red, lend, context(), { together: () => [rack.intent(green, lend, { vault })] });
    expect(await store.vault(borrower, [`BORROWER#${green}`])).toMatchObject({ [`BORROWER#${green}`]: {} });
  });

  it("on a loaded record read it anew on the second try, and take the rules as they then stand", async () => {
    await rack.execute(absent(green), register("8"), context());
    const loaded = (await rack.find(green, hanne)) ?? green;
    await rack.execute(green, lend, context());
    const others = { together: () => [rack.intent(loaded, lend)] };
    expect(await rack.execute(red, lend, context(), others)).toMatchObject({ reasons: ["invalid-transition"] });
    await rack.execute(green, takeBack, context());
    expect(await rack.execute(red, lend, context(), others)).toMatchObject({ kind: "done" });
    expect(await rack.find(green, hanne)).toMatchObject({ state: { status: "lent" }, version: 4 });
  });
});

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
    expect(commits.map(({ changes }) => changes.map(({ id }) => id))).toEqual([[red, green, blue]]);
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
    expect(commits.map(({ changes }) => changes.map(({ id }) => id))).toEqual([
      ...ids.slice(0, 3).map((id) => [id]),
      [red, ...ids.slice(3)],
    ]);
    // Each counts its own loan, wherever it is written
    expect(await store.counters("loans")).toMatchObject([{ count: 16 }]);
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
