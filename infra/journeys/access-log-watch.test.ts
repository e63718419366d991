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

  test("an entry that is written over so that it goes by itself rings, and stands with the watch as it was", async () => {
    const entry = await entryAt(0);
    await city.askTable("access-log", "PutItem", { Item: { ...keyOf(entry), expiresAt: { N: "1" } } });
    await city.settle();
    expect(await kept()).toMatchObject([{ pk: entry.pk, change: "MODIFY", before: entry }]);
    expect(city.log()).toContain("AccessLogChanged");
  });

  test("an entry that is taken away rings, and stands with the watch as it was", async () => {
    const entry = await entryAt(1);
    await city.askTable("access-log", "DeleteItem", { Key: keyOf(entry) });
    await city.settle();
    const [, removed] = (await kept()).toSorted((one, other) =>
      String(one["change"]) < String(other["change"]) ? -1 : 1,
    );
    expect(removed).toMatchObject({ pk: entry.pk, change: "REMOVE", before: entry });
    expect(await log()).not.toContainEqual(entry);
  });

  test("nothing of it is a dead letter, and all goes on", async () => {
    expect(await city.deadLetters()).toEqual([]);
    await openCase(city, "Noah");
  });
});
