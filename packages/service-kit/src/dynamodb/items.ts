import { createHash } from "node:crypto";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { AccessEntry } from "../records/access-log.ts";
import { positionOf } from "../records/access-log-query.ts";
import type { VaultKey } from "../records/record-index.ts";

/** The due index is spread over this many keys: one partition takes 1,000 writes a second (AWS limit). */
export const dueShards = 4;

/** An item as DynamoDB takes it. */
export type Item = Record<string, AttributeValue>;

/** Where the state of a record stands. */
export const recordKey = (kind: string, id: string) => ({ pk: `${kind}#${id}`, sk: "STATE" });

/** Where a person's data stand. */
export const vaultKey = ({ subject, item }: VaultKey) => ({ pk: `SUBJECT#${subject}`, sk: item });

/** The sixteen digits over which the entries of a day are spread, by the first of their identifiers. */
export const logShards: readonly string[] = [..."0123456789abcdef"];

/** The partition of the access log for a day of UTC and a digit. */
export const logPartition = (date: string, digit: string) => `LOG#${date}#${digit}`;

/** Where an entry of the access log stands: spread by date, and by its own time, which no overwriting can change. */
export const logKey = (entry: Pick<AccessEntry, "at" | "entryId">) => ({
  pk: logPartition(entry.at.slice(0, 10), entry.entryId.slice(0, 1)),
  sk: positionOf(entry),
});

/** The shard of the due index on which a record stands. */
export const shardOf = (id: string) => `DUE#${createHash("sha256").update(id).digest().readUInt8(0) % dueShards}`;

/** When an item may be tidied up by TTL, in seconds since 1970: `days` after an instant. */
export const expiry = (at: string, days: number) => Math.floor(Date.parse(at) / 1000) + days * 24 * 60 * 60;
