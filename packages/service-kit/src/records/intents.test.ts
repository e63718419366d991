import { beforeEach, describe, expect, it } from "vitest";
import { type BicycleCommand, borrowerIn } from "../testing/bicycles.ts";
import { hanne } from "../testing/cast.ts";
import { absent, borrower, context, green, lend, rackOn, red, register, stranger, takeBack } from "../testing/loans.ts";
import { type MemoryStore, memoryStore } from "../testing/memory-store.ts";
import { system } from "./actor.ts";

let store: MemoryStore;
let rack: ReturnType<typeof rackOn>;
beforeEach(async () => {
  store = memoryStore();
  rack = rackOn(store);
  await rack.execute(absent(red), register("7"), context());
});
const greenToo = () => ({ together: () => [rack.intent(green, lend)] });
const statusOf = async (id: string) => (await rack.find(id, system))?.state.status;

describe("commands to other records", () => {
  it("are written in the same transaction", async () => {
    await rack.execute(absent(green), register("8"), context());
    const commits: string[][] = [];
    const recorded = rackOn({
      ...store,
      commit: (commit) => {
        commits.push(commit.changes.map(({ id }) => id));
        return store.commit(commit);
      },
    });
    expect(await recorded.execute(red, lend, context(), greenToo())).toMatchObject({ kind: "done" });
    expect(commits).toEqual([[red, green]]);
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
    await rack.execute(absent(green), { ...register("8"), owner: "municipality" } as BicycleCommand, context());
    expect(await rack.execute(red, lend, context(), greenToo())).toEqual(refused);
    expect(await rack.find(red, hanne)).toMatchObject({ version: 1 });
  });

  it("can be sent by another than whoever sends the command", async () => {
    await rack.execute(absent(green), { ...register("8"), owner: "municipality" } as BicycleCommand, context());
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
