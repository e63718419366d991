import { beforeEach, describe, expect, it } from "vitest";
import { type Bicycle, borrowerIn } from "../testing/bicycles.ts";
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
  takeBack,
} from "../testing/loans.ts";
import { type MemoryStore, memoryStore } from "../testing/memory-store.ts";
import type { BeforeResult } from "./command.ts";

let store: MemoryStore;
let rack: ReturnType<typeof rackOn>;
/** What the insurance was asked. */
let asked: string[];
beforeEach(async () => {
  store = memoryStore();
  rack = rackOn(store);
  asked = [];
  await rack.execute(absent(red), register("7"), context());
});

/** The insurance is asked before a bicycle is lent; it says no, or nothing against it. */
const insured =
  (says: "nothing" | "no") =>
  async (after: { status: string }, before: { status: string }): Promise<BeforeResult<Bicycle>> => {
    asked.push(`${before.status} to ${after.status}`);
    return says === "no" ? { refused: ["duplicate-open-case"] } : {};
  };

describe("asking others before a command is written", () => {
  it("happens once the rules have said yes, with the states before and after", async () => {
    expect(await rack.execute(red, lend, context(), { before: insured("nothing") })).toMatchObject({ version: 2 });
    expect(await rack.execute(red, lend, context(), { before: insured("nothing") })).toMatchObject({ kind: "refused" });
    expect(asked).toEqual(["free to lent"]);
  });

  it("happens not where there is nothing to change", async () => {
    await rack.execute(red, takeBack, context(), { before: insured("no") });
    expect(asked).toEqual([]);
  });

  it("may refuse the command after all, which the log keeps, and nothing is written", async () => {
    expect(await rack.execute(red, lend, context(), { before: insured("no") })).toEqual({
      kind: "refused",
      reasons: ["duplicate-open-case"],
    });
    expect(store.log.at(-1)).toMatchObject({
      act: "refusal",
      about: `BICYCLE#${red}`,
      actor: hanne,
      refused: ["duplicate-open-case"],
    });
    expect(await rack.find(red, hanne)).toMatchObject({ state: { status: "free" }, version: 1 });
  });

  it("answers a request that comes again with the first reply, whatever others say by then", async () => {
    const request = context({ idempotency: idempotency("key-0001") });
    const first = await rack.execute(red, lend, request, { reply, before: insured("nothing") });
    await rack.execute(red, takeBack, context());
    const entries = store.log.length;
    expect(await rack.execute(red, lend, request, { reply, before: insured("no") })).toEqual(first);
    expect(store.log).toHaveLength(entries);
  });

  it("may add what is written and how the request is answered", async () => {
    await rack.execute(absent(green), register("8"), context());
    const outcome = await rack.execute(red, lend, context(), {
      reply,
      before: async () => ({
        vault: () => [{ ...borrowerIn(borrower, red), content: { name: "Malik Testesen" } }],
        together: () => [rack.intent(green, lend)],
        reply: () => "as the insurance says",
      }),
    });
    expect(outcome).toMatchObject({ kind: "done", body: "as the insurance says" });
    expect(await store.vault(borrower, [`BORROWER#${red}`])).toMatchObject({ [`BORROWER#${red}`]: {} });
    expect(await rack.find(green, hanne)).toMatchObject({ state: { status: "lent" } });
  });

  it("happens again when somebody else was quicker", async () => {
    let quicker = true;
    const contested = rackOn({
      ...store,
      commit: async (commit) => {
        if (!quicker) return store.commit(commit);
        quicker = false;
        return { outcome: "conflict" };
      },
    });
    expect(await contested.execute(red, lend, context(), { before: insured("nothing") })).toMatchObject({ version: 2 });
    expect(asked).toEqual(["free to lent", "free to lent"]);
  });
});
