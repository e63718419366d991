import {
  type AttributeValue,
  type BatchGetItemCommand,
  type CancellationReason,
  type DynamoDBClient,
  ScanCommand,
  TransactionCanceledException,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { instantOf, LocalDate, type SubjectRef } from "@trygt/contracts";
import { afterAll, describe, expect, it } from "vitest";
import { type AccessEntry, accessLogDays, system } from "./access-log.ts";
import type { Filing } from "./aggregate.ts";
import { Busy, type Change, type Envelope } from "./store.ts";
import { dynamoStore } from "./store-dynamodb.ts";
import { startEngine } from "./testing/engine.ts";

const engine = await startEngine();
afterAll(() => engine.stop());

const at = instantOf("2026-03-02T08:00:00.000Z");
const days = (count: number) => Date.parse(at) / 1000 + count * 24 * 60 * 60;
const subject = "5b".repeat(16) as SubjectRef;
const filing: Filing = {
  ownerAuthority: "housing",
  regime: "gdpr",
  reviewOn: LocalDate.parse("2026-04-01"),
  eraseOn: LocalDate.parse("2026-05-01"),
};
const change = (id: string, more: Partial<Change> = {}): Change => ({
  kind: "BICYCLE",
  id,
  expected: 0,
  state: { status: "free" },
  filing,
  before: undefined,
  history: [],
  ...more,
});
const entry: AccessEntry = {
  entryId: "a0000000-0000-4000-8000-000000000001",
  at,
  act: "collection",
  operation: "bicycles.registerBicycle",
  actor: system,
  correlationId: "request-1",
};
const announcement: Envelope = {
  name: "bicycles.bicycle-back.v1",
  source: "trygt.bicycles",
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

const open = async (before?: (command: string) => unknown) => {
  const tables = await engine.tables();
  const pauses: number[] = [];
  const client = engine.client(before);
  const pause = async (milliseconds: number) => {
    pauses.push(milliseconds);
  };
  return { store: dynamoStore({ client, ...tables, pause }), ...tables, pauses };
};
const itemsOf = async (table: string, client: DynamoDBClient = engine.client()) => {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: table, ConsistentRead: true }));
  return Items.map((item) => unmarshall(item));
};

describe("the table", () => {
  it("holds state, history, vault, names, reply and inbox under the keys that the design names", async () => {
    const { store, table } = await open();
    const vaultKey = { subject, item: "BORROWER" };
    await store.commit({
      at,
      changes: [
        change("b1", {
          filing: { ...filing, unique: ["frame#7"], vault: [vaultKey] },
          history: [{ event: {}, announcements: [] }],
        }),
      ],
      vault: [{ ...vaultKey, content: { name: "Malik Testesen" } }],
      figures: [{ name: "loans", period: "2026-03", areaCode: "101-3" }],
      once: { client: "signe", key: "key-0001", reply: { fingerprint: "f", body: {} } },
      inbox: { eventId: "e1" },
    });
    const keys = (await itemsOf(table)).map(({ pk, sk }) => `${pk} ${sk}`).sort();
    expect(keys).toEqual([
      "BICYCLE#b1 EVENT#00000001#0",
      "BICYCLE#b1 STATE",
      "FIGURE#loans 2026-03#101-3",
      "IDEMPOTENCY#signe#key-0001 REPLY",
      "INBOX#e1 HANDLED",
      `SUBJECT#${subject} BORROWER`,
      "UNIQUE#frame#7 HOLDER",
    ]);
  });

  it("keeps personal data in the vault item only", async () => {
    const { store, table } = await open();
    const vaultKey = { subject, item: "BORROWER" };
    const changes = [change("b1", { filing: { ...filing, vault: [vaultKey] } })];
    await store.commit({ at, changes, vault: [{ ...vaultKey, content: { name: "Malik Testesen" } }] });
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
    expect(rows.sort((one, other) => (one["sk"] < other["sk"] ? -1 : 1))).toEqual([
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

  it("gives replies two days and inbox rows longer than archive and dead letters keep an event", async () => {
    const { store, table } = await open();
    const once = { client: "signe", key: "key-0001", reply: { fingerprint: "f", body: {} } };
    await store.commit({ at, changes: [], once, inbox: { eventId: "e1", refused: ["invalid-transition"] } });
    expect(await itemsOf(table)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ pk: "IDEMPOTENCY#signe#key-0001", expiresAt: days(2) }),
        expect.objectContaining({ pk: "INBOX#e1", refused: ["invalid-transition"], expiresAt: days(36) }),
      ]),
    );
  });

  it("has nothing left of a record whose history is longer than one transaction takes", async () => {
    const { store, table } = await open();
    const vaultKey = { subject, item: "BORROWER" };
    const held: Filing = { ...filing, unique: ["frame#7"], vault: [vaultKey], due: at };
    const rows = (count: number) => Array.from({ length: count }, (_, n) => ({ event: { n }, announcements: [] }));
    const vault = [{ ...vaultKey, content: { name: "Malik Testesen" } }];
    await store.commit({ at, changes: [change("b1", { filing: held, history: rows(90) })], vault });
    for (const expected of [1, 2])
      await store.commit({ at, changes: [change("b1", { expected, filing: held, before: held, history: rows(90) })] });
    await store.commit({ at, changes: [change("b2")] });
    const gone = change("b1", { expected: 3, filing: "gone", before: held });
    expect(await store.commit({ at, changes: [gone] })).toEqual({ outcome: "committed" });
    expect((await itemsOf(table)).map(({ pk }) => pk)).toEqual(["BICYCLE#b2"]);
  });

  it("keeps the long history of a record that changed before it could be erased", async () => {
    const { store, table } = await open();
    const rows = (count: number) => Array.from({ length: count }, (_, n) => ({ event: { n }, announcements: [] }));
    await store.commit({ at, changes: [change("b1", { history: rows(90) })] });
    await store.commit({ at, changes: [change("b1", { expected: 1, before: filing, history: rows(90) })] });
    const late = change("b1", { expected: 1, filing: "gone", before: filing });
    expect(await store.commit({ at, changes: [late] })).toEqual({ outcome: "conflict" });
    expect(await itemsOf(table)).toHaveLength(181);
  });
});

describe("the access log", () => {
  it("stands in a table of its own, spread by date, and ends with its time", async () => {
    const { store, table, accessLog } = await open();
    await store.commit({ at, changes: [], log: entry });
    await store.record({ ...entry, entryId: "b0000000-0000-4000-8000-000000000002", act: "consultation" });
    const entries = (await itemsOf(accessLog)).sort((one, other) => (one["pk"] < other["pk"] ? -1 : 1));
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

const cancelled = (...CancellationReasons: CancellationReason[]) =>
  new TransactionCanceledException({ message: "cancelled", CancellationReasons, $metadata: {} });

describe("a transaction", () => {
  for (const Code of ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"])
    it(`is tried again after a pause when it meets ${Code}`, async () => {
      let tried = 0;
      const { store, pauses } = await open(() => {
        tried += 1;
        if (tried <= 3) throw cancelled({ Code: "None" }, { Code });
      });
      expect(await store.commit({ at, changes: [change("b1")] })).toEqual({ outcome: "committed" });
      expect(tried).toBe(4);
      expect(pauses).toHaveLength(3);
      // Full jitter: each pause lies below a bound that doubles
      expect(pauses.every((pause, n) => pause >= 0 && pause <= 50 * 2 ** (n + 1))).toBe(true);
    });

  it("gives up after four tries, so that the caller is told to come again", async () => {
    let tried = 0;
    const { store } = await open(() => {
      tried += 1;
      throw cancelled({ Code: "TransactionConflict" });
    });
    await expect(store.commit({ at, changes: [change("b1")] })).rejects.toBeInstanceOf(TransactionCanceledException);
    expect(tried).toBe(4);
  });

  it("is never tried again on a failed condition: that one is an answer", async () => {
    let tried = 0;
    const { store, pauses } = await open((command) => {
      if (command === "TransactWriteItemsCommand") tried += 1;
    });
    expect(await store.commit({ at, changes: [change("b1", { expected: 4 })] })).toEqual({ outcome: "conflict" });
    expect([tried, pauses]).toEqual([1, []]);
  });

  it("takes a failed condition for the answer even when another item was contended", async () => {
    let tried = 0;
    const { store } = await open(() => {
      tried += 1;
      throw cancelled({ Code: "ConditionalCheckFailed" }, { Code: "TransactionConflict" });
    });
    const history = [{ event: {}, announcements: [] }];
    expect(await store.commit({ at, changes: [change("b1", { history })] })).toEqual({ outcome: "conflict" });
    expect(tried).toBe(1);
  });

  it("passes on what is broken", async () => {
    const broken = await open(() => {
      throw cancelled({ Code: "ValidationError" });
    });
    await expect(broken.store.commit({ at, changes: [change("b1")] })).rejects.toThrow();
    const unreachable = await open(() => {
      throw Object.assign(new Error("no answer"), { name: "TimeoutError" });
    });
    await expect(unreachable.store.commit({ at, changes: [change("b1")] })).rejects.toThrow("no answer");
    await expect(unreachable.store.record(entry)).rejects.toThrow("no answer");
  });
});

describe("a vault read", () => {
  const items = ["BORROWER", "PARENT"].map((sk) => marshall({ pk: `SUBJECT#${subject}`, sk, content: { role: sk } }));
  const answering = (answer: (asked: number) => readonly Record<string, AttributeValue>[]) => {
    const asked: number[] = [];
    const send = async ({ input }: BatchGetItemCommand) => {
      const keys = input.RequestItems?.["bicycles"]?.Keys ?? [];
      asked.push(keys.length);
      const given = answer(asked.length);
      const left = keys.filter((key) => !given.some((item) => item["sk"]?.S === key["sk"]?.S));
      return { Responses: { bicycles: given }, UnprocessedKeys: left.length > 0 ? { bicycles: { Keys: left } } : {} };
    };
    const client = { send } as unknown as DynamoDBClient;
    return { asked, store: dynamoStore({ client, table: "bicycles", accessLog: "log", pause: async () => undefined }) };
  };

  it("asks again for what the table left out", async () => {
    const { store, asked } = answering((times) => items.slice(times - 1, times));
    expect(await store.vault(subject, ["BORROWER", "PARENT"])).toEqual({
      BORROWER: { role: "BORROWER" },
      PARENT: { role: "PARENT" },
    });
    expect(asked).toEqual([2, 1]);
  });

  it("gives up rather than show half a person", async () => {
    const { store, asked } = answering(() => []);
    await expect(store.vault(subject, ["BORROWER"])).rejects.toBeInstanceOf(Busy);
    expect(asked).toEqual([1, 1, 1, 1]);
  });
});
