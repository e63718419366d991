import { randomUUID } from "node:crypto";
import { addHours, type Instant, type SubjectRef } from "@trygt/contracts";
import { describe, expect, it } from "vitest";
import { system } from "./access-log.ts";
import type { Call } from "./call.ts";
import { clock, type Timers } from "./clock.ts";
import { ledger } from "./ledger.ts";
import { memoryStore } from "./store-memory.ts";
import { monday } from "./testing/bicycle-service.ts";
import { bicycles, staff } from "./testing/bicycles.ts";
import { quiet } from "./testing/quiet.ts";

quiet();

const done = { kind: "done", id: "", body: undefined, version: 1 } as const;
type Due = { readonly kind: string; readonly id: string };

/** A list of what is due, which commands can change. */
const waking = (due: Due[], timers: (due: Due[], calls: Call[]) => Timers) => {
  const calls: Call[] = [];
  const run = clock(timers(due, calls), {
    store: { due: async () => [...due] },
    now: () => monday,
    newId: () => "request-1",
  });
  return { run, calls };
};
const settled = (due: Due[], id: string) => {
  const at = due.findIndex((one) => one.id === id);
  if (at >= 0) due.splice(at, 1);
};

describe("the clock", () => {
  it("sends what fell due the command that time demands, as the system, at one point in time", async () => {
    const due = ["a", "b"].map((id) => ({ kind: "BICYCLE", id }));
    const { run, calls } = waking(due, (list, made) => ({
      BICYCLE: async (id, call) => {
        made.push(call);
        settled(list, id);
        return done;
      },
    }));
    expect(await run()).toEqual({ woken: 2 });
    expect(calls).toEqual(Array(2).fill({ at: monday, actor: system, operation: "clock", correlationId: "request-1" }));
  });

  it("rests when nothing is due", async () => {
    expect(await waking([], () => ({})).run()).toEqual({ woken: 0 });
  });

  it("goes on while one thing makes another fall due", async () => {
    const woken: string[] = [];
    const { run } = waking([{ kind: "BICYCLE", id: "0" }], (list) => ({
      BICYCLE: async (id) => {
        woken.push(id);
        settled(list, id);
        if (Number(id) < 9) list.push({ kind: "BICYCLE", id: String(Number(id) + 1) });
        return done;
      },
    }));
    expect(await run()).toEqual({ woken: 10 });
    expect(woken).toEqual(Array.from({ length: 10 }, (_, n) => String(n)));
  });

  it("ends with a record that stays due whatever it is sent", async () => {
    let sent = 0;
    const { run } = waking([{ kind: "BICYCLE", id: "a" }], () => ({
      BICYCLE: async () => {
        sent += 1;
        return done;
      },
    }));
    expect(await run()).toEqual({ woken: 1 });
    expect(sent).toBe(3);
  });

  it("wakes all others when some cannot be woken, and tells at the end, so that the alarm rings", async () => {
    const due = Array.from({ length: 30 }, (_, n) => ({ kind: "BICYCLE", id: String(n) }));
    const tried: string[] = [];
    const { run } = waking(due, (list) => ({
      BICYCLE: async (id) => {
        tried.push(id);
        if (Number(id) % 10 === 0) throw new Error("the table does not answer");
        settled(list, id);
        return done;
      },
    }));
    await expect(run()).rejects.toThrow("3 records");
    // None is tried twice: a record that failed waits for the next waking
    expect(tried).toHaveLength(30);
    expect(new Set(tried).size).toBe(30);
    expect(due.map(({ id }) => id)).toEqual(["0", "10", "20"]);
  });

  it("does not fail over a refusal: the record has moved on", async () => {
    const { run } = waking([{ kind: "BICYCLE", id: "a" }], (list) => ({
      BICYCLE: async (id) => {
        settled(list, id);
        return { kind: "refused", reasons: ["invalid-transition"] };
      },
    }));
    expect(await run()).toEqual({ woken: 1 });
  });

  it("tells of a kind of record that nobody wakes", async () => {
    await expect(waking([{ kind: "LOCK", id: "a" }], () => ({})).run()).rejects.toThrow("1 records");
  });

  it("has at most eight commands under way at once", async () => {
    const due = Array.from({ length: 40 }, (_, n) => ({ kind: "BICYCLE", id: String(n) }));
    let underWay = 0;
    let most = 0;
    const { run } = waking(due, (list) => ({
      BICYCLE: async (id) => {
        underWay += 1;
        most = Math.max(most, underWay);
        await new Promise((resolve) => setImmediate(resolve));
        underWay -= 1;
        settled(list, id);
        return done;
      },
    }));
    await run();
    expect(most).toBe(8);
  });

  it("catches up on a record whose time came twice while it slept", async () => {
    const store = memoryStore();
    const bicycle = "b1000000-0000-4000-8000-000000000001";
    const { create, run, show } = ledger(bicycles, store, randomUUID);
    const call = (at: Instant): Call => ({ at, actor: staff("housing"), operation: "test", correlationId: "r" });
    await create(
      "b1000000-0000-4000-8000-000000000001",
      { type: "register", at: monday, frame: "7", owner: "housing" },
      call(monday),
    );
    const to = "5b".repeat(16) as SubjectRef;
    await run(bicycle, { type: "lend", at: monday, to }, call(monday));
    const timers: Timers = { BICYCLE: (id, given) => run(id, { type: "note-time", at: given.at }, given) };
    await clock(timers, { store, now: () => addHours(monday, 50), newId: randomUUID })();
    expect(await show(bicycle, system)).toMatchObject({
      state: { reminders: 2, dueBack: addHours(monday, 72) },
    });
  });
});
