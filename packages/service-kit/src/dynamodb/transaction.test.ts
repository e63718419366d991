import { type CancellationReason, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { afterAll, describe, expect, it } from "vitest";
import { ContentionError } from "../records/store.ts";
import { startEngine } from "../testing/engine.ts";
import { at, change, entry } from "../testing/stores.ts";
import { dynamoStore } from "./store.ts";

const engine = await startEngine();
afterAll(() => engine.stop());

const open = async (before?: (command: string) => unknown) => {
  const tables = await engine.tables();
  const pauses: number[] = [];
  const client = engine.client(before && { before });
  const pause = async (milliseconds: number) => {
    pauses.push(milliseconds);
  };
  return { store: dynamoStore({ client, ...tables, pause }), ...tables, pauses };
};
const cancelled = (...CancellationReasons: CancellationReason[]) =>
  new TransactionCanceledException({ message: "cancelled", CancellationReasons, $metadata: {} });

describe("a transaction", () => {
  for (const Code of ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"])
    it(`is tried again after a pause when it meets ${Code}`, async () => {
      let tried = 0;
      const { store, pauses } = await open(() => {
        tried += 1;
        if (tried <= 3) throw cancelled({ Code: "None" }, { Code });
      });
      expect(await store.commit({ at, changes: [change("b1")] })).toEqual({ outcome: "committed" });
      expect(tried).toBe(4);
      expect(pauses).toHaveLength(3);
      // Full jitter: each pause lies below a bound that doubles
      expect(pauses.every((pause, n) => pause >= 0 && pause <= 50 * 2 ** (n + 1))).toBe(true);
    });

  it("gives up after four tries, so that the caller is told to come again", async () => {
    let tried = 0;
    const { store } = await open(() => {
      tried += 1;
      throw cancelled({ Code: "TransactionConflict" });
    });
    await expect(store.commit({ at, changes: [change("b1")] })).rejects.toBeInstanceOf(ContentionError);
    expect(tried).toBe(4);
  });

  it("is never tried again on a failed condition: that one is an answer", async () => {
    let tried = 0;
    const { store, pauses } = await open((command) => {
      if (command === "TransactWriteItemsCommand") tried += 1;
    });
    expect(await store.commit({ at, changes: [change("b1", { expectedVersion: 4 })] })).toEqual({
      outcome: "conflict",
    });
    expect([tried, pauses]).toEqual([1, []]);
  });

  it("takes a failed condition for the answer even when another item was contended", async () => {
    let tried = 0;
    const { store } = await open(() => {
      tried += 1;
      throw cancelled({ Code: "ConditionalCheckFailed" }, { Code: "TransactionConflict" });
    });
    const history = [{ event: {}, announcements: [] }];
    expect(await store.commit({ at, changes: [change("b1", { history })] })).toEqual({ outcome: "conflict" });
    expect(tried).toBe(1);
  });

  it("passes on what is broken", async () => {
    const broken = await open(() => {
      throw cancelled({ Code: "ValidationError" });
    });
    await expect(broken.store.commit({ at, changes: [change("b1")] })).rejects.toThrow();
    const unreachable = await open(() => {
      throw Object.assign(new Error("no answer"), { name: "TimeoutError" });
    });
    await expect(unreachable.store.commit({ at, changes: [change("b1")] })).rejects.toThrow("no answer");
    await expect(unreachable.store.record(entry)).rejects.toThrow("no answer");
  });
});
