import { beforeEach, describe, expect, it } from "vitest";
import { hanne } from "../testing/cast.ts";
import { absent, context, green, lend, rackOn, red, register, takeBack } from "../testing/loans.ts";
import { type MemoryStore, memoryStore } from "../testing/memory-store.ts";
import { ContentionError, type Store } from "./store.ts";

let store: MemoryStore;
let rack: ReturnType<typeof rackOn>;
beforeEach(async () => {
  store = memoryStore();
  rack = rackOn(store);
  await rack.execute(absent(red), register("7"), context());
});

/** The store as it is while somebody else is quicker; `meanwhile` is what they do. */
const contested = (times: number, meanwhile: () => Promise<unknown> = async () => undefined): Store => {
  let commits = 0;
  return {
    ...store,
    commit: async (commit) => {
      commits += 1;
      if (commits > times) return store.commit(commit);
      await meanwhile();
      return { outcome: "conflict" };
    },
  };
};

describe("If-Match", () => {
  it("lets a change through on the version that was read", async () => {
    expect(await rack.execute(red, lend, context({ expectedVersions: [1] }))).toMatchObject({
      kind: "done",
      version: 2,
    });
  });

  it("refuses a change on a version that has passed, and logs it", async () => {
    await rack.execute(red, lend, context());
    expect(await rack.execute(red, takeBack, context({ expectedVersions: [1] }))).toEqual({
      kind: "refused",
      reasons: ["version-conflict"],
    });
    expect(store.log.at(-1)).toMatchObject({ act: "refusal", refused: ["version-conflict"] });
  });

  it("refuses the slower of two who read the same version", async () => {
    const both = await Promise.all([1, 2].map(() => rack.execute(red, lend, context({ expectedVersions: [1] }))));
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(["done", "refused"]);
    expect(both.find(({ kind }) => kind === "refused")).toMatchObject({ reasons: ["version-conflict"] });
  });

  it("is no conflict where the record shows already what was asked for: the same request has the same answer from then on", async () => {
    const asked = context({
      expectedVersions: [1],
      idempotency: { client: "hanne", key: "1", fingerprint: "lend" },
    });
    const options = {
      isDone: ({ status }: { readonly status: string }) => status === "lent",
      reply: ({ status }: { readonly status: string }) => status,
    };
    await rack.execute(red, lend, context());
    const answer = { kind: "done", id: red, body: "lent", version: 2 };
    expect(await rack.execute(red, lend, asked, options)).toEqual(answer);
    expect(store.log.at(-1)).toMatchObject({ act: "alteration", about: rack.ref(red), actor: asked.actor });
    await rack.execute(red, takeBack, context());
    expect(await rack.execute(red, lend, asked, options)).toEqual(answer);
    const late = context({ expectedVersions: [1] });
    expect(await rack.execute(red, lend, late, options)).toMatchObject({ reasons: ["version-conflict"] });
  });

  it("refuses nothing because of another record of the same transaction: that one is read anew", async () => {
    await rack.execute(absent(green), register("8"), context());
    const loaded = (await rack.find(green, hanne)) ?? green;
    for (const command of [lend, takeBack]) await rack.execute(green, command, context());
    const others = { together: () => [rack.intent(loaded, lend)] };
    expect(await rack.execute(red, lend, context({ expectedVersions: [1] }), others)).toMatchObject({ version: 2 });
    expect(await rack.find(green, hanne)).toMatchObject({ state: { status: "lent" }, version: 4 });
  });
});

describe("a record that others keep changing", () => {
  it("is tried anew, by the rules as they then stand", async () => {
    expect(await rackOn(contested(4)).execute(red, lend, context())).toMatchObject({ kind: "done", version: 2 });
    const taken = contested(1, () => rack.execute(red, takeBack, context()));
    expect(await rackOn(taken).execute(red, takeBack, context())).toMatchObject({ kind: "done", version: 3 });
  });

  it("is read anew, also when it came loaded", async () => {
    const loaded = (await rack.find(red, hanne)) ?? red;
    await rack.execute(red, lend, context());
    expect(await rack.execute(loaded, lend, context())).toEqual({ kind: "refused", reasons: ["invalid-transition"] });
  });

  it("is given up after five tries, and nothing is refused", async () => {
    await expect(rackOn(contested(5)).execute(red, lend, context())).rejects.toBeInstanceOf(ContentionError);
    expect(store.log.map(({ act }) => act)).toEqual(["collection"]);
  });
});
