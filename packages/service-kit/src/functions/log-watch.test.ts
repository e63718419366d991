import { marshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import { afterAll, describe, expect, it } from "vitest";
import { expiry, logKey } from "../dynamodb/items.ts";
import { keptEntries } from "../dynamodb/kept-entries.ts";
import { accessLogDays } from "../records/access-log.ts";
import { startEngine } from "../testing/engine.ts";
import { quiet } from "../testing/quiet.ts";
import { lambdaContext } from "../testing/requests.ts";
import { at, entry } from "../testing/stores.ts";
import { createLogWatch, type LogWatchRuntime } from "./log-watch.ts";

quiet();
const engine = await startEngine();
afterAll(() => engine.stop());

const keyOf = (number: number) => logKey({ at, entryId: `a${number}` });
const imageOf = (number: number, change: object = {}) =>
  marshall({ ...entry, ...keyOf(number), expiresAt: expiry(at, accessLogDays), ...change });
const told = (
  eventName: NonNullable<DynamoDBRecord["eventName"]>,
  number: number,
  OldImage: object = imageOf(number),
  key: object = keyOf(number),
): DynamoDBRecord => ({
  ...{ eventID: `event-${number}`, eventName },
  dynamodb: {
    SequenceNumber: String(100 + number),
    Keys: marshall(key) as never,
    ...(eventName === "INSERT" ? {} : { OldImage: OldImage as never }),
  },
});
/** A value as deep as an item may be (AWS limit: 32 levels). */
const deep = (levels: number): object => (levels === 0 ? { S: "deep" } : { M: { in: deep(levels - 1) } });

/** The watch on a table of its own; `change` can replace what keeps by what fails. */
const watch = async (change: Partial<LogWatchRuntime> = {}) => {
  const { accessLog: table } = await engine.tables();
  const rung: string[] = [];
  const keep = keptEntries({ client: engine.client(), table });
  const handler = createLogWatch({ now: () => at, count: (name) => void rung.push(name), keep, ...change });
  const see = (...Records: readonly DynamoDBRecord[]) => handler({ Records: [...Records] }, lambdaContext());
  const kept = async () =>
    (await engine.rows(table)).toSorted((one, other) => (String(one["sk"]) < String(other["sk"]) ? -1 : 1));
  return { see, rung, kept, keep };
};
const allTaken = { batchItemFailures: [] };

describe("the watch over an access log", () => {
  it("is silent on what is added", async () => {
    const { see, rung, kept } = await watch();
    expect(await see(told("INSERT", 1), told("INSERT", 2))).toEqual(allTaken);
    expect([rung, await kept()]).toEqual([[], []]);
  });

  it("rings when an entry is written over or taken away, and keeps it so that it can be put back as it was", async () => {
    const { see, rung, kept } = await watch();
    expect(await see(told("MODIFY", 1), told("REMOVE", 2))).toEqual(allTaken);
    expect(rung).toEqual(["AccessLogChanged", "AccessLogChanged"]);
    expect((await kept()).map(({ before }) => JSON.parse(String(before)))).toEqual([imageOf(1), imageOf(2)]);
    expect((await kept())[0]).toMatchObject({
      ...{ pk: keyOf(1).pk, entry: keyOf(1).sk, change: "MODIFY", sequenceNumber: "101" },
      expiresAt: expiry(at, accessLogDays),
    });
  });

  it("keeps the first of what it is told twice, and rings again", async () => {
    const { see, rung, kept } = await watch();
    await see(told("REMOVE", 1));
    const before = await kept();
    expect(await see(told("REMOVE", 1, imageOf(1, { note: "another" })))).toEqual(allTaken);
    expect(await kept()).toEqual(before);
    expect(rung).toHaveLength(2);
  });

  it("rings for what it could not keep, keeps all behind it, and has the stream bring it again from there", async () => {
    let broken = true;
    const { see, rung, kept, keep } = await watch({
      keep: async (tampered) => {
        if (broken && ["event-12", "event-3"].includes(tampered.eventId)) throw new Error("no answer");
        return keep(tampered);
      },
    });
    const all = Array.from({ length: 20 }, (_, number) => told("REMOVE", number));
    expect(await see(...all)).toEqual({ batchItemFailures: [{ itemIdentifier: "103" }] });
    expect([rung.length, (await kept()).length]).toEqual([20, 18]);
    broken = false;
    expect(await see(...all.slice(3))).toEqual(allTaken);
    expect(await kept()).toHaveLength(20);
  });

  it.each<[string, object]>([
    ["of which a forger left no more than its end", marshall({ ...keyOf(1), expiresAt: 1 })],
    ["that no longer says its time", { ...imageOf(1), at: { NULL: true } }],
    ["that holds what the store does not read", { ...imageOf(1), size: { N: "1E+125" }, texts: { SS: ["a"] } }],
    ["that is as deep as an item may be", { ...imageOf(1), in: deep(31) }],
  ])("keeps an entry %s, whole", async (_, OldImage) => {
    const { see, kept } = await watch();
    expect(await see(told("REMOVE", 1, OldImage))).toEqual(allTaken);
    expect((await kept()).map(({ before }) => JSON.parse(String(before)))).toEqual([OldImage]);
  });

  it("is not held up by what is too large to be kept, or has the longest of keys: that it was there is kept", async () => {
    const { see, kept } = await watch();
    const key = { pk: "p".repeat(2048), sk: "s".repeat(1024) };
    const large = imageOf(1, { ...key, note: "x".repeat(390_000) });
    expect(await see(told("MODIFY", 1, large, key), told("REMOVE", 2))).toEqual(allTaken);
    expect((await kept()).map(({ entry: sk, before }) => [sk, typeof before])).toEqual([
      [key.sk, "undefined"],
      [keyOf(2).sk, "string"],
    ]);
  });
});
