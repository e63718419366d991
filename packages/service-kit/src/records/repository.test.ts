import { addHours } from "@trygt/contracts";
import { beforeEach, describe, expect, it } from "vitest";
import { bicycles, borrowerIn } from "../testing/bicycles.ts";
import { hanne } from "../testing/cast.ts";
import {
  absent,
  borrower,
  context,
  green,
  idempotency,
  lend,
  rackOn,
  red,
  register,
  reply,
  scrap,
  stranger,
  takeBack,
} from "../testing/loans.ts";
import { type MemoryStore, memoryStore } from "../testing/memory-store.ts";
import { monday } from "../testing/test-service.ts";
import { system } from "./actor.ts";

let store: MemoryStore;
let rack: ReturnType<typeof rackOn>;
beforeEach(() => {
  store = memoryStore();
  rack = rackOn(store);
});

describe("a command", () => {
  it("makes a record and answers with its receipt and version", async () => {
    expect(await rack.execute(absent(red), register(), context(), { reply })).toEqual({
      kind: "done",
      id: red,
      body: { status: "free", version: 1 },
      version: 1,
    });
    expect(store.log).toMatchObject([{ act: "collection", about: rack.ref(red), actor: hanne }]);
  });

  it("changes a record, keeps what happened and announces little of it", async () => {
    await rack.execute(absent(red), register(), context());
    expect(await rack.execute(red, lend, context({ causationId: red }), { reply })).toMatchObject({ version: 2 });
    const rows = store.history.get(`BICYCLE#${red}`) ?? [];
    expect(rows.map(({ event }) => event)).toMatchObject([{ type: "registered" }, { type: "lent", to: borrower }]);
    expect(rows[1]?.announcements).toEqual([
      {
        name: "bicycles.bicycle-lent.v1",
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

  it("says in the log what was done, where it says so itself", async () => {
    await rack.execute(absent(red), register(), context({ reason: "case-work", note: "Mandag" }), {
      act: "disclosure",
    });
    expect(store.log).toMatchObject([{ act: "disclosure", reason: "case-work", note: "Mandag" }]);
  });

  it("writes vault items with the state that it leads to, and lifts them with it", async () => {
    await rack.execute(absent(red), register(), context());
    await rack.execute(red, lend, context(), {
      vault: () => [{ ...borrowerIn(borrower, red), content: { name: "Malik Testesen" } }],
    });
    expect(await store.vault(borrower, [`BORROWER#${red}`])).toEqual({
      [`BORROWER#${red}`]: { name: "Malik Testesen" },
    });
    await rack.execute(red, takeBack, context());
    expect(await store.vault(borrower, [`BORROWER#${red}`])).toEqual({});
  });

  it("leaves nothing of a record that is erased, not even to its owner", async () => {
    await rack.execute(absent(red), register(), context());
    expect(await rack.execute(red, scrap, context(), { reply })).toMatchObject({ kind: "done", version: undefined });
    expect(await rack.find(red, system)).toBeUndefined();
    expect(await rack.execute(red, lend, context())).toEqual({ kind: "not-found" });
    expect(store.history.size).toBe(0);
    expect(store.log.at(-1)).toMatchObject({ act: "erasure", about: `BICYCLE#${red}` });
    expect(await rack.execute(absent(green), register("7"), context())).toMatchObject({ kind: "done" });
  });

  it("that would erase a record with something left to announce is a bug, and changes nothing", async () => {
    await rack.execute(absent(red), register(), context());
    await rack.execute(red, lend, context());
    await expect(rack.execute(red, scrap, context())).rejects.toThrow("end it first, and erase it later");
    expect(await rack.find(red, hanne)).toMatchObject({ state: { status: "lent" }, version: 2 });
  });

  it("that a rule refuses changes nothing and leaves exactly one entry in the log", async () => {
    await rack.execute(absent(red), register(), context());
    await rack.execute(red, lend, context());
    const before = store.log.length;
    expect(await rack.execute(red, lend, context({ idempotency: idempotency("key-0001") }))).toEqual({
      kind: "refused",
      reasons: ["invalid-transition"],
    });
    expect(store.log.slice(before)).toMatchObject([
      { act: "refusal", about: `BICYCLE#${red}`, refused: ["invalid-transition"], actor: hanne },
    ]);
    expect(await rack.find(red, hanne)).toMatchObject({ version: 2 });
  });

  it("that was refused names no record in the log where none came to be", async () => {
    await rack.execute(absent(red), register("7"), context());
    expect(await rack.execute(absent(green), register("7"), context())).toEqual({
      kind: "refused",
      reasons: ["duplicate-open-case"],
    });
    expect(store.log.at(-1)).toMatchObject({ act: "refusal", refused: ["duplicate-open-case"] });
    expect(store.log.at(-1)?.about).toBeUndefined();
  });

  it("that changes nothing is answered and leaves the version as it is", async () => {
    await rack.execute(absent(red), register(), context());
    expect(await rack.execute(red, takeBack, context(), { reply })).toMatchObject({ kind: "done", version: 1 });
    expect(await rack.find(red, hanne)).toMatchObject({ version: 1 });
  });

  it("is told not-found where the record is another authority's, as where there is none", async () => {
    await rack.execute(absent(red), register(), context());
    for (const expected of [undefined, 1, 9]) {
      const theirs = { actor: stranger, ...(expected === undefined ? {} : { expectedVersions: [expected] }) };
      expect(await rack.execute(red, lend, context(theirs))).toEqual({ kind: "not-found" });
      expect(await rack.execute(green, lend, context(theirs))).toEqual({ kind: "not-found" });
    }
    expect(await rack.find(red, stranger)).toBeUndefined();
    expect(await rack.find(red, hanne)).toMatchObject({ version: 1 });
  });

  it("announces nothing larger than the bus should carry", async () => {
    const wordy = { ...bicycles, announce: () => [{ name: "x.v1", data: "y".repeat(8192), about: {} }] };
    await expect(rackOn(store, wordy).execute(absent(red), register(), context())).rejects.toThrow("8192");
    expect(await store.load("BICYCLE", red)).toBeUndefined();
  });
});

describe("a target", () => {
  it("that may be there or not comes to be, and is changed the next time", async () => {
    const whether = { id: red, when: "any" } as const;
    expect(await rack.execute(whether, register(), context())).toMatchObject({ kind: "done", version: 1 });
    expect(await rack.execute(whether, lend, context())).toMatchObject({ kind: "done", version: 2 });
  });

  it("that may be there or not is not-found where it is there for others only", async () => {
    await rack.execute(absent(red), register(), context());
    const whether = { id: red, when: "any" } as const;
    expect(await rack.execute(whether, register("8"), context({ actor: stranger }))).toEqual({ kind: "not-found" });
    const others = { together: () => [rack.intent(whether, register("8"), { actor: stranger })] };
    expect(await rack.execute(absent(green), register("9"), context(), others)).toMatchObject({
      reasons: ["not-found"],
    });
  });

  it("without which nothing is to be done is left alone where it is not there, and changed where it is", async () => {
    const whether = { id: red, when: "present-or-skip" } as const;
    const event = { actor: system, eventId: green };
    expect(await rack.execute(whether, lend, context(event), { reply })).toMatchObject({
      kind: "done",
      body: { status: "none", version: 0 },
      version: undefined,
    });
    expect(await store.load("BICYCLE", red)).toBeUndefined();
    await rack.execute(absent(red), register(), context());
    // The event was handled when there was nothing to do: a second delivery does not find more
    await rack.execute(whether, lend, context(event));
    expect(await rack.find(red, hanne)).toMatchObject({ state: { status: "free" } });
    expect(await rack.execute(whether, lend, context())).toMatchObject({ kind: "done", version: 2 });
  });

  it("that was loaded is not read again", async () => {
    await rack.execute(absent(red), register(), context());
    const loaded = (await rack.find(red, hanne)) ?? red;
    const unread = rackOn({ ...store, load: async () => undefined });
    expect(await unread.execute(loaded, lend, context())).toMatchObject({ kind: "done", version: 2 });
  });
});
