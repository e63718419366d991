import { randomUUID } from "node:crypto";
import type { LocalDate } from "@trygt/contracts";
import { beforeEach, describe, expect, it } from "vitest";
import { context } from "../testing/loans.ts";
import { type MemoryStore, memoryStore } from "../testing/memory-store.ts";
import { system } from "./actor.ts";
import { accept } from "./decision.ts";
import { intent } from "./intent.ts";
import type { ListLimits } from "./list-limits.ts";
import type { RecordType } from "./record-type.ts";
import { repository } from "./repository.ts";
import { type Absent, exists } from "./state.ts";

type KeyRing = Absent | { readonly status: "kept"; readonly keys: readonly string[] };
type Keys = { readonly type: "add" | "leave"; readonly keys: readonly string[] };

/** A ring of a caretaker that takes three keys. */
const keyRings: RecordType<KeyRing, Keys, Keys, never> = {
  kind: "KEY-RING",
  pathParameters: [],
  limits: { keys: 3 },
  decide: (_, command) => accept(command),
  evolve: (ring, { type, keys }) => ({
    status: "kept",
    keys: type === "leave" || !exists(ring) ? keys : [...ring.keys, ...keys],
  }),
  visibleTo: () => true,
  announce: () => [],
  index: () => ({
    ownerAuthority: "housing",
    regime: "gdpr",
    reviewOn: "2026-04-01" as LocalDate,
    eraseOn: "2026-05-01" as LocalDate,
  }),
};

// @ts-expect-error A list without a limit does not compile
const _: ListLimits<KeyRing> = {};

let store: MemoryStore;
beforeEach(() => {
  store = memoryStore();
});
const rings = (limit = 3) => {
  const type = { ...keyRings, limits: { keys: limit } };
  return repository(type, { store, policy: {}, newId: randomUUID, count: () => undefined });
};
const anyRing = { id: "r1", when: "any" } as const;
const add = (...keys: readonly string[]): Keys => ({ type: "add", keys });
const full = { kind: "refused", reasons: ["record-full"] };

describe("a list in a record", () => {
  it("takes as many as its limit says, and not one more", async () => {
    for (const key of ["cellar", "attic", "yard"])
      expect(await rings().execute(anyRing, add(key), context())).toMatchObject({ kind: "done" });
    expect(await rings().execute(anyRing, add("roof"), context())).toEqual(full);
    expect(await store.load("KEY-RING", "r1")).toMatchObject({ version: 3, state: { keys: { length: 3 } } });
    expect(store.log.at(-1)).toMatchObject({ act: "refusal", about: "KEY-RING#r1", refused: ["record-full"] });
  });

  it("is not made longer than its limit from the start", async () => {
    expect(await rings().execute(anyRing, add("1", "2", "3", "4"), context())).toEqual(full);
    expect(await store.load("KEY-RING", "r1")).toBeUndefined();
  });

  it("that was longer before its limit was lowered can still be changed and shortened, and does not grow", async () => {
    await rings().execute(anyRing, add("1", "2", "3"), context());
    const lowered = rings(1);
    expect(await lowered.execute(anyRing, add(), context())).toMatchObject({ kind: "done" });
    expect(await lowered.execute(anyRing, add("4"), context())).toEqual(full);
    expect(await lowered.execute(anyRing, { type: "leave", keys: ["1", "2"] }, context())).toMatchObject({
      kind: "done",
    });
  });

  it("that is full refuses also what another record's command adds to it, and both stay as they were", async () => {
    await rings().execute(anyRing, add("1", "2", "3"), context());
    const together = () => [intent(keyRings, anyRing, add("4"))];
    expect(await rings().execute({ id: "r2", when: "absent" }, add("5"), context(), { together })).toEqual(full);
    expect(await store.load("KEY-RING", "r2")).toBeUndefined();
  });

  it("that is full makes an error of what others or time bring: nobody is there to be told, so it comes again and rings", async () => {
    await rings().execute(anyRing, add("1", "2", "3"), context());
    const brought = rings().execute(anyRing, add("4"), context({ actor: system, eventId: "e1" }));
    await expect(brought).rejects.toThrow("KEY-RING is full");
    const later = rings().execute(anyRing, add(), context({ actor: system, eventId: "e1" }));
    expect(await later).toMatchObject({ kind: "done", version: 2 });
  });
});
