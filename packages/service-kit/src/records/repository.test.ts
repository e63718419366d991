import { randomUUID } from "node:crypto";
import { addHours } from "@trygt/contracts";
import { beforeEach, describe, expect, it } from "vitest";
import { system } from "./access-log.ts";
import { ledger } from "./ledger.ts";
import { Busy, type Store } from "./store.ts";
import { type MemoryStore, memoryStore } from "./store-memory.ts";
import { type BicycleCommand, bicycles, borrowerIn, staff } from "./testing/bicycles.ts";
import {
  call,
  green,
  lend,
  malik,
  monday,
  once,
  red,
  register,
  reply,
  scrap,
  signe,
  takeBack,
} from "./testing/loans.ts";

const stranger = staff("police", 2);

let store: MemoryStore;
const open = (on: Store = store) => ledger(bicycles, on, randomUUID);
beforeEach(() => {
  store = memoryStore();
});

describe("a command", () => {
  it("makes a record and answers with its receipt and version", async () => {
    expect(await open().create(red, register(), call(), { reply })).toEqual({
      kind: "done",
      id: red,
      body: { status: "free", version: 1 },
      version: 1,
    });
    expect(store.log).toMatchObject([{ act: "collection", about: `BICYCLE#${red}`, actor: signe }]);
  });

  it("changes a record, keeps what happened and announces little of it", async () => {
    await open().create(red, register(), call());
    expect(await open().run(red, lend, call({ causationId: red }), { reply })).toMatchObject({ version: 2 });
    const rows = store.history.get(`BICYCLE#${red}`) ?? [];
    expect(rows.map(({ event }) => event)).toMatchObject([{ type: "registered" }, { type: "lent", to: malik }]);
    expect(rows[1]?.announcements).toEqual([
      {
        name: "bicycles.bicycle-lent.v1",
        source: "trygt.bicycles",
        data: { bicycleRef: red, dueBack: addHours(monday, 24) },
        meta: {
          eventId: expect.any(String),
          recordedAt: monday,
          effectiveAt: monday,
          correlationId: "request-1",
          causationId: red,
          ownerAuthority: "housing",
          version: 2,
        },
      },
    ]);
    expect(store.log.map(({ act }) => act)).toEqual(["collection", "alteration"]);
  });

  it("writes vault items and figures with the state that it leads to", async () => {
    await open().create(red, register(), call());
    await open().run(red, lend, call(), {
      vault: () => [{ ...borrowerIn(malik, red), content: { name: "Malik Testesen" } }],
      figures: ({ status }) => [{ name: `now-${status}`, period: "2026-03", areaCode: "101-3" }],
    });
    expect(await store.vault(malik, [`BORROWER#${red}`])).toEqual({ [`BORROWER#${red}`]: { name: "Malik Testesen" } });
    expect(await store.figures("now-lent")).toMatchObject([{ count: 1 }]);
    await open().run(red, takeBack, call());
    expect(await store.vault(malik, [`BORROWER#${red}`])).toEqual({});
  });

  it("leaves nothing of a record that is gone, not even to its owner", async () => {
    await open().create(red, register(), call());
    expect(await open().run(red, scrap, call(), { reply })).toMatchObject({ kind: "done", version: undefined });
    expect(await open().show(red, system)).toBeUndefined();
    expect(await open().run(red, lend, call())).toEqual({ kind: "not-found" });
    expect(store.history.size).toBe(0);
    expect(store.log.at(-1)).toMatchObject({ act: "erasure", about: `BICYCLE#${red}` });
    expect(await open().create(green, register("7"), call())).toMatchObject({ kind: "done" });
  });

  it("that a rule refuses changes nothing and leaves exactly one entry in the log", async () => {
    await open().create(red, register(), call());
    await open().run(red, lend, call());
    const before = store.log.length;
    expect(await open().run(red, lend, call({ once: once("key-0001") }))).toEqual({
      kind: "refused",
      reasons: ["invalid-transition"],
    });
    expect(store.log.slice(before)).toMatchObject([
      { act: "refusal", about: `BICYCLE#${red}`, refused: ["invalid-transition"], actor: signe },
    ]);
    expect(await open().show(red, signe)).toMatchObject({ version: 2 });
  });

  it("that was refused names no record in the log where none came to be", async () => {
    await open().create(red, register("7"), call());
    expect(await open().create(green, register("7"), call())).toEqual({
      kind: "refused",
      reasons: ["duplicate-open-case"],
    });
    expect(store.log.at(-1)).toMatchObject({ act: "refusal", refused: ["duplicate-open-case"] });
    expect(store.log.at(-1)?.about).toBeUndefined();
  });

  it("that changes nothing is answered and leaves the version as it is", async () => {
    await open().create(red, register(), call());
    expect(await open().run(red, takeBack, call(), { reply })).toMatchObject({ kind: "done", version: 1 });
    expect(await open().show(red, signe)).toMatchObject({ version: 1 });
  });

  it("is told not-found where the record is another authority's, as where there is none", async () => {
    await open().create(red, register(), call());
    for (const expected of [undefined, 1, 9]) {
      const theirs = { actor: stranger, ...(expected === undefined ? {} : { expected }) };
      expect(await open().run(red, lend, call(theirs))).toEqual({ kind: "not-found" });
      expect(await open().run(green, lend, call(theirs))).toEqual({ kind: "not-found" });
    }
    expect(await open().show(red, stranger)).toBeUndefined();
    expect(await open().show(red, signe)).toMatchObject({ version: 1 });
  });

  it("announces nothing larger than the bus should carry", async () => {
    const wordy = { ...bicycles, announce: () => [{ name: "x.v1", source: "x", data: "y".repeat(8192), about: {} }] };
    await expect(ledger(wordy, store, randomUUID).create(red, register(), call())).rejects.toThrow("8192");
    expect(await store.load("BICYCLE", red)).toBeUndefined();
  });
});

describe("If-Match", () => {
  it("lets a change through on the version that was read", async () => {
    await open().create(red, register(), call());
    expect(await open().run(red, lend, call({ expected: 1 }))).toMatchObject({ kind: "done", version: 2 });
  });

  it("refuses a change on a version that has passed, and logs it", async () => {
    await open().create(red, register(), call());
    await open().run(red, lend, call());
    expect(await open().run(red, takeBack, call({ expected: 1 }))).toEqual({
      kind: "refused",
      reasons: ["version-conflict"],
    });
    expect(store.log.at(-1)).toMatchObject({ act: "refusal", refused: ["version-conflict"] });
  });

  it("refuses the slower of two who read the same version", async () => {
    await open().create(red, register(), call());
    const both = await Promise.all([1, 2].map(() => open().run(red, lend, call({ expected: 1 }))));
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(["done", "refused"]);
    expect(both.find(({ kind }) => kind === "refused")).toMatchObject({ reasons: ["version-conflict"] });
  });
});

describe("a record that others keep changing", () => {
  const contested = (times: number) => {
    let commits = 0;
    return {
      ...store,
      commit: async (...given: Parameters<Store["commit"]>) => {
        commits += 1;
        return commits <= times ? ({ outcome: "conflict" } as const) : store.commit(...given);
      },
    };
  };

  it("is tried anew, by the rules as they then stand", async () => {
    await open().create(red, register(), call());
    expect(await open(contested(4)).run(red, lend, call())).toMatchObject({ kind: "done", version: 2 });
  });

  it("is given up after five tries, and nothing is refused", async () => {
    await open().create(red, register(), call());
    await expect(open(contested(5)).run(red, lend, call())).rejects.toBeInstanceOf(Busy);
    expect(store.log.map(({ act }) => act)).toEqual(["collection"]);
  });
});

describe("steps on other records", () => {
  const both = { with: () => [open().step(green, lend, call())] };

  it("are written in the same transaction", async () => {
    await open().create(red, register("7"), call());
    await open().create(green, register("8"), call());
    expect(await open().run(red, lend, call(), both)).toMatchObject({ kind: "done" });
    for (const id of [red, green]) expect(await open().show(id, signe)).toMatchObject({ state: { status: "lent" } });
  });

  it("refuse the whole command when one of them is refused", async () => {
    await open().create(red, register("7"), call());
    await open().create(green, register("8"), call());
    await open().run(green, lend, call());
    expect(await open().run(red, lend, call(), both)).toEqual({ kind: "refused", reasons: ["invalid-transition"] });
    expect(await open().show(red, signe)).toMatchObject({ state: { status: "free" } });
    expect(store.log.at(-1)).toMatchObject({ act: "refusal", about: `BICYCLE#${red}` });
  });

  it("refuse the whole command when a record is not there, or not the caller's", async () => {
    await open().create(red, register("7"), call());
    expect(await open().run(red, lend, call(), both)).toEqual({ kind: "refused", reasons: ["not-found"] });
    await open().create(green, { ...register("8"), owner: "police" } as BicycleCommand, call());
    expect(await open().run(red, lend, call(), both)).toEqual({ kind: "refused", reasons: ["not-found"] });
    expect(await open().show(red, signe)).toMatchObject({ version: 1 });
  });

  it("can make a record, and leave one as it is", async () => {
    await open().create(red, register("7"), call());
    const others = { with: () => [open().creation(green, register("8"), call())] };
    expect(await open().run(red, lend, call(), others)).toMatchObject({ kind: "done" });
    const idle = { with: () => [open().step(green, takeBack, call())] };
    expect(await open().run(red, takeBack, call(), idle)).toMatchObject({ kind: "done" });
    expect(await open().show(green, signe)).toMatchObject({ version: 1 });
  });
});
