import { randomUUID } from "node:crypto";
import { addHours } from "@trygt/contracts";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { system } from "./access-log.ts";
import { ledger } from "./ledger.ts";
import { dynamoStore } from "./store-dynamodb.ts";
import { type MemoryStore, memoryStore } from "./store-memory.ts";
import { type BicycleCommand, bicycles } from "./testing/bicycles.ts";
import { startEngine } from "./testing/engine.ts";
import { call, green, lend, monday, once, red, register, reply, scrap, signe, takeBack } from "./testing/loans.ts";

const engine = await startEngine();
afterAll(() => engine.stop());

const later = addHours(monday, 30);

let store: MemoryStore;
const open = () => ledger(bicycles, store, randomUUID);
beforeEach(() => {
  store = memoryStore();
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
