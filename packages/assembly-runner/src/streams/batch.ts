import type { StreamMapping } from "../assembly/plan.ts";
import type { InvocationResult } from "../functions/worker.ts";
import { asList, asObject, asText, parseJson } from "../json.ts";
import { type StreamRecord, sequenceOf } from "./reader.ts";

/** What came of one attempt at a batch: how many records from its start are done, and why the rest is not. */
export type Progress = { readonly done: number; readonly reason?: string };

/** Reads a function's answer to a batch. The lowest reported sequence number is where the batch stopped; an unreadable report fails all. */
export const progressOf = (
  records: readonly StreamRecord[],
  result: InvocationResult,
  partialFailures: boolean,
): Progress => {
  if (!result.ok) return { done: 0, reason: `${result.error.errorType}: ${result.error.errorMessage}` };
  if (!partialFailures) return { done: records.length };
  const report = asObject(result.payload === undefined ? undefined : parseJson(result.payload));
  const failures = asList(report?.["batchItemFailures"]);
  if (failures.length === 0) return { done: records.length };
  const positions = failures.map((failure) => {
    const id = asText(asObject(failure)?.["itemIdentifier"]);
    return records.findIndex((record) => sequenceOf(record) === id);
  });
  const first = Math.min(...positions);
  return { done: first < 0 ? 0 : first, reason: "reported as failed by the function" };
};

/** What handling a batch needs from outside. */
export type BatchContext = {
  readonly invoke: (records: readonly StreamRecord[]) => Promise<InvocationResult>;
  /** Waits before the next attempt; the number counts the attempts so far. */
  readonly backoff: (attempts: number) => Promise<void>;
  /** Takes records whose attempts are used up. */
  readonly giveUp: (records: readonly StreamRecord[], attempts: number, reason: string) => void;
  readonly onFailure: (records: number, reason: string) => void;
  readonly isStopped: () => boolean;
};

/**
 * Handles a batch in order: it is retried from the first failed record, bisected on errors where the mapping says so, and given up
 * when its retries are used up. A batch that may be bisected is given up record by record, so that only the failing ones are lost.
 * Answers whether it was finished; it is not when the runner stops meanwhile.
 */
export const handleBatch = async (
  mapping: StreamMapping,
  records: readonly StreamRecord[],
  context: BatchContext,
  attempts = 0,
): Promise<boolean> => {
  let rest = records;
  let used = attempts;
  while (rest.length > 0) {
    const result = await context.invoke(rest);
    if (context.isStopped()) return false;
    used += 1;
    const { done, reason } = progressOf(rest, result, mapping.partialFailures);
    if (reason === undefined) return true;
    context.onFailure(rest.length - done, reason);
    // Progress starts the count anew.
    if (done > 0) used = 0;
    rest = rest.slice(done);
    const isUsedUp = used > mapping.maxRetries;
    if (mapping.bisect && rest.length > 1 && (isUsedUp || !result.ok)) {
      const middle = Math.ceil(rest.length / 2);
      const spent = isUsedUp ? mapping.maxRetries : used - 1;
      await context.backoff(used);
      if (!(await handleBatch(mapping, rest.slice(0, middle), context, spent))) return false;
      rest = rest.slice(middle);
      used = spent;
      continue;
    }
    if (isUsedUp) {
      context.giveUp(rest, used, reason);
      return true;
    }
    await context.backoff(used);
    if (context.isStopped()) return false;
  }
  return true;
};
