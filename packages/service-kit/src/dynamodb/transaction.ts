import {
  type CancellationReason,
  type DynamoDBClient,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { type Committed, ContentionError } from "../records/store.ts";
import { marshall } from "./marshalling.ts";

/** Most writes of one transaction (AWS limit). */
export const maxTransactionItems = 100;

/** How often a throttled or contended call is tried. */
export const maxAttempts = 4;

/** One write of a transaction, and what its failed condition means. */
export type Part = { readonly write: TransactWriteItem; readonly failed: (reason: CancellationReason) => Committed };

/** Somebody else was first. */
export const conflict = (): Committed => ({ outcome: "conflict" });

/** A deletion without conditions. */
export const deletion = (table: string, key: Record<string, unknown>): Part => ({
  write: { Delete: { TableName: table, Key: marshall(key) } },
  failed: conflict,
});

/** Writes everything or nothing, and tries again what was only contended. `pause` waits some milliseconds. Throws a `ContentionError` when it was contended each time, and what is no answer at all. */
export const transact = async (
  parts: readonly Part[],
  { client, pause }: { readonly client: DynamoDBClient; readonly pause: (milliseconds: number) => Promise<void> },
): Promise<Committed> => {
  for (let tried = 1; ; tried += 1) {
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems: parts.map((part) => part.write) }));
      return { outcome: "committed" };
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const verdict = interpretCancellation(parts, error.CancellationReasons ?? []);
      if (verdict === "broken") throw error;
      if (verdict === "contended" && tried === maxAttempts)
        throw new ContentionError("The table was contended or overloaded each time");
      if (verdict !== "contended") return verdict;
      // Full jitter, and never on top of a failed condition: that one is an answer
      await pause(Math.random() * 50 * 2 ** tried);
    }
  }
};

/** Cancellations that pass by themselves; the SDK does not try these again. */
const transient = new Set(["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"]);

/** What a cancelled transaction tells. The most telling reason wins: a request or event that was carried out before also fails on the version it changed. */
const interpretCancellation = (
  parts: readonly Part[],
  reasons: readonly CancellationReason[],
): Committed | "contended" | "broken" => {
  const failed = reasons.flatMap((reason, at) => {
    const part = parts[at];
    return reason.Code === "ConditionalCheckFailed" && part !== undefined ? [part.failed(reason)] : [];
  });
  const order = ["replayed", "duplicate-event", "conflict", "unique-violation"];
  failed.sort((one, other) => order.indexOf(one.outcome) - order.indexOf(other.outcome));
  return failed[0] ?? (reasons.some(({ Code = "" }) => transient.has(Code)) ? "contended" : "broken");
};
