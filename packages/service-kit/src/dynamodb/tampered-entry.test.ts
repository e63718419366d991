import { marshall } from "@aws-sdk/util-dynamodb";
import { instantOf } from "@trygt/contracts";
import type { DynamoDBRecord } from "aws-lambda";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accessLogDays } from "../records/access-log.ts";
import { at, entry } from "../testing/stores.ts";
import { expiry, logKey } from "./items.ts";
import { tamperedEntry } from "./tampered-entry.ts";

const day = 24 * 60 * 60;
const after = (days: number) => instantOf(Date.parse(at) + days * day * 1000);
const kept = logKey(entry);
const image = (change: object = {}) =>
  marshall({ ...entry, ...kept, expiresAt: expiry(at, accessLogDays), ...change }, { removeUndefinedValues: true });

const told = (
  eventName: NonNullable<DynamoDBRecord["eventName"]>,
  OldImage: object | undefined,
  { key = kept, ...more }: { readonly key?: object; readonly userIdentity?: object | undefined } = {},
): DynamoDBRecord => ({
  ...{ eventID: "e1", eventName },
  dynamodb: { SequenceNumber: "100", Keys: marshall(key) as never, ...(OldImage as object) },
  ...more,
});
const was = (change?: object) => ({ OldImage: image(change) });
const timeToLive = { userIdentity: { type: "Service", principalId: "dynamodb.amazonaws.com" } };

describe("an entry of the access log", () => {
  it("is no matter of the watch when it is added", () => {
    expect(tamperedEntry(told("INSERT", undefined), after(0))).toBeUndefined();
  });

  it("that is written over is told as it was before, until the log would have let it go", () => {
    expect(tamperedEntry(told("MODIFY", was()), after(1))).toEqual({
      ...{ change: "MODIFY", eventId: "e1", sequenceNumber: "100", key: kept },
      ...{ before: image(), keptUntil: expiry(at, accessLogDays) },
    });
  });

  it("is let go of by the table when its time is over, and not before", () => {
    const removed = told("REMOVE", was(), timeToLive);
    expect(tamperedEntry(removed, after(accessLogDays))).toBeUndefined();
    expect(tamperedEntry(removed, after(accessLogDays + 2))).toBeUndefined();
    expect(tamperedEntry(removed, after(accessLogDays - 1))).toMatchObject({ change: "REMOVE" });
  });

  it("that was written over to go is told when it goes, whatever time it was given and however little was left of it", () => {
    const long = { at: "2020-01-01T00:00:00.000Z", expiresAt: expiry("2020-01-01T00:00:00.000Z", accessLogDays) };
    for (const OldImage of [image({ expiresAt: 1 }), image(long), marshall({ ...kept, expiresAt: 1 })])
      expect(tamperedEntry(told("REMOVE", { OldImage }, timeToLive), after(1))).toEqual({
        ...{ change: "REMOVE", eventId: "e1", sequenceNumber: "100", key: kept },
        ...{ before: OldImage, keptUntil: expiry(at, accessLogDays) },
      });
  });

  it("that somebody deletes is told, whoever says that they are the table, even when its time is over", () => {
    const hands = [
      undefined,
      { type: "Service", principalId: "replication.dynamodb.amazonaws.com" },
      { type: "AssumedRole", principalId: "dynamodb.amazonaws.com" },
    ];
    for (const userIdentity of hands)
      expect(tamperedEntry(told("REMOVE", was(), { userIdentity }), after(accessLogDays + 1))).toBeDefined();
  });

  it("is told whatever stood there, and kept for no longer than two years", () => {
    const strange = { OldImage: { at: { NULL: true }, size: { N: "1E+125" }, bytes: { B: "AA==" } } };
    fc.assert(
      fc.property(
        fc.constantFrom("MODIFY" as const, "REMOVE" as const),
        fc.constantFrom(kept, { pk: "p", sk: "9999-12-31T00:00:00.000Z#a" }, { pk: "p", sk: "never" }, {}),
        fc.constantFrom(was(), strange, undefined),
        fc.integer({ min: -accessLogDays, max: 3 * accessLogDays }),
        (eventName, key, images, days) => {
          const tampered = tamperedEntry(told(eventName, images, { key }), after(days));
          expect(tampered?.before).toBe(images?.OldImage);
          expect(tampered?.keptUntil).toBeLessThanOrEqual(expiry(after(days), accessLogDays));
        },
      ),
    );
  });
});
