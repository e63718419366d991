import { randomUUID } from "node:crypto";
import { addHours, instantOf, type SubjectRef } from "@trygt/contracts";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { system } from "./access-log.ts";
import type { Call } from "./call.ts";
import { ledger, staffOf } from "./ledger.ts";
import { Busy, type Store } from "./store.ts";
import { dynamoStore } from "./store-dynamodb.ts";
import { type MemoryStore, memoryStore } from "./store-memory.ts";
import { type Bicycle, type BicycleCommand, bicycles, borrowerIn, staff } from "./testing/bicycles.ts";
import { startEngine } from "./testing/engine.ts";

const engine = await startEngine();
afterAll(() => engine.stop());

const monday = instantOf("2026-03-02T08:00:00.000Z");
const later = addHours(monday, 30);
const signe = staff("housing");
const stranger = staff("police", 2);
const malik = "5b".repeat(16) as SubjectRef;
const [red, green] = ["b1000000-0000-4000-8000-000000000001", "b2000000-0000-4000-8000-000000000002"] as const;

const call = (more: Partial<Call> = {}): Call => ({
  at: monday,
  actor: signe,
  operation: "bicycles.lendBicycle",
  correlationId: "request-1",
  ...more,
});
const once = (key: string, fingerprint = "f1") => ({ client: signe.id, key, fingerprint });
const register = (frame = "7"): BicycleCommand => ({ type: "register", at: monday, frame, owner: "housing" });
const lend: BicycleCommand = { type: "lend", at: monday, to: malik };
const takeBack: BicycleCommand = { type: "take-back", at: monday };
const scrap: BicycleCommand = { type: "scrap", at: monday };
const reply = ({ status }: Bicycle, version: number) => ({ status, version });

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

describe("a request that comes again", () => {
  it("gets the first reply, also when the state has moved on", async () => {
    await open().create(red, register(), call());
    const first = await open().run(red, lend, call({ once: once("key-0001"), expected: 1 }), { reply });
    await open().run(red, takeBack, call());
    const log = store.log.length;
    expect(await open().run(red, lend, call({ once: once("key-0001"), expected: 1 }), { reply })).toEqual(first);
    expect(await open().run(red, lend, call({ once: once("key-0001") }), { reply })).toEqual(first);
    expect(await open().show(red, signe)).toMatchObject({ state: { status: "free" }, version: 3 });
    expect(store.log).toHaveLength(log);
  });

  it("gets the first reply when the record is gone", async () => {
    await open().create(red, register(), call());
    const first = await open().run(red, scrap, call({ once: once("key-0001") }), { reply });
    expect(await open().run(red, scrap, call({ once: once("key-0001") }), { reply })).toEqual(first);
  });

  it("gets the first reply when nothing was to be changed", async () => {
    await open().create(red, register(), call());
    const first = await open().run(red, takeBack, call({ once: once("key-0001") }), { reply });
    await open().run(red, lend, call());
    expect(await open().run(red, takeBack, call({ once: once("key-0001") }), { reply })).toEqual(first);
    expect(await open().show(red, signe)).toMatchObject({ state: { status: "lent" } });
  });

  it("makes one record, however often it creates", async () => {
    const first = await open().create(red, register(), call({ once: once("key-0001") }), {
      reply: () => ({ id: red }),
    });
    const again = await open().create(green, register(), call({ once: once("key-0001") }), {
      reply: () => ({ id: green }),
    });
    expect(again).toMatchObject({ kind: "done", body: { id: red }, version: 1 });
    expect(first).toMatchObject({ body: { id: red } });
    expect(await open().show(green, signe)).toBeUndefined();
  });

  it("is refused when it is another request under the same key", async () => {
    await open().create(red, register(), call({ once: once("key-0001") }));
    const reused = { kind: "refused", reasons: ["idempotency-key-reused"] };
    expect(await open().create(green, register("8"), call({ once: once("key-0001", "f2") }))).toEqual(reused);
    expect(await open().run(red, lend, call({ once: once("key-0001", "f2") }))).toEqual(reused);
    expect(await open().run(red, lend, call({ once: once("key-0001", "f2"), expected: 9 }))).toEqual(reused);
    expect(await open().show(red, signe)).toMatchObject({ version: 1 });
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

describe("time and events", () => {
  const event = "e1000000-0000-4000-8000-000000000001";

  it("reach every record, whoever owns it", async () => {
    await open().create(red, register(), call());
    await open().run(red, lend, call());
    const noted = await open().run(red, { type: "note-time", at: later }, call({ actor: system }), { reply });
    expect(noted).toMatchObject({ kind: "done", version: 3 });
    expect(await open().show(red, signe)).toMatchObject({ state: { reminders: 1, dueBack: addHours(monday, 48) } });
    expect(store.log.at(-1)).toMatchObject({ actor: system });
  });

  it("have one effect, however often the event is delivered", async () => {
    await open().create(red, register(), call());
    await open().run(red, lend, call());
    const overdue: BicycleCommand = { type: "note-time", at: addHours(monday, 240) };
    for (let delivery = 1; delivery <= 3; delivery += 1)
      expect(await open().run(red, overdue, call({ actor: system, inbox: event }))).toMatchObject({ kind: "done" });
    expect(await open().show(red, signe)).toMatchObject({ state: { reminders: 1 }, version: 3 });
  });

  it("leave one entry in the log when the event is refused, however often it is delivered", async () => {
    await open().create(red, register(), call());
    await open().run(red, lend, call());
    const before = store.log.length;
    for (let delivery = 1; delivery <= 3; delivery += 1)
      expect(await open().run(red, lend, call({ actor: system, inbox: event }))).toMatchObject({ kind: "refused" });
    expect(store.log.slice(before)).toMatchObject([{ act: "refusal", actor: system }]);
  });

  it("stay handled when there was nothing to change", async () => {
    await open().create(red, register(), call());
    await open().run(red, takeBack, call({ actor: system, inbox: event }));
    await open().run(red, lend, call());
    await open().run(red, takeBack, call({ actor: system, inbox: event }));
    expect(await open().show(red, signe)).toMatchObject({ state: { status: "lent" } });
  });

  it("act for nobody in person", () => {
    expect(staffOf(call())).toBe(signe.id);
    expect(() => staffOf(call({ actor: system }))).toThrow("named person");
  });
});

describe("the calls to DynamoDB", () => {
  const counted = async () => {
    const calls: string[] = [];
    const client = engine.client((command) => calls.push(command.replace("Command", "")));
    const { create, run } = ledger(bicycles, dynamoStore({ client, ...(await engine.tables()) }), randomUUID);
    const during = async (act: () => Promise<unknown>) => {
      calls.length = 0;
      await act();
      return [...calls];
    };
    return { create, run, during };
  };

  it("are one to create, two to change, at most two to repeat", async () => {
    const { create, run, during } = await counted();
    const made = () => create(red, register(), call({ once: once("key-0001") }), { reply });
    expect(await during(made)).toEqual(["TransactWriteItems"]);
    expect(await during(made)).toEqual(["TransactWriteItems"]);
    const lent = () => run(red, lend, call({ once: once("key-0002"), expected: 1 }), { reply });
    expect(await during(lent)).toEqual(["GetItem", "TransactWriteItems"]);
    expect((await during(lent)).length).toBeLessThanOrEqual(2);
    const unconditional = () => run(red, lend, call({ once: once("key-0002") }), { reply });
    expect((await during(unconditional)).length).toBeLessThanOrEqual(2);
  });

  it("are two for an event, also when it comes again", async () => {
    const { create, run, during } = await counted();
    await create(red, register(), call());
    const handled = () => run(red, lend, call({ actor: system, inbox: green }));
    expect(await during(handled)).toEqual(["GetItem", "TransactWriteItems"]);
    expect(await during(handled)).toEqual(["GetItem", "TransactWriteItems"]);
  });

  it("are two for a refusal: the record and the log", async () => {
    const { create, run, during } = await counted();
    await create(red, register(), call());
    await run(red, lend, call());
    expect(await during(() => run(red, lend, call()))).toEqual(["GetItem", "PutItem"]);
  });
});
