/** Where the stream resumes when these sequence numbers have failed: at the lowest; undefined when none has (AWS: `batchItemFailures` for streams). */
export const checkpointOf = (failed: readonly string[]): string | undefined =>
  failed.toSorted((one, other) => (BigInt(one) < BigInt(other) ? -1 : 1))[0];

/** The items in their order, at most `size` at a time. */
export const chunks = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
