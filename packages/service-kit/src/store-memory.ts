import type { SubjectRef } from "@trygt/contracts";
import type { AccessEntry } from "./access-log.ts";
import type { Figure, Filing, VaultKey } from "./aggregate.ts";
import type { Commit, Committed, HistoryRow, KeptReply, Loaded, Store, Vaulted } from "./store.ts";

type Kept = Loaded & { readonly kind: string; readonly filing: Filing };

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
  const replies = new Map<string, KeptReply>();
  const inbox = new Set<string>();
  const figures = new Map<string, Figure & { count: number }>();
  const lookedUp = new Map<string, Set<string>>();
  const log: AccessEntry[] = [];
  const keyOf = (kind: string, id: string) => `${kind}#${id}`;
  const vaultKey = ({ subject, item }: VaultKey) => `SUBJECT#${subject}/${item}`;

  const obstacle = (commit: Commit): Committed | undefined => {
    const reply = commit.once && replies.get(`${commit.once.client}#${commit.once.key}`);
    if (reply !== undefined) return { outcome: "replayed", reply };
    if (commit.inbox !== undefined && inbox.has(commit.inbox.eventId)) return { outcome: "handled" };
    for (const change of commit.changes)
      if ((records.get(keyOf(change.kind, change.id))?.version ?? 0) !== change.expected)
        return { outcome: "conflict" };
    for (const change of commit.changes)
      for (const name of change.filing === "gone" ? [] : (change.filing.unique ?? [])) {
        const holder = unique.get(name);
        if (holder !== undefined && holder !== keyOf(change.kind, change.id)) return { outcome: "taken", name };
      }
    return undefined;
  };

  return {
    log,
    history,
    vaulted,
    load: async (kind, id) => structuredClone(records.get(keyOf(kind, id))),
    commit: async (commit) => {
      const stopped = obstacle(commit);
      if (stopped !== undefined) return stopped;
      const held = new Set(
        commit.changes.flatMap(({ filing }) => (filing === "gone" ? [] : (filing.vault ?? []))).map(vaultKey),
      );
      for (const { kind, id, expected, state, filing, before, history: rows } of commit.changes) {
        const key = keyOf(kind, id);
        for (const name of before?.unique ?? []) unique.delete(name);
        for (const item of before?.vault ?? []) if (!held.has(vaultKey(item))) vaulted.delete(vaultKey(item));
        if (filing === "gone") {
          records.delete(key);
          history.delete(key);
          continue;
        }
        for (const name of filing.unique ?? []) unique.set(name, key);
        records.set(key, structuredClone({ kind, id, state, version: expected + 1, filing }));
        history.set(key, [...(history.get(key) ?? []), ...structuredClone(rows)]);
      }
      for (const item of commit.vault ?? []) vaulted.set(vaultKey(item), structuredClone(item.content));
      for (const figure of commit.figures ?? []) {
        const key = `${figure.name}#${figure.period}#${figure.areaCode}`;
        figures.set(key, { ...figure, count: (figures.get(key)?.count ?? 0) + 1 });
      }
      if (commit.once !== undefined) replies.set(`${commit.once.client}#${commit.once.key}`, commit.once.reply);
      if (commit.inbox !== undefined) inbox.add(commit.inbox.eventId);
      if (commit.log !== undefined) log.push(commit.log);
      return { outcome: "committed" };
    },
    reply: async (client, key) => replies.get(`${client}#${key}`),
    list: async (who, { limit, cursor }, range = {}) => {
      const sorted = [...records.values()]
        .flatMap((record) =>
          (record.filing.worklists ?? [])
            .filter((listing) => listing.who === who)
            .map(({ when }) => ({ record, when, key: `${keyOf(record.kind, record.id)}|STATE` })),
        )
        .filter(({ when }) => (range.from ?? "") <= when && when <= (range.until ?? "\uffff"))
        .sort((one, other) => (one.when + one.key < other.when + other.key ? -1 : 1))
        .filter(({ when, key }) => cursor === undefined || when + key > cursor.when + cursor.key);
      const items = sorted.slice(0, limit);
      const last = items.at(-1);
      return {
        items: items.map(({ record: { id, state, version } }) => structuredClone({ id, state, version })),
        ...(last !== undefined && sorted.length > limit ? { next: { when: last.when, key: last.key } } : {}),
      };
    },
    due: async (at) =>
      [...records.values()]
        .filter(({ filing }) => filing.due !== undefined && filing.due <= at)
        .sort((one, other) => ((one.filing.due ?? "") < (other.filing.due ?? "") ? -1 : 1))
        .map(({ kind, id }) => ({ kind, id })),
    vault: async <Item extends string>(subject: SubjectRef, items: readonly Item[]) =>
      Object.fromEntries(
        items.flatMap((item) => {
          const content = vaulted.get(vaultKey({ subject, item }));
          return content === undefined ? [] : [[item, structuredClone(content)]];
        }),
      ) as Vaulted<Item>,
    figures: async (name) => [...figures.values()].filter((figure) => figure.name === name),
    record: async (entry, quota) => {
      if (quota !== undefined) {
        const seen = lookedUp.get(`${quota.staff}#${quota.day}`) ?? new Set();
        if (!seen.has(quota.subject) && seen.size >= quota.most) return false;
        lookedUp.set(`${quota.staff}#${quota.day}`, seen.add(quota.subject));
      }
      log.push(entry);
      return true;
    },
  };
};
