import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ConcernId } from "@trygt/contracts/visits";
import { afterAll, expect, test } from "vitest";
import { done } from "./support/answers.ts";
import { boot, type City } from "./support/city.ts";
import { isAlive } from "./support/process.ts";
import { leaks } from "./support/secrecy.ts";
import { concernAbout } from "./support/stories.ts";

const data = mkdtempSync(join(tmpdir(), "trygt-journey-"));
let city: City | undefined;
afterAll(async () => {
  await city?.stop();
  rmSync(data, { recursive: true, force: true });
});

const body = concernAbout("720410-4311");
const rejection = { outcome: "rejected", reason: "duplicate" } as const;
const engineOf = () => Number(readFileSync(join(data, "engine.pid"), "utf8"));

/** What an office was told before the power went, and the acts whose answer it never had. */
type Told = {
  readonly registered: Map<string, ConcernId>;
  readonly decided: Set<ConcernId>;
  readonly unanswered: Set<string>;
};

/** Registers and decides concerns until the city is gone. */
const work = async ({ as }: City, told: Told): Promise<void> => {
  const [birk, signe] = [as("Birk"), as("Signe")];
  for (;;) {
    const idempotencyKey = randomUUID();
    told.unanswered.add(idempotencyKey);
    try {
      const headers = { "idempotency-key": idempotencyKey };
      const response = await birk.send("POST /visits/concerns", { headers, body });
      if (response.status !== 201) return;
      const { concernId } = (await response.json()) as { concernId: ConcernId };
      told.registered.set(idempotencyKey, concernId);
      told.unanswered.delete(idempotencyKey);
      const decided = await signe.send(`POST /visits/concerns/${concernId}/screening`, {
        headers: { "if-match": '"1"' },
        body: rejection,
      });
      if (decided.status !== 200) return;
      await decided.json();
      told.decided.add(concernId);
    } catch {
      return;
    }
  }
};

test("a city that is killed in the middle of its work has lost nothing that it had said yes to", async () => {
  const told: Told = { registered: new Map(), decided: new Set(), unanswered: new Set() };
  const engines: number[] = [];
  for (const round of [1, 2, 3]) {
    const running = await boot({ data, ...(round === 1 ? {} : { now: undefined }) });
    city = running;
    engines.push(engineOf());
    const before = told.decided.size;
    let isIdle = false;
    const office = Promise.all(Array.from({ length: 6 }, () => work(running, told))).then(() => {
      isIdle = true;
    });
    while (told.decided.size < before + 15 && !isIdle) await sleep(5);
    expect(isIdle, "The city stopped answering before it was killed").toBe(false);
    await running.kill();
    await office;
  }
  while (engines.some(isAlive)) await sleep(10);
  expect(new Set(engines).size).toBe(3);

  const after = await boot({ data, now: undefined });
  city = after;
  await after.settle();
  const rows = await after.rows("records");
  const states = new Map(
    rows.flatMap(({ pk, sk, state }) =>
      pk.startsWith("CONCERN#") && sk === "STATE" ? [[pk.slice(8), (state as { status: string }).status] as const] : [],
    ),
  );
  const lost = [...told.registered.values()].filter((id) => !states.has(id));
  const undone = [...told.decided].filter((id) => states.get(id) !== "rejected");
  expect({ lost, undone }).toEqual({ lost: [], undone: [] });

  const events = await after.events("visits.concern-decided.v1");
  const announced = new Set(events.map(({ detail }) => (detail["data"] as { concernRef: string }).concernRef));
  const rejected = [...states].flatMap(([id, status]) => (status === "rejected" ? [id] : []));
  expect(rejected.filter((id) => !announced.has(id))).toEqual([]);
  expect([...announced].filter((id) => states.get(id) !== "rejected")).toEqual([]);

  // Each concern is whole: its child in the vault, its history as long as its version
  for (const [id, status] of states) {
    expect(rows.filter(({ pk, sk }) => pk === `CONCERN#${id}` && sk.startsWith("EVENT#"))).toHaveLength(
      status === "rejected" ? 2 : 1,
    );
    expect(rows.filter(({ sk }) => sk === `CHILD#${id}`)).toHaveLength(1);
  }

  // Whoever had no answer asks again under the same key: no act is done twice
  const { visits } = after.as("Birk");
  for (const idempotencyKey of told.unanswered) await done(visits.registerConcern({ body, idempotencyKey }));
  const count = (await after.rows("records")).filter(
    ({ pk, sk }) => pk.startsWith("CONCERN#") && sk === "STATE",
  ).length;
  expect(count).toBe(told.registered.size + told.unanswered.size);

  expect(await after.deadLetters()).toEqual([]);
  expect(await leaks(after)).toEqual([]);
});
