import { expect, test } from "vitest";
import type { StreamMapping } from "../assembly/plan.ts";
import type { InvocationResult } from "../functions/worker.ts";
import { handleBatch } from "./batch.ts";
import { type StreamRecord, sequenceOf } from "./reader.ts";

const mapping: StreamMapping = {
  id: "m",
  streamArn: "s",
  functionArn: "f",
  batchSize: 10,
  filters: [],
  bisect: false,
  partialFailures: true,
  maxRetries: 2,
};
const records = (...numbers: readonly number[]): StreamRecord[] =>
  numbers.map((number) => ({ dynamodb: { SequenceNumber: String(number) } }));
const numbersOf = (batch: readonly StreamRecord[]) => batch.map((record) => Number(sequenceOf(record)));
const fine: InvocationResult = { ok: true, payload: JSON.stringify({ batchItemFailures: [] }) };
const thrown: InvocationResult = { ok: false, error: { errorType: "Error", errorMessage: "broken" } };
const failedAt = (...numbers: readonly number[]): InvocationResult => ({
  ok: true,
  payload: JSON.stringify({ batchItemFailures: numbers.map((number) => ({ itemIdentifier: String(number) })) }),
});

const handle = async (
  change: Partial<StreamMapping>,
  batch: readonly StreamRecord[],
  answer: (numbers: readonly number[]) => InvocationResult,
) => {
  const tries: number[][] = [];
  const givenUp: number[][] = [];
  const ended = await handleBatch({ ...mapping, ...change }, batch, {
    invoke: async (some) => {
      tries.push(numbersOf(some));
      return answer(numbersOf(some));
    },
    backoff: async () => undefined,
    giveUp: (some) => void givenUp.push(numbersOf(some)),
    onFailure: () => undefined,
    isStopped: () => false,
  });
  return { ended, tries, givenUp };
};

test("a batch without failures is handed over once", async () => {
  expect(await handle({}, records(1, 2, 3), () => fine)).toEqual({ ended: true, tries: [[1, 2, 3]], givenUp: [] });
});

test("a batch goes on from the lowest failed sequence number", async () => {
  let first = true;
  const { tries } = await handle({}, records(1, 2, 3, 4), () => {
    const answer = first ? failedAt(4, 3) : fine;
    first = false;
    return answer;
  });
  expect(tries).toEqual([
    [1, 2, 3, 4],
    [3, 4],
  ]);
});

test("an unknown sequence number in the report fails the whole batch", async () => {
  let first = true;
  const { tries } = await handle({}, records(1, 2), () => {
    const answer = first ? failedAt(99) : fine;
    first = false;
    return answer;
  });
  expect(tries).toEqual([
    [1, 2],
    [1, 2],
  ]);
});

test("a batch that keeps failing is given up after its retries", async () => {
  const { tries, givenUp } = await handle({}, records(1, 2), () => thrown);
  expect(tries).toHaveLength(3);
  expect(givenUp).toEqual([[1, 2]]);
});

test("bisecting isolates the one record that throws, and keeps the order of the others", async () => {
  const done: number[] = [];
  const { givenUp } = await handle({ bisect: true }, records(1, 2, 3, 4, 5), (numbers) => {
    if (numbers.includes(3)) return thrown;
    done.push(...numbers);
    return fine;
  });
  expect(givenUp).toEqual([[3]]);
  expect(done).toEqual([1, 2, 4, 5]);
});

test("a record that is reported at the head again and again is given up alone where batches may be bisected", async () => {
  const { givenUp } = await handle({ bisect: true }, records(1, 2, 3), (numbers) =>
    numbers.includes(1) ? failedAt(1) : fine,
  );
  expect(givenUp).toEqual([[1]]);
});

test("without partial reports the answer of the function does not matter", async () => {
  expect((await handle({ partialFailures: false }, records(1, 2), () => failedAt(1))).tries).toHaveLength(1);
});
