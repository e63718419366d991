import { addHours } from "@trygt/contracts";
import { beforeEach, describe, expect, it } from "vitest";
import { system } from "../records/actor.ts";
import { bicycleRecords } from "../testing/bicycle-service.ts";
import { absent, borrower, context, lend, rackOn, red, register } from "../testing/loans.ts";
import { type MemoryStore, memoryStore } from "../testing/memory-store.ts";
import { quiet } from "../testing/quiet.ts";
import { lambdaContext } from "../testing/requests.ts";
import { monday } from "../testing/test-service.ts";
import { createClock } from "./clock.ts";
import { wakeOn } from "./clock-function.ts";
import { defineClock } from "./definitions.ts";

quiet();

let store: MemoryStore;
const runtime = (hours: number) => ({
  store,
  policy: { loanHours: 24 },
  now: () => addHours(monday, hours),
  newId: () => "request-1",
  count: () => undefined,
});
const clock = context({ actor: system, operation: "clock", at: addHours(monday, 30) });
beforeEach(async () => {
  store = memoryStore();
  await rackOn(store).execute(absent(red), register(), context());
  await rackOn(store).execute(red, lend, context());
});

describe("what time sends to a record", () => {
  it("is time-passed, unless its type says more", async () => {
    const wake = wakeOn(defineClock({ records: bicycleRecords, reads: [] }), runtime(30));
    expect(await wake("BICYCLE", red, clock)).toMatchObject({ kind: "done", version: 3 });
    expect(await rackOn(store).find(red, system)).toMatchObject({ state: { reminders: 1 } });
  });

  it("comes with the options of its type, by the name under which the service keeps it", async () => {
    const asked: string[] = [];
    const careful = defineClock({
      records: bicycleRecords,
      reads: ["vault"],
      options: (deps) => ({
        bicycles: (id) => ({
          before: async (after) => {
            asked.push(`${id} ${after.status}`);
            const { BORROWER: known } = await deps.vault(borrower, ["BORROWER"]);
            return known === undefined ? { refused: ["duplicate-open-case"] } : {};
          },
        }),
      }),
    });
    const wake = wakeOn(careful, runtime(30));
    expect(await wake("BICYCLE", red, clock)).toEqual({ kind: "refused", reasons: ["duplicate-open-case"] });
    expect(asked).toEqual([`${red} lent`]);
  });

  it("is not known for a kind of record that the service does not keep", () => {
    const wake = wakeOn(defineClock({ records: bicycleRecords, reads: [] }), runtime(30));
    expect(() => wake("LOCK", red, clock)).toThrow("No record type of bicycles has the kind LOCK");
  });

  it("comes twice in one waking when the time came twice while the clock slept", async () => {
    const wake = wakeOn(defineClock({ records: bicycleRecords, reads: [] }), runtime(50));
    expect(await createClock(wake, runtime(50))(lambdaContext(60_000))).toEqual({ woken: 1, more: false });
    expect(await rackOn(store).find(red, system)).toMatchObject({
      state: { reminders: 2, dueBack: addHours(monday, 72) },
    });
  });
});
