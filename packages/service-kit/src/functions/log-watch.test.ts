import type { AttributeValue, DynamoDBRecord } from "aws-lambda";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tamperedEntry } from "./log-watch.ts";

const day = 24 * 60 * 60;
const at = "2026-03-02T08:00:00.000Z";
const rightful = Date.parse(at) / 1000 + 731 * day;
const timeToLive = { type: "Service", principalId: "dynamodb.amazonaws.com" };

const entry = (expiresAt: number): Record<string, AttributeValue> => ({
  ...{ pk: { S: "LOG#2026-03-02#a" }, sk: { S: `${at}#a0000000-0000-4000-8000-000000000001` }, at: { S: at } },
  ...{ act: { S: "consultation" }, expiresAt: { N: String(expiresAt) } },
});
const record = (
  eventName: DynamoDBRecord["eventName"],
  expiresAt = rightful,
  userIdentity?: typeof timeToLive,
): DynamoDBRecord => ({
  eventName,
  ...(userIdentity === undefined ? {} : { userIdentity }),
  dynamodb: { SequenceNumber: "100", ...(eventName === "INSERT" ? {} : { OldImage: entry(expiresAt) }) },
});

describe("the watch over an access log", () => {
  it("has nothing to say of an entry that is added, nor of one that the table lets go of at its date", () => {
    expect(tamperedEntry(record("INSERT"))).toBeUndefined();
    expect(tamperedEntry(record("REMOVE", rightful, timeToLive))).toBeUndefined();
  });

  it("rings for an entry that is written over, and keeps what stood there until the log would have let it go", () => {
    expect(tamperedEntry(record("MODIFY"))).toEqual({
      ...{ change: "MODIFY", pk: "LOG#2026-03-02#a", sk: `${at}#a0000000-0000-4000-8000-000000000001` },
      ...{ before: entry(rightful), expiresAt: rightful },
    });
  });

  it("rings for an entry that somebody deletes, whoever says that they are the table", () => {
    for (const who of [undefined, { type: "Service", principalId: "somebody" }, { ...timeToLive, type: "User" }])
      expect(tamperedEntry(record("REMOVE", rightful, who))).toMatchObject({ change: "REMOVE" });
  });

  it("rings for every entry that goes before its date, though it is the table that lets it go", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 * rightful }), (expiresAt) => {
        const found = tamperedEntry(record("REMOVE", expiresAt, timeToLive));
        expect(found === undefined).toBe(expiresAt === rightful);
      }),
    );
  });

  it("does not pass by a stream that tells nothing of what stood there", () => {
    expect(() => tamperedEntry({ eventName: "MODIFY", dynamodb: {} })).toThrow("old images");
  });
});
