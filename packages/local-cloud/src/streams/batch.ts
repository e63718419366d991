import type { StreamMapping } from "../assembly/plan.ts";
import type { Outcome } from "../functions/worker.ts";
import { asList, asObject, asText, parseJson } from "../json.ts";
import { type StreamRecord, sequenceOf } from "./reader.ts";

/** What came of one try of a batch: how many records from its start are done, and why the rest is not. */
export type Progress = { readonly done: number; readonly reason?: string };

/** Reads a function's answer to a batch. The lowest reported sequence number is where the batch stopped; an unreadable report fails all. */
export const progressOf = (records: readonly StreamRecord[], outcome: Outcome, partialFailures: boolean): Progress => {
  if (!outcome.ok) return { done: 0, reason: `${outcome.error.errorType}: ${outcome.error.errorMessage}` };
  if (!partialFailures) return { done: records.length };
  const report = asObject(outcome.result === undefined ? undefined : parseJson(outcome.result));
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
export type BatchShell = {
  readonly invoke: (records: readonly StreamRecord[]) => Promise<Outcome>;
  /** Waits before the next try; the number counts the tries so far. */
  readonly backOff: (tries: number) => Promise<void>;
  /** Takes records whose tries are used up. */
  readonly giveUp: (records: readonly StreamRecord[], tries: number, reason: string) => void;
  readonly onFailure: (records: number, reason: string) => void;
  readonly isStopped: () => boolean;
};

/**
 * Brings a batch to its end, in order: tried again from the first failed record, halved on errors where the mapping says so, given
 * up when its retries are used up. A batch that may be halved is given up record by record, so that only the poison is lost.
 * Answers whether it ended; it does not when the cloud stops meanwhile.
 */
export const handleBatch = async (
  mapping: StreamMapping,
  records: readonly StreamRecord[],
  shell: BatchShell,
  tries = 0,
): Promise<boolean> => {
  let rest = records;
  let used = tries;
  while (rest.length > 0) {
    const outcome = await shell.invoke(rest);
    if (shell.isStopped()) return false;
    used += 1;
    const { done, reason } = progressOf(rest, outcome, mapping.partialFailures);
    if (reason === undefined) return true;
    shell.onFailure(rest.length - done, reason);
    // Whatever got done is progress, and progress starts the count anew.
    if (done > 0) used = 0;
    rest = rest.slice(done);
    const isUsedUp = used > mapping.maxRetries;
    if (mapping.bisect && rest.length > 1 && (isUsedUp || !outcome.ok)) {
      const middle = Math.ceil(rest.length / 2);
      const spent = isUsedUp ? mapping.maxRetries : used - 1;
      await shell.backOff(used);
      if (!(await handleBatch(mapping, rest.slice(0, middle), shell, spent))) return false;
      rest = rest.slice(middle);
      used = spent;
      continue;
    }
    if (isUsedUp) {
      shell.giveUp(rest, used, reason);
      return true;
    }
    await shell.backOff(used);
    if (shell.isStopped()) return false;
  }
  return true;
};
