import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { boot, type City } from "./support/city.ts";
import { openCase } from "./support/stories.ts";
import type { Row } from "./support/tables.ts";

describe("the access log is watched", () => {
  let city: City;
  beforeAll(async () => {
    city = await boot();
    await openCase(city, "Malik");
    await city.settle();
  });
  afterAll(() => city.stop());

  const log = () => city.rows("access-log");
  const kept = () => city.rows("VisitsKeptEntries");

  test("an ordinary day rings nothing and leaves nothing with the watch", async () => {
    expect((await log()).length).toBeGreaterThan(2);
    expect(await kept()).toEqual([]);
    expect(city.log()).not.toContain("AccessLogChanged");
  });

  const keyOf = ({ pk, sk }: Row) => ({ pk: { S: pk }, sk: { S: sk } });
  const entryAt = async (nth: number) => {
    const found = (await log())[nth];
    if (found === undefined) throw new Error("The log has too few entries");
    return found;
  };

  /** What is kept of an entry, oldest first: as it would be put back. */
  const keptOf = async ({ sk }: Row) => {
    await city.settle();
    const own = (await kept()).filter(({ entry }) => entry === sk);
    const inOrder = own.toSorted((one, other) => Number(one["sequenceNumber"]) - Number(other["sequenceNumber"]));
    return inOrder.map(({ change, before }) => ({ change, Item: JSON.parse(String(before)) as object }));
  };
  const stands = async ({ pk, sk }: Row) => (await log()).find((one) => one.pk === pk && one.sk === sk);

  test("an entry that is written over so that it goes by itself rings, and is put back as it was", async () => {
    const entry = await entryAt(0);
    await city.askTable("access-log", "PutItem", { Item: { ...keyOf(entry), expiresAt: { N: "1" } } });
    const [before, ...more] = await keptOf(entry);
    expect([before?.change, more]).toEqual(["MODIFY", []]);
    expect(city.log()).toContain("AccessLogChanged");
    expect(await stands(entry)).not.toEqual(entry);
    await city.askTable("access-log", "PutItem", { Item: before?.Item });
    expect(await stands(entry)).toEqual(entry);
  });

  test("an entry that is taken away rings, and is put back as it was", async () => {
    const entry = await entryAt(1);
    await city.askTable("access-log", "DeleteItem", { Key: keyOf(entry) });
    const [before] = await keptOf(entry);
    expect([before?.change, await stands(entry)]).toEqual(["REMOVE", undefined]);
    await city.askTable("access-log", "PutItem", { Item: before?.Item });
    expect(await stands(entry)).toEqual(entry);
  });

  test("an entry of which nothing was left but its end is kept twice, before that and before it goes", async () => {
    const entry = await entryAt(2);
    await city.askTable("access-log", "PutItem", { Item: { ...keyOf(entry), expiresAt: { N: "1" } } });
    await city.askTable("access-log", "DeleteItem", { Key: keyOf(entry) });
    const [before, left] = await keptOf(entry);
    expect(left).toEqual({ change: "REMOVE", Item: { ...keyOf(entry), expiresAt: { N: "1" } } });
    await city.askTable("access-log", "PutItem", { Item: before?.Item });
    expect(await stands(entry)).toEqual(entry);
  });

  test("nothing of it is a dead letter, and all goes on", async () => {
    await city.settle();
    expect(await city.deadLetters()).toEqual([]);
    await openCase(city, "Noah");
  });
});
