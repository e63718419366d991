import { afterAll, describe, expect, it } from "vitest";
import { accessLogDays } from "../records/access-log.ts";
import type { Envelope } from "../records/store.ts";
import { startEngine } from "../testing/engine.ts";
import { at, change, entry, recordIndex, subject, vaultItem } from "../testing/stores.ts";
import { dynamoStore } from "./store.ts";

const engine = await startEngine();
afterAll(() => engine.stop());

const days = (count: number) => Date.parse(at) / 1000 + count * 24 * 60 * 60;
const announcement: Envelope = {
  name: "bicycles.bicycle-back.v1",
  data: { bicycleRef: "b1" },
  meta: {
    eventId: "e0000000-0000-4000-8000-000000000001",
    recordedAt: at,
    effectiveAt: at,
    correlationId: "request-1",
    ownerAuthority: "housing",
    version: 1,
  },
};

const open = async () => {
  const tables = await engine.tables();
  return { store: dynamoStore({ client: engine.client(), ...tables }), ...tables };
};
const itemsOf = engine.rows;
const by = (key: "pk" | "sk") => (one: Record<string, unknown>, other: Record<string, unknown>) =>
  String(one[key]) < String(other[key]) ? -1 : 1;
const rows = (count: number) => Array.from({ length: count }, (_, n) => ({ event: { n }, announcements: [] }));

describe("the table", () => {
  it("holds state, history, vault, names, reply and handled event under the keys that the design names", async () => {
    const { store, table } = await open();
    await store.commit({
      at,
      changes: [
        change("b1", {
          index: recordIndex({ unique: ["frame#7"], vault: [vaultItem] }),
          history: [{ event: {}, announcements: [] }],
        }),
      ],
      vault: [{ ...vaultItem, content: { name: "Malik Testesen" } }],
      counters: [{ name: "loans", period: "2026-03", areaCode: "101-3" }],
      idempotency: { client: "signe", key: "key-0001", reply: { fingerprint: "f", body: {} } },
      event: { eventId: "e1" },
    });
    const keys = (await itemsOf(table)).map(({ pk, sk }) => `${pk} ${sk}`).sort();
    expect(keys).toEqual([
      "BICYCLE#b1 EVENT#00000001#0",
      "BICYCLE#b1 STATE",
      "COUNTER#loans 2026-03#101-3",
      "IDEMPOTENCY#signe#key-0001 REPLY",
      "INBOX#e1 HANDLED",
      `SUBJECT#${subject} BORROWER`,
      "UNIQUE#frame#7 HOLDER",
    ]);
  });

  it("keeps personal data in the vault item only", async () => {
    const { store, table } = await open();
    const changes = [change("b1", { index: recordIndex({ vault: [vaultItem] }) })];
    await store.commit({ at, changes, vault: [{ ...vaultItem, content: { name: "Malik Testesen" } }] });
    const telling = (await itemsOf(table)).filter((item) => JSON.stringify(item).includes("Malik"));
    expect(telling.map(({ pk }) => pk)).toEqual([`SUBJECT#${subject}`]);
  });

  it("marks a history row for the relay only when it announces something", async () => {
    const { store, table } = await open();
    const history = [
      { event: { type: "registered" }, announcements: [] },
      { event: { type: "taken-back" }, announcements: [announcement] },
    ];
    await store.commit({ at, changes: [change("b1", { history })] });
    const rows = (await itemsOf(table)).filter(({ sk }) => String(sk).startsWith("EVENT#"));
    expect(rows.sort(by("sk"))).toEqual([
      { pk: "BICYCLE#b1", sk: "EVENT#00000001#0", event: { type: "registered" } },
      {
        pk: "BICYCLE#b1",
        sk: "EVENT#00000001#1",
        event: { type: "taken-back" },
        announcements: [announcement],
        outbox: "v1",
      },
    ]);
  });

  it("gives replies two days and handled events longer than archive and dead letters keep an event", async () => {
    const { store, table } = await open();
    const idempotency = { client: "signe", key: "key-0001", reply: { fingerprint: "f", body: {} } };
    await store.commit({ at, changes: [], idempotency, event: { eventId: "e1", refused: ["invalid-transition"] } });
    expect(await itemsOf(table)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ pk: "IDEMPOTENCY#signe#key-0001", expiresAt: days(2) }),
        expect.objectContaining({ pk: "INBOX#e1", refused: ["invalid-transition"], expiresAt: days(36) }),
      ]),
    );
  });

  it("has nothing left of a record whose history is longer than one transaction takes", async () => {
    const { store, table } = await open();
    const held = recordIndex({ unique: ["frame#7"], vault: [vaultItem], due: at });
    const vault = [{ ...vaultItem, content: { name: "Malik Testesen" } }];
    await store.commit({ at, changes: [change("b1", { index: held, history: rows(90) })], vault });
    for (const expectedVersion of [1, 2])
      await store.commit({
        at,
        changes: [change("b1", { expectedVersion, index: held, before: held, history: rows(90) })],
      });
    await store.commit({ at, changes: [change("b2", { history: [] })] });
    const gone = change("b1", { expectedVersion: 3, index: "erased", before: held });
    expect(await store.commit({ at, changes: [gone] })).toEqual({ outcome: "committed" });
    expect((await itemsOf(table)).map(({ pk }) => pk)).toEqual(["BICYCLE#b2"]);
  });

  it.each([95, 99, 100, 101, 250])("has nothing left of a record that holds %s vault items", async (count) => {
    const { store, table } = await open();
    const items = Array.from({ length: count }, (_, n) => ({ subject, item: `WORDS#${n}` }));
    // As they come: a few with each command
    for (let from = 0; from < count; from += 50) {
      const [before, index] = [from, from + 50].map((held) => recordIndex({ vault: items.slice(0, held) }));
      const vault = items.slice(from, from + 50).map((item) => ({ ...item, content: { words: "Malik Testesen" } }));
      const expectedVersion = from / 50;
      const changed = change("b1", { expectedVersion, index: index ?? recordIndex(), before });
      expect(await store.commit({ at, changes: [changed], vault })).toEqual({ outcome: "committed" });
    }
    const expectedVersion = Math.ceil(count / 50);
    const gone = change("b1", { expectedVersion, index: "erased", before: recordIndex({ vault: items }) });
    expect(await store.commit({ at, changes: [gone] })).toEqual({ outcome: "committed" });
    expect(await itemsOf(table)).toEqual([]);
  });

  it("takes no command that writes more than a transaction holds: that is a bug, and nothing is written", async () => {
    const { store, table } = await open();
    const vault = Array.from({ length: 100 }, (_, n) => ({ subject, item: `WORDS#${n}`, content: {} }));
    await expect(store.commit({ at, changes: [change("b1")], vault })).rejects.toThrow("a transaction has 100 at most");
    expect(await itemsOf(table)).toEqual([]);
  });

  it("keeps the long history of a record that changed before it could be erased", async () => {
    const { store, table } = await open();
    await store.commit({ at, changes: [change("b1", { history: rows(90) })] });
    await store.commit({
      at,
      changes: [change("b1", { expectedVersion: 1, before: recordIndex(), history: rows(90) })],
    });
    const late = change("b1", { expectedVersion: 1, index: "erased", before: recordIndex() });
    expect(await store.commit({ at, changes: [late] })).toEqual({ outcome: "conflict" });
    expect(await itemsOf(table)).toHaveLength(181);
  });
});

describe("the access log", () => {
  it("stands in a table of its own, spread by date, and ends with its time", async () => {
    const { store, table, accessLog } = await open();
    await store.commit({ at, changes: [], log: entry });
    await store.record({ ...entry, entryId: "b0000000-0000-4000-8000-000000000002", act: "consultation" });
    const entries = (await itemsOf(accessLog)).toSorted(by("pk"));
    expect(entries).toMatchObject([
      { ...entry, pk: "LOG#2026-03-02#a", sk: `${at}#${entry.entryId}`, expiresAt: days(accessLogDays) },
      { act: "consultation", pk: "LOG#2026-03-02#b" },
    ]);
    expect(await itemsOf(table)).toEqual([]);
  });

  it("takes no entry in the place of another", async () => {
    const { store, accessLog } = await open();
    await store.record(entry);
    await expect(store.record({ ...entry, act: "erasure" })).rejects.toThrow();
    expect(await store.commit({ at, changes: [], log: { ...entry, act: "erasure" } })).toEqual({ outcome: "conflict" });
    expect(await itemsOf(accessLog)).toMatchObject([{ act: "collection" }]);
  });
});
