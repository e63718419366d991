import type { Engine } from "../dynamodb/engine.ts";
import { asList, asObject, asText, type JsonObject } from "../json.ts";

/** A stream record as the engine gives it: AWS's own JSON form. */
export type StreamRecord = JsonObject & { readonly dynamodb: JsonObject };

/** Reads the stream of one table from a checkpoint on. */
export type StreamReader = {
  /** The next records, at most `limit`; none when the stream has no more for now. */
  readonly next: (limit: number) => Promise<readonly StreamRecord[]>;
};

/** The place of a record in its stream. */
export const sequenceOf = (record: StreamRecord): string => asText(record.dynamodb["SequenceNumber"]) ?? "0";

/** The stream is unreadable from a checkpoint that it has trimmed away or never had; then it is read from its beginning. */
const isLost = (error: unknown): boolean =>
  [
    "TrimmedDataAccessException",
    "ExpiredIteratorException",
    "ResourceNotFoundException",
    "ValidationException",
  ].includes((error as Error).name);

const shardOf = async (engine: Engine, streamArn: string): Promise<string | undefined> => {
  const answer = await engine.call("DynamoDBStreams_20120810.DescribeStream", { StreamArn: streamArn });
  // The engine keeps one shard for a table, so the order of a key is the order of the stream.
  return asText(asObject(asList(asObject(answer["StreamDescription"])?.["Shards"])[0])?.["ShardId"]);
};

const iteratorAt = async (engine: Engine, streamArn: string, shardId: string, checkpoint: string | undefined) => {
  const from = (position: JsonObject) =>
    engine
      .call("DynamoDBStreams_20120810.GetShardIterator", { StreamArn: streamArn, ShardId: shardId, ...position })
      .then((answer) => asText(answer["ShardIterator"]));
  if (checkpoint === undefined) return from({ ShardIteratorType: "TRIM_HORIZON" });
  try {
    return await from({ ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: checkpoint });
  } catch (error) {
    if (isLost(error)) return from({ ShardIteratorType: "TRIM_HORIZON" });
    throw error;
  }
};

/** Opens a reader after the record with the sequence number `checkpoint`, or at the beginning of the stream. */
export const openReader = (engine: Engine, streamArn: string, checkpoint: string | undefined): StreamReader => {
  let iterator: string | undefined;
  let last = checkpoint;
  return {
    next: async (limit) => {
      if (iterator === undefined) {
        const shardId = await shardOf(engine, streamArn);
        if (shardId === undefined) return [];
        iterator = await iteratorAt(engine, streamArn, shardId, last);
        if (iterator === undefined) return [];
      }
      try {
        const answer = await engine.call("DynamoDBStreams_20120810.GetRecords", {
          ShardIterator: iterator,
          Limit: limit,
        });
        const records = asList(answer["Records"]) as readonly StreamRecord[];
        const final = records[records.length - 1];
        if (final !== undefined) last = sequenceOf(final);
        iterator = asText(answer["NextShardIterator"]);
        return records;
      } catch (error) {
        if (!isLost(error)) throw error;
        iterator = undefined;
        return [];
      }
    },
  };
};

/** The records with sequence numbers from `first` to `last`, both included, as far as the stream still has them. */
export const readRange = async (
  engine: Engine,
  streamArn: string,
  first: string,
  last: string,
): Promise<readonly StreamRecord[]> => {
  const before = BigInt(first) - 1n;
  const reader = openReader(engine, streamArn, before > 0n ? String(before) : undefined);
  const found: StreamRecord[] = [];
  for (;;) {
    const records = await reader.next(1000);
    found.push(
      ...records.filter(
        (record) => BigInt(sequenceOf(record)) >= BigInt(first) && BigInt(sequenceOf(record)) <= BigInt(last),
      ),
    );
    const final = records[records.length - 1];
    if (final === undefined || BigInt(sequenceOf(final)) >= BigInt(last)) return found;
  }
};
