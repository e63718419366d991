import { randomUUID } from "node:crypto";
import type { SubjectRef } from "@trygt/contracts";
import { beforeEach, describe, expect, it } from "vitest";
import { bicycleRecords } from "../testing/bicycle-service.ts";
import { bicycles, borrowerIn } from "../testing/bicycles.ts";
import { hanne } from "../testing/cast.ts";
import { absent, borrower, context, lend, red, register } from "../testing/loans.ts";
import { type MemoryStore, memoryStore } from "../testing/memory-store.ts";
import { monday } from "../testing/test-service.ts";
import { dependenciesOn, kindsByParameter } from "./dependencies.ts";

let store: MemoryStore;
const depsOn = (on: MemoryStore) =>
  dependenciesOn(
    bicycleRecords,
    { store: on, policy: { loanHours: 24 }, now: () => monday, newId: () => randomUUID(), count: () => undefined },
    { insurance: "live" },
  );
beforeEach(() => {
  store = memoryStore();
});

describe("what use cases stand on", () => {
  it("has a repository for each record type by its name, which writes to the store", async () => {
    const { bicycles: rack } = depsOn(store);
    await rack.execute(absent(red), register(), context());
    expect(await store.load("BICYCLE", red)).toMatchObject({ version: 1 });
    expect(rack.ref(red)).toBe(`BICYCLE#${red}`);
  });

  it("reads worklists, a person's data and counters", async () => {
    const { bicycles: rack, list, vault, counters } = depsOn(store);
    await rack.execute(absent(red), register(), context());
    await rack.execute(red, lend, context(), {
      vault: () => [{ ...borrowerIn(borrower, red), content: { name: "Malik Testesen" } }],
    });
    for (const read of [rack.list, list])
      expect((await read("BICYCLES#housing", {})).items).toMatchObject([{ id: red }]);
    expect(await vault(borrower, [`BORROWER#${red}`])).toMatchObject({ [`BORROWER#${red}`]: {} });
    expect(await vault("6c".repeat(16) as SubjectRef, ["BORROWER"])).toEqual({});
    expect(await counters("loans")).toMatchObject([{ count: 1 }]);
  });

  it("has policy, time, identifiers and ports, and not the store behind all of it", () => {
    const deps = depsOn(store);
    expect(deps).toMatchObject({ policy: { loanHours: 24 }, insurance: "live" });
    expect(deps.now()).toBe(monday);
    expect(deps).not.toHaveProperty("store");
  });

  it("keeps a refusal in the access log whose reasons no record's rules found", async () => {
    const refused = await depsOn(store).refuse(context(), ["person-unknown"], `BICYCLE#${red}`);
    expect(refused).toEqual({ kind: "refused", reasons: ["person-unknown"] });
    await depsOn(store).refuse(context(), ["person-unknown"]);
    expect(store.log).toMatchObject([
      { act: "refusal", actor: hanne, refused: ["person-unknown"], about: `BICYCLE#${red}` },
      { act: "refusal", actor: hanne, refused: ["person-unknown"] },
    ]);
    expect(store.log[1]).not.toHaveProperty("about");
  });

  it("keeps in the access log what leaves no record", async () => {
    await depsOn(store).logAccess(context(), { act: "disclosure", about: "SHEET" }, { id: "SHEET", body: {} });
    expect(store.log).toMatchObject([{ act: "disclosure", about: "SHEET", operation: "bicycles.lendBicycle" }]);
  });
});

describe("the kinds of record by path parameter", () => {
  it("name a record by any of the parameters that name it or a part of it", () => {
    const kinds = kindsByParameter({
      bicycles: { ...bicycles, pathParameters: ["bicycleId", "wheelId"] },
      locks: { ...bicycles, kind: "LOCK", pathParameters: ["lockId"] },
    });
    expect(Object.fromEntries(kinds)).toEqual({ bicycleId: "BICYCLE", wheelId: "BICYCLE", lockId: "LOCK" });
  });
});
