import { addHours } from "@trygt/contracts";
import { beforeEach, describe, expect, it } from "vitest";
import { hanne } from "../testing/cast.ts";
import {
  absent,
  context,
  green,
  idempotency,
  lend,
  rackOn,
  red,
  register,
  reply,
  scrap,
  takeBack,
} from "../testing/loans.ts";
import { type MemoryStore, memoryStore } from "../testing/memory-store.ts";
import { monday } from "../testing/test-service.ts";
import { system } from "./actor.ts";

const later = addHours(monday, 30);
const key = idempotency("key-0001");

let store: MemoryStore;
let rack: ReturnType<typeof rackOn>;
beforeEach(() => {
  store = memoryStore();
  rack = rackOn(store);
});

describe("a request that comes again", () => {
  it("gets the first reply, also when the state has moved on", async () => {
    await rack.execute(absent(red), register(), context());
    const request = context({ idempotency: key, expectedVersions: [1] });
    const first = await rack.execute(red, lend, request, { reply });
    await rack.execute(red, takeBack, context());
    const log = store.log.length;
    expect(await rack.execute(red, lend, request, { reply })).toEqual(first);
    expect(await rack.execute(red, lend, context({ idempotency: key }), { reply })).toEqual(first);
    expect(await rack.find(red, hanne)).toMatchObject({ state: { status: "free" }, version: 3 });
    expect(store.log).toHaveLength(log);
  });

  it("gets the first reply when the record is gone", async () => {
    await rack.execute(absent(red), register(), context());
    const first = await rack.execute(red, scrap, context({ idempotency: key }), { reply });
    expect(await rack.execute(red, scrap, context({ idempotency: key }), { reply })).toEqual(first);
  });

  it("gets the first reply when nothing was to be changed", async () => {
    await rack.execute(absent(red), register(), context());
    const first = await rack.execute(red, takeBack, context({ idempotency: key }), { reply });
    await rack.execute(red, lend, context());
    expect(await rack.execute(red, takeBack, context({ idempotency: key }), { reply })).toEqual(first);
    expect(await rack.find(red, hanne)).toMatchObject({ state: { status: "lent" } });
  });

  it("gets the first reply when a rule by then refuses it", async () => {
    await rack.execute(absent(red), register(), context());
    const first = await rack.execute(red, lend, context({ idempotency: key }), { reply });
    expect(await rack.execute(red, lend, context({ idempotency: key }), { reply })).toEqual(first);
  });

  it("makes one record, however often it creates", async () => {
    const make = (id: string) =>
      rack.execute(absent(id), register(), context({ idempotency: key }), { reply: () => ({ id }) });
    expect(await make(red)).toMatchObject({ body: { id: red } });
    expect(await make(green)).toMatchObject({ kind: "done", body: { id: red }, version: 1 });
    expect(await rack.find(green, hanne)).toBeUndefined();
  });

  it("is refused when it is another request under the same key", async () => {
    await rack.execute(absent(red), register(), context({ idempotency: key }));
    const reused = { kind: "refused", reasons: ["idempotency-key-reused"] };
    const other = context({ idempotency: idempotency("key-0001", "f2") });
    expect(await rack.execute(absent(green), register("8"), other)).toEqual(reused);
    expect(await rack.execute(red, lend, other)).toEqual(reused);
    expect(await rack.execute(red, lend, { ...other, expectedVersions: [9] })).toEqual(reused);
    expect(await rack.find(red, hanne)).toMatchObject({ version: 1 });
  });
});

describe("time and events", () => {
  const eventId = "e1000000-0000-4000-8000-000000000001";
  const bySystem = (at = monday) => context({ actor: system, at });
  const byEvent = (at = monday) => context({ actor: system, eventId, at });
  beforeEach(async () => {
    await rack.execute(absent(red), register(), context());
  });

  it("reach every record, whoever owns it", async () => {
    await rack.execute(red, lend, context());
    const noted = await rack.execute(red, { type: "time-passed" }, bySystem(later), { reply });
    expect(noted).toMatchObject({ kind: "done", version: 3 });
    expect(await rack.find(red, hanne)).toMatchObject({ state: { reminders: 1, dueBack: addHours(monday, 48) } });
    expect(store.log.at(-1)).toMatchObject({ actor: system });
  });

  it("have one effect, however often the event is delivered", async () => {
    await rack.execute(red, lend, context());
    for (let delivery = 1; delivery <= 3; delivery += 1)
      expect(await rack.execute(red, { type: "time-passed" }, byEvent(addHours(monday, 240)))).toMatchObject({
        kind: "done",
      });
    expect(await rack.find(red, hanne)).toMatchObject({ state: { reminders: 1 }, version: 3 });
  });

  it("leave one entry in the log when the event is refused, however often it is delivered", async () => {
    await rack.execute(red, lend, context());
    const before = store.log.length;
    for (let delivery = 1; delivery <= 3; delivery += 1)
      expect(await rack.execute(red, lend, byEvent())).toMatchObject({ kind: "refused" });
    expect(store.log.slice(before)).toMatchObject([{ act: "refusal", actor: system }]);
  });

  it("stay handled when there was nothing to change", async () => {
    await rack.execute(red, takeBack, byEvent());
    await rack.execute(red, lend, context());
    await rack.execute(red, takeBack, byEvent());
    expect(await rack.find(red, hanne)).toMatchObject({ state: { status: "lent" } });
  });
});
