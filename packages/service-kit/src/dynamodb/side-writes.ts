import type { Instant } from "@trygt/contracts";
import type { Counter } from "../records/record-index.ts";
import { type Commit, type IdempotencyRecord, type Quota, replyRetentionDays } from "../records/store.ts";
import { expiry, vaultKey } from "./items.ts";
import { marshall, unmarshall } from "./marshalling.ts";
import { conflict, type Part } from "./transaction.ts";

/** How long handled events are remembered, in days: longer than archive and dead letters keep them (T11: 35 days). */
const eventRetentionDays = 36;

/** What a command writes besides its records: personal data, counters, the kept reply and the mark of the event. */
export const sideWrites = (table: string, { at, vault = [], counters = [], idempotency, event }: Commit): Part[] => {
  const parts: Part[] = vault.map((item) => ({
    write: { Put: { TableName: table, Item: marshall({ ...vaultKey(item), content: item.content }) } },
    failed: conflict,
  }));
  for (const { counter, times } of summed(counters))
    parts.push({ write: { Update: counted(table, counter, times) }, failed: conflict });
  if (idempotency !== undefined)
    parts.push({
      write: {
        Put: {
          TableName: table,
          Item: marshall({
            pk: `IDEMPOTENCY#${idempotency.client}#${idempotency.key}`,
            sk: "REPLY",
            reply: idempotency.reply,
            expiresAt: expiry(at, replyRetentionDays),
          }),
          ...absentOrOver(at),
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        },
      },
      failed: ({ Item = {} }) => ({ outcome: "replayed", reply: unmarshall(Item)["reply"] as IdempotencyRecord }),
    });
  if (event !== undefined)
    parts.push({
      write: {
        Put: {
          TableName: table,
          Item: marshall({
            pk: `INBOX#${event.eventId}`,
            sk: "HANDLED",
            at,
            ...(event.refused === undefined ? {} : { refused: event.refused }),
            expiresAt: expiry(at, eventRetentionDays),
          }),
          ...absentOrOver(at),
        },
      },
      failed: () => ({ outcome: "duplicate-event" }),
    });
  return parts;
};

// The table lets go of what is over within days, not at once (AWS, Time to Live)
const absentOrOver = (at: Instant) => ({
  ConditionExpression: "attribute_not_exists(pk) OR expiresAt <= :now",
  ExpressionAttributeValues: marshall({ ":now": expiry(at, 0) }),
});

// A transaction may name an item once (AWS limit), however many of its records count the same
const summed = (counters: readonly Counter[]) =>
  [...Map.groupBy(counters, ({ name, period, areaCode }) => `${name}#${period}#${areaCode}`).values()].flatMap(
    ([counter, ...more]) => (counter === undefined ? [] : [{ counter, times: 1 + more.length }]),
  );

const counted = (table: string, { name, period, areaCode }: Counter, times: number) => ({
  TableName: table,
  Key: marshall({ pk: `COUNTER#${name}`, sk: `${period}#${areaCode}` }),
  UpdateExpression: "ADD #count :times",
  ExpressionAttributeNames: { "#count": "count" },
  ExpressionAttributeValues: marshall({ ":times": times }),
});

/** Counts a person among those whom a member of staff has looked up today; fails when that is one too many (G7). */
export const lookedUp = (table: string, { staff, day, subject, limit }: Quota, at: string): Part => ({
  write: {
    Update: {
      TableName: table,
      Key: marshall({ pk: `LOOKED-UP#${staff}`, sk: day }),
      UpdateExpression: "ADD subjects :one SET expiresAt = :expiry",
      ConditionExpression: "attribute_not_exists(subjects) OR contains(subjects, :subject) OR size(subjects) < :limit",
      ExpressionAttributeValues: {
        ":one": { SS: [subject] },
        ...marshall({ ":subject": subject, ":limit": limit, ":expiry": expiry(at, 2) }),
      },
    },
  },
  failed: conflict,
});
