import type { Instant } from "@trygt/contracts";
import type { Change, Commit, Committed } from "../records/store.ts";
import { changed, letGoBy, names, onVersion, staleCopies } from "./change-writes.ts";
import { recordKey, shardOf, vaultKey } from "./items.ts";
import { marshall } from "./marshalling.ts";
import type { tableReads } from "./table-reads.ts";
import { conflict, deletion, maxTransactionItems, type Part } from "./transaction.ts";

/** How many rows of an erased record are read at once. */
const pageOfRows = 100;
/** How many of them one transaction deletes: items have 400 KB at most, a transaction 4 MB (AWS limits). */
const rowsOfTransaction = 10;

type Table = {
  readonly table: string;
  readonly query: ReturnType<typeof tableReads>["query"];
  readonly write: (parts: readonly Part[]) => Promise<Committed>;
};

/** Whether an item stands for a record that is erased but for what it has left behind. */
export const isRemains = (item: Readonly<Record<string, unknown>>): boolean => "leaving" in item;

/** The erasure of records that one transaction is too small for. */
export const erasures = ({ table, query, write }: Table) => {
  const historyKeys = (kind: string, id: string) =>
    query({
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :event)",
      ExpressionAttributeValues: marshall({ ":pk": `${kind}#${id}`, ":event": "EVENT#" }),
      ProjectionExpression: "pk, sk",
      ConsistentRead: true,
      Limit: pageOfRows,
    });

  /** The keys of the history of erased records, or as many as show that one transaction cannot delete them. */
  const historyOf = async (erased: readonly Change[]): Promise<Record<string, unknown>[]> => {
    const rows: Record<string, unknown>[] = [];
    for (const { kind, id } of erased)
      for await (const key of historyKeys(kind, id)) if (rows.push(key) > maxTransactionItems) return rows;
    return rows;
  };

  const remove = async (keys: readonly Record<string, unknown>[]): Promise<void> => {
    const parts = keys.map((key) => deletion(table, key));
    const transactions = Array.from({ length: Math.ceil(parts.length / rowsOfTransaction) }, (_, nth) =>
      write(parts.slice(nth * rowsOfTransaction, (nth + 1) * rowsOfTransaction)),
    );
    await Promise.all(transactions);
  };

  /** Deletes what an erased record has left behind, personal data first, and last of all what stands for it. Can stop anywhere and be done again. */
  const sweep = async (kind: string, id: string, { leaving }: Readonly<Record<string, unknown>>): Promise<void> => {
    let page = [...(leaving as readonly Record<string, unknown>[])];
    for await (const key of historyKeys(kind, id)) {
      page.push(key);
      if (page.length < pageOfRows) continue;
      await remove(page);
      page = [];
    }
    await remove(page);
    await remove([recordKey(kind, id)]);
  };

  /** Erases records to everybody at once, off all lists and names, together with what else the commit writes; what has no place in that transaction follows, and the clock takes up what a stop leaves. */
  const eraseByParts = async (
    { changes, at }: Commit,
    kept: ReadonlySet<string>,
    beside: readonly Part[],
  ): Promise<Committed> => {
    const erased = changes
      .filter(({ index }) => index === "erased")
      .map((change) => ({ change, leaving: letGoBy(change, kept).map(vaultKey) }));
    const written = await write([
      ...changes.filter(({ index }) => index !== "erased").flatMap((change) => changed(table, change, kept)),
      ...beside,
      ...erased.flatMap(({ change, leaving }) => [
        remains(table, change, leaving, at),
        ...names(table, change),
        ...staleCopies(table, change),
      ]),
    ]);
    if (written.outcome === "committed")
      await Promise.allSettled(erased.map(({ change: { kind, id }, ...left }) => sweep(kind, id, left)));
    return written;
  };

  return { historyOf, sweep, eraseByParts };
};

// It names what is left to delete, says no word of what it was, and is due at once
const remains = (
  table: string,
  { kind, id, expectedVersion }: Change,
  leaving: readonly object[],
  at: Instant,
): Part => ({
  write: {
    Put: {
      TableName: table,
      Item: marshall({
        ...recordKey(kind, id),
        state: { status: "erased" },
        version: expectedVersion + 1,
        leaving,
        due: at,
        dueShard: shardOf(id),
      }),
      ...onVersion(expectedVersion),
    },
  },
  failed: conflict,
});
