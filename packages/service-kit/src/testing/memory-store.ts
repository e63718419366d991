import { addHours, type Instant, type SubjectRef } from "@trygt/contracts";
import type { AccessEntry } from "../records/access-log.ts";
import type { Counter, RecordIndex, VaultKey } from "../records/record-index.ts";
import {
  type Commit,
  type Committed,
  defaultPageSize,
  type HistoryRow,
  type IdempotencyRecord,
  type Loaded,
  replyRetentionDays,
  type Store,
  type Vaulted,
} from "../records/store.ts";

type Kept = Loaded & { readonly kind: string; readonly index: RecordIndex };

/** A store in memory that keeps the same contract as the DynamoDB store; tests look into what it holds. */
export type MemoryStore = Store & {
  readonly log: readonly AccessEntry[];
  readonly history: ReadonlyMap<string, readonly HistoryRow[]>;
  readonly vaulted: ReadonlyMap<string, Record<string, unknown>>;
};

/** An empty store. */
export const memoryStore = (): MemoryStore => {
  const records = new Map<string, Kept>();
  const history = new Map<string, HistoryRow[]>();
  const vaulted = new Map<string, Record<string, unknown>>();
  const unique = new Map<string, string>();
  const replies = new Map<string, { readonly reply: IdempotencyRecord; readonly until: Instant }>();
  const handled = new Set<string>();
  const counters = new Map<string, Counter & { count: number }>();
  const lookedUp = new Map<string, Set<string>>();
  const log: AccessEntry[] = [];
  const keyOf = (kind: string, id: string) => `${kind}#${id}`;
  const vaultKey = ({ subject, item }: VaultKey) => `SUBJECT#${subject}/${item}`;

  const replyTo = (client: string, key: string, at: Instant): IdempotencyRecord | undefined => {
    const kept = replies.get(`${client}#${key}`);
    return kept !== undefined && at < kept.until ? kept.reply : undefined;
  };

  const obstacle = ({ at, idempotency, event, changes }: Commit): Committed | undefined => {
    const reply = idempotency && replyTo(idempotency.client, idempotency.key, at);
    if (reply !== undefined) return { outcome: "replayed", reply };
    if (event !== undefined && handled.has(event.eventId)) return { outcome: "duplicate-event" };
    for (const { kind, id, expectedVersion } of changes)
      if ((records.get(keyOf(kind, id))?.version ?? 0) !== expectedVersion) return { outcome: "conflict" };
    for (const { kind, id, index } of changes)
      for (const name of index === "erased" ? [] : (index.unique ?? [])) {
        const holder = unique.get(name);
        if (holder !== undefined && holder !== keyOf(kind, id)) return { outcome: "unique-violation", name };
      }
    return undefined;
  };

  return {
    log,
    history,
    vaulted,
    load: async (kind, id) => {
      const record = records.get(keyOf(kind, id));
      return record && structuredClone({ id, state: record.state, version: record.version });
    },
    commit: async (commit) => {
      const changed = commit.changes.map(({ kind, id }) => keyOf(kind, id));
      if (new Set(changed).size < changed.length) throw new Error("One transaction may change a record once");
      const stopped = obstacle(commit);
      if (stopped !== undefined) return stopped;
      const held = new Set(
        commit.changes.flatMap(({ index }) => (index === "erased" ? [] : (index.vault ?? []))).map(vaultKey),
      );
      for (const { kind, id, expectedVersion, state, index, before, history: rows } of commit.changes) {
        const key = keyOf(kind, id);
        for (const name of before?.unique ?? []) unique.delete(name);
        for (const item of before?.vault ?? []) if (!held.has(vaultKey(item))) vaulted.delete(vaultKey(item));
        if (index === "erased") {
          records.delete(key);
          history.delete(key);
          continue;
        }
        for (const name of index.unique ?? []) unique.set(name, key);
        records.set(key, structuredClone({ kind, id, state, version: expectedVersion + 1, index }));
        history.set(key, [...(history.get(key) ?? []), ...structuredClone(rows)]);
      }
      for (const item of commit.vault ?? []) vaulted.set(vaultKey(item), structuredClone(item.content));
      for (const counter of commit.counters ?? []) {
        const key = `${counter.name}#${counter.period}#${counter.areaCode}`;
        counters.set(key, { ...counter, count: (counters.get(key)?.count ?? 0) + 1 });
      }
      const { idempotency, event } = commit;
      if (idempotency !== undefined)
        replies.set(`${idempotency.client}#${idempotency.key}`, {
          reply: idempotency.reply,
          until: addHours(commit.at, 24 * replyRetentionDays),
        });
      if (event !== undefined) handled.add(event.eventId);
      if (commit.log !== undefined) log.push(commit.log);
      return { outcome: "committed" };
    },
    reply: async (client, key, at) => replyTo(client, key, at),
    list: async (worklist, { limit = defaultPageSize, cursor }, range = {}) => {
      const sorted = [...records.values()]
        .flatMap((record) =>
          (record.index.worklists ?? [])
            .filter(({ list }) => list === worklist)
            .map(({ sortKey, shows }) => ({ record, shows, sortKey, key: `${keyOf(record.kind, record.id)}|STATE` })),
        )
        .filter(({ sortKey }) => (range.from ?? "") <= sortKey && sortKey <= (range.until ?? "\uffff"))
        .sort((one, other) => (one.sortKey + one.key < other.sortKey + other.key ? -1 : 1))
        .filter(({ sortKey, key }) => cursor === undefined || sortKey + key > cursor.sortKey + cursor.key);
      const items = sorted.slice(0, limit);
      const last = items.at(-1);
      return {
        items: items.map(({ record: { id, version }, shows }) =>
          structuredClone({ id, shows: shows as never, version }),
        ),
        ...(last !== undefined && sorted.length > limit ? { next: { sortKey: last.sortKey, key: last.key } } : {}),
      };
    },
    due: async function* (at) {
      yield* [...records.values()]
        .filter(({ index }) => index.due !== undefined && index.due <= at)
        .sort((one, other) => ((one.index.due ?? "") < (other.index.due ?? "") ? -1 : 1))
        .map(({ kind, id }) => ({ kind, id }));
    },
    vault: async <Item extends string>(subject: SubjectRef, items: readonly Item[]) =>
      Object.fromEntries(
        items.flatMap((item) => {
          const content = vaulted.get(vaultKey({ subject, item }));
          return content === undefined ? [] : [[item, structuredClone(content)]];
        }),
      ) as Vaulted<Item>,
    counters: async (name) => [...counters.values()].filter((counter) => counter.name === name),
    record: async (entry, quota) => {
      if (quota !== undefined) {
        const seen = lookedUp.get(`${quota.staff}#${quota.day}`) ?? new Set();
        if (!seen.has(quota.subject) && seen.size >= quota.limit) return false;
        lookedUp.set(`${quota.staff}#${quota.day}`, seen.add(quota.subject));
      }
      log.push(entry);
      return true;
    },
  };
};
