import { describe, expect, it } from "vitest";
import { system } from "../records/actor.ts";
import type { CommandContext, Outcome } from "../records/command.ts";
import { quiet } from "../testing/quiet.ts";
import { lambdaContext } from "../testing/requests.ts";
import { monday } from "../testing/test-service.ts";
import { createClock } from "./clock.ts";

quiet();

const done: Outcome = { kind: "done", id: "", body: undefined, version: 1 };
type Due = { readonly kind: string; readonly id: string };

/** A clock on a list of what is due, which waking can change. */
const clockOn = (due: Due[], wake: (id: string, context: CommandContext) => Promise<Outcome>) =>
  createClock((_, id, context) => wake(id, context), {
    store: {
      due: async function* () {
        yield* [...due];
      },
    },
    now: () => monday,
    newId: () => "request-1",
  });
const minute = () => lambdaContext(60_000);
const bicycles = (count: number): Due[] =>
  Array.from({ length: count }, (_, n) => ({ kind: "BICYCLE", id: String(n) }));
const settled = (due: Due[], id: string) => {
  const at = due.findIndex((one) => one.id === id);
  if (at >= 0) due.splice(at, 1);
};

describe("the clock", () => {
  it("wakes what fell due as the system, at one point in time", async () => {
    const due = bicycles(2);
    const contexts: CommandContext[] = [];
    const run = clockOn(due, async (id, context) => {
      contexts.push(context);
      settled(due, id);
      return done;
    });
    expect(await run(minute())).toEqual({ woken: 2, more: false });
    expect(contexts).toEqual(
      Array(2).fill({ at: monday, actor: system, operation: "clock", correlationId: "request-1" }),
    );
  });

  it("rests when nothing is due", async () => {
    expect(await clockOn([], async () => done)(minute())).toEqual({ woken: 0, more: false });
  });

  it("goes on while one thing makes another fall due", async () => {
    const due = bicycles(1);
    const woken: string[] = [];
    const run = clockOn(due, async (id) => {
      woken.push(id);
      settled(due, id);
      if (Number(id) < 9) due.push({ kind: "BICYCLE", id: String(Number(id) + 1) });
      return done;
    });
    expect(await run(minute())).toEqual({ woken: 10, more: false });
    expect(woken).toEqual(bicycles(10).map(({ id }) => id));
  });

  it("ends with a record that stays due whatever it is sent", async () => {
    let sent = 0;
    const run = clockOn(bicycles(1), async () => {
      sent += 1;
      return done;
    });
    expect(await run(minute())).toEqual({ woken: 1, more: false });
    expect(sent).toBe(3);
  });

  it("wakes all others when some cannot be woken, and tells at the end, so that the alarm rings", async () => {
    const due = bicycles(30);
    const tried: string[] = [];
    const run = clockOn(due, async (id) => {
      tried.push(id);
      if (Number(id) % 10 === 0) throw new Error("the table does not answer");
      settled(due, id);
      return done;
    });
    await expect(run(minute())).rejects.toThrow("3 records");
    // None is tried twice: a record that failed waits for the next waking
    expect(tried).toHaveLength(30);
    expect(new Set(tried).size).toBe(30);
    expect(due.map(({ id }) => id)).toEqual(["0", "10", "20"]);
  });

  it("does not fail over a refusal: the record has moved on", async () => {
    const due = bicycles(1);
    const run = clockOn(due, async (id) => {
      settled(due, id);
      return { kind: "refused", reasons: ["invalid-transition"] };
    });
    expect(await run(minute())).toEqual({ woken: 1, more: false });
  });

  it("tells of a record that nothing can wake", async () => {
    const run = createClock(
      (kind) => {
        throw new Error(`Nobody wakes a ${kind}`);
      },
      {
        store: {
          due: async function* () {
            yield { kind: "LOCK", id: "a" };
          },
        },
        now: () => monday,
        newId: () => "request-1",
      },
    );
    await expect(run(minute())).rejects.toThrow("1 records");
  });

  it("has at most eight commands under way at once", async () => {
    const due = bicycles(40);
    let underWay = 0;
    let most = 0;
    const run = clockOn(due, async (id) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      settled(due, id);
      return done;
    });
    await run(minute());
    expect(most).toBe(8);
  });

  it("does not let a record that takes long hold up the others", async () => {
    const due = bicycles(20);
    let release: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    const woken: string[] = [];
    const run = clockOn(due, async (id) => {
      if (id === "0") await slow;
      woken.push(id);
      if (woken.length === 19) release();
      settled(due, id);
      return done;
    });
    expect(await run(minute())).toEqual({ woken: 20, more: false });
    expect(woken.at(-1)).toBe("0");
  });

  it("stops in time, and leaves to the next minute what is still due", async () => {
    const due = bicycles(100);
    let left = 60_000;
    const run = clockOn(due, async (id) => {
      left -= 2000;
      settled(due, id);
      return done;
    });
    const tick = () => ({ getRemainingTimeInMillis: () => left });
    const { woken, more } = await run(tick());
    expect(more).toBe(true);
    expect(woken).toBeGreaterThan(15);
    expect([woken + due.length, left > 0]).toEqual([100, true]);
    left = 600_000;
    expect(await run(tick())).toEqual({ woken: 100 - woken, more: false });
    expect(due).toEqual([]);
  });

  it("passes by as many as cannot be woken, to those behind them", async () => {
    const due = bicycles(500);
    const run = clockOn(due, async (id) => {
      if (Number(id) < 400) throw new Error("the table does not answer");
      settled(due, id);
      return done;
    });
    await expect(run(minute())).rejects.toThrow("400 records");
    expect(due).toHaveLength(400);
  });
});
