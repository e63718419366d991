import type { AttributeValue, BatchGetItemCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { describe, expect, it } from "vitest";
import { ContentionError } from "../records/store.ts";
import { subject } from "../testing/stores.ts";
import { dynamoStore } from "./store.ts";

describe("a vault read", () => {
  const items = ["BORROWER", "PARENT"].map((sk) => marshall({ pk: `SUBJECT#${subject}`, sk, content: { role: sk } }));
  const answering = (answer: (asked: number) => readonly Record<string, AttributeValue>[]) => {
    const asked: number[] = [];
    const send = async ({ input }: BatchGetItemCommand) => {
      const keys = input.RequestItems?.["bicycles"]?.Keys ?? [];
      asked.push(keys.length);
      const given = answer(asked.length);
      const left = keys.filter((key) => !given.some((item) => item["sk"]?.S === key["sk"]?.S));
      return { Responses: { bicycles: given }, UnprocessedKeys: left.length > 0 ? { bicycles: { Keys: left } } : {} };
    };
    const client = { send } as unknown as DynamoDBClient;
    return { asked, store: dynamoStore({ client, table: "bicycles", accessLog: "log", pause: async () => undefined }) };
  };

  it("asks again for what the table left out", async () => {
    const { store, asked } = answering((times) => items.slice(times - 1, times));
    expect(await store.vault(subject, ["BORROWER", "PARENT"])).toEqual({
      BORROWER: { role: "BORROWER" },
      PARENT: { role: "PARENT" },
    });
    expect(asked).toEqual([2, 1]);
  });

  it.each([99, 100, 101, 250])("of %s items comes in batches of a hundred at most", async (count) => {
    const many = Array.from({ length: count }, (_, n) => `WORDS#${n}`);
    const stored = many.map((sk) => marshall({ pk: `SUBJECT#${subject}`, sk, content: { sk } }));
    const { store, asked } = answering(() => stored);
    expect(Object.keys(await store.vault(subject, many))).toHaveLength(count);
    expect(asked).toEqual(Array.from({ length: Math.ceil(count / 100) }, (_, at) => Math.min(100, count - at * 100)));
  });

  it("gives up rather than show half a person", async () => {
    const { store, asked } = answering(() => []);
    await expect(store.vault(subject, ["BORROWER"])).rejects.toBeInstanceOf(ContentionError);
    expect(asked).toEqual([1, 1, 1, 1]);
  });
});
