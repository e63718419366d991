import { afterAll, describe, expect, it } from "vitest";
import { dynamoStore } from "../dynamodb/store.ts";
import { startEngine } from "../testing/engine.ts";
import { absent, context, green, idempotency, lend, rackOn, red, register, reply } from "../testing/loans.ts";
import { system } from "./actor.ts";

const engine = await startEngine();
afterAll(() => engine.stop());

/** A rack on DynamoDB, and the calls that are made during an act. */
const counted = async () => {
  const calls: string[] = [];
  const client = engine.client({ before: (command) => calls.push(command.replace("Command", "")) });
  const rack = rackOn(dynamoStore({ client, ...(await engine.tables()) }));
  const during = async (act: () => Promise<unknown>) => {
    calls.length = 0;
    await act();
    return [...calls];
  };
  return { rack, during };
};

describe("the calls to DynamoDB", () => {
  it("are one to create, two to change, at most two to repeat", async () => {
    const { rack, during } = await counted();
    const made = () =>
      rack.execute(absent(red), register(), context({ idempotency: idempotency("key-0001") }), { reply });
    expect(await during(made)).toEqual(["TransactWriteItems"]);
    expect(await during(made)).toEqual(["TransactWriteItems"]);
    const request = context({ idempotency: idempotency("key-0002"), expectedVersions: [1] });
    const lent = () => rack.execute(red, lend, request, { reply });
    expect(await during(lent)).toEqual(["GetItem", "TransactWriteItems"]);
    expect((await during(lent)).length).toBeLessThanOrEqual(2);
    const { expectedVersions: _, ...unconditional } = request;
    expect((await during(() => rack.execute(red, lend, unconditional, { reply }))).length).toBeLessThanOrEqual(2);
  });

  it("are two for an event, also when it comes again", async () => {
    const { rack, during } = await counted();
    await rack.execute(absent(red), register(), context());
    const handled = () => rack.execute(red, lend, context({ actor: system, eventId: green }));
    expect(await during(handled)).toEqual(["GetItem", "TransactWriteItems"]);
    expect(await during(handled)).toEqual(["GetItem", "TransactWriteItems"]);
  });

  it("are two for a refusal: the record and the log", async () => {
    const { rack, during } = await counted();
    await rack.execute(absent(red), register(), context());
    await rack.execute(red, lend, context());
    expect(await during(() => rack.execute(red, lend, context()))).toEqual(["GetItem", "PutItem"]);
  });

  it("are one to change a record that was loaded, and one more for each other record", async () => {
    const { rack, during } = await counted();
    await rack.execute(absent(red), register("7"), context());
    await rack.execute(absent(green), register("8"), context());
    const loaded = (await rack.find(red, system)) ?? red;
    const both = () => rack.execute(loaded, lend, context(), { together: () => [rack.intent(green, lend)] });
    expect(await during(both)).toEqual(["GetItem", "TransactWriteItems"]);
  });
});
