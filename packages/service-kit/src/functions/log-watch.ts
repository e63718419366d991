import type { Instant } from "@trygt/contracts";
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { type TamperedEntry, tamperedEntry } from "../dynamodb/tampered-entry.ts";
import { errorFields, log } from "../observability/log.ts";
import type { Count } from "../observability/metrics.ts";
import { inTime, type Remaining } from "../time-limits/in-time.ts";
import { checkpointOf, chunks } from "./stream-batch.ts";

/** Entries that are kept at once. */
const maxConcurrency = 8;

/** What the watch over an access log stands on. */
export type LogWatchRuntime = {
  readonly now: () => Instant;
  readonly count: Count;
  /** Keeps what stood there before; the same change again keeps nothing more. */
  readonly keep: (tampered: TamperedEntry) => Promise<unknown>;
};

/** Watches an access log's stream: whatever changes or takes away an entry rings, and what stood there before is kept. Reports the first record that it could not keep, with all behind it kept, and the stream brings it again. */
export const createLogWatch =
  ({ now, count, keep }: LogWatchRuntime) =>
  async ({ Records }: DynamoDBStreamEvent, context: Remaining): Promise<DynamoDBBatchResponse> => {
    const tampered = Records.flatMap((record) => tamperedEntry(record, now()) ?? []);
    // Before anything is kept: what cannot be kept must ring too
    for (const { change, key, eventId } of tampered) {
      count("AccessLogChanged");
      log("error", "an entry of the access log was changed or taken away", { change, entry: key.sk, eventId });
    }
    const keepOne = async (one: TamperedEntry): Promise<string[]> => {
      try {
        await inTime(() => keep(one), context);
        return [];
      } catch (error) {
        log("error", "failed", errorFields(error));
        return [one.sequenceNumber];
      }
    };
    const failed: string[] = [];
    for (const batch of chunks(tampered, maxConcurrency))
      failed.push(...(await Promise.all(batch.map(keepOne))).flat());
    const checkpoint = checkpointOf(failed);
    return { batchItemFailures: checkpoint === undefined ? [] : [{ itemIdentifier: checkpoint }] };
  };
