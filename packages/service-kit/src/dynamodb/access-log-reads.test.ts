import { addHours, instantOf, LocalDate } from "@trygt/contracts";
import { afterAll, describe, expect, it } from "vitest";
import type { AccessEntry } from "../records/access-log.ts";
import { positionOf, type WantedEntries } from "../records/access-log-query.ts";
import { system } from "../records/actor.ts";
import { birk, signe } from "../testing/cast.ts";
import { startEngine } from "../testing/engine.ts";
import { readAccessLogs } from "./access-log-reads.ts";
import { dynamoStore } from "./store.ts";

const engine = await startEngine();
afterAll(() => engine.stop());

const midnight = instantOf("2026-03-02T00:00:00+01:00");
const idOf = (n: number) => `${(n % 16).toString(16)}0000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const entry = (n: number, more: Partial<AccessEntry> = {}): AccessEntry => ({
  ...{ entryId: idOf(n), at: addHours(midnight, n), act: "consultation", operation: "visits.readCase" },
  ...{ about: "CASE#1", actor: signe, correlationId: `request-${n}` },
  ...more,
});

/** Logs of two services, with these entries in turns. */
const logsWith = async (entries: readonly AccessEntry[]) => {
  const client = engine.client();
  const [visits, exchange] = [await engine.tables(), await engine.tables()];
  for (const [n, one] of entries.entries())
    await dynamoStore({ client, ...(n % 2 === 0 ? visits : exchange) }).record(one);
  return readAccessLogs({ client, tables: { visits: visits.accessLog, exchange: exchange.accessLog } });
};

/** All entries, page by page. */
const all = async (read: Awaited<ReturnType<typeof logsWith>>, wanted: WantedEntries, limit: number) => {
  const found: string[] = [];
  let before: string | undefined;
  for (;;) {
    const { entries, more } = await read({ wanted, limit, ...(before === undefined ? {} : { before }) });
    expect(entries.length).toBeLessThanOrEqual(limit);
    found.push(...entries.map(({ correlationId }) => correlationId));
    const last = entries.at(-1);
    if (!more || last === undefined) return found;
    before = positionOf(last);
  }
};

const requests = (...numbers: readonly number[]) => numbers.map((n) => `request-${n}`);

describe("the access logs", () => {
  it("of a record come together from all services, the newest first, page by page", async () => {
    const read = await logsWith([0, 1, 2, 3, 4, 5, 6].map((n) => entry(n, n === 3 ? { about: "CASE#2" } : {})));
    for (const limit of [1, 2, 3, 6, 50])
      expect(await all(read, { record: "CASE#1" }, limit)).toEqual(requests(6, 5, 4, 2, 1, 0));
    expect(await all(read, { record: "CASE#3" }, 50)).toEqual([]);
  });

  it("tell in which service an entry stands, and what it says, and nothing of how it is kept", async () => {
    const read = await logsWith([entry(0), entry(1, { reason: "case-work", refused: ["not-found"] })]);
    const { entries } = await read({ wanted: { record: "CASE#1" }, limit: 50 });
    expect(entries).toEqual([
      { ...entry(1, { reason: "case-work", refused: ["not-found"] }), service: "exchange" },
      { ...entry(0), service: "visits" },
    ]);
  });

  it("of a member of staff hold nothing that time or others did", async () => {
    const read = await logsWith([entry(0), entry(1, { actor: birk }), entry(2, { actor: system }), entry(3)]);
    expect(await all(read, { staff: signe.id }, 1)).toEqual(requests(3, 0));
  });

  it("of a day begin and end at midnight in Copenhagen, on the nights of change too", async () => {
    for (const day of ["2026-03-02", "2026-03-29", "2026-10-25"].map((text) => LocalDate.parse(text))) {
      const from = instantOf(day === "2026-10-25" ? `${day}T00:00:00+02:00` : `${day}T00:00:00+01:00`);
      const hours = day === "2026-03-29" ? 23 : day === "2026-10-25" ? 25 : 24;
      const at = (n: number) => ({ at: addHours(from, n) });
      const read = await logsWith([
        entry(1, at(-0.001)),
        entry(2, at(0)),
        entry(3, at(hours - 0.001)),
        entry(4, at(hours)),
      ]);
      expect(await all(read, { day }, 1)).toEqual(requests(3, 2));
    }
  });

  it("of a record by somebody, on a day, are those that have it all in common", async () => {
    const read = await logsWith([
      entry(0),
      entry(1, { actor: birk }),
      entry(2, { about: "CASE#2" }),
      entry(3),
      entry(24),
      entry(25, { actor: birk }),
    ]);
    const day = LocalDate.parse("2026-03-02");
    expect(await all(read, { record: "CASE#1", staff: signe.id }, 1)).toEqual(requests(24, 3, 0));
    expect(await all(read, { record: "CASE#1", day }, 1)).toEqual(requests(3, 1, 0));
    expect(await all(read, { staff: signe.id, day }, 1)).toEqual(requests(3, 2, 0));
    expect(await all(read, { record: "CASE#1", staff: birk.id, day }, 1)).toEqual(requests(1));
  });

  it("are over for a page that begins before the first of them, wherever its cursor comes from", async () => {
    const read = await logsWith([entry(0), entry(1)]);
    const day = LocalDate.parse("2026-03-02");
    for (const before of ["1970-01-01#x", "2026", "\u0000"])
      for (const wanted of [{ record: "CASE#1" }, { staff: signe.id }, { day }, { record: "CASE#1", day }])
        expect(await read({ wanted, limit: 50, before })).toEqual({ entries: [], more: false });
  });

  it("lose and double nothing where many entries are of one moment", async () => {
    const numbers = Array.from({ length: 40 }, (_, n) => n);
    const read = await logsWith(numbers.map((n) => entry(n, { at: midnight })));
    for (const wanted of [{ record: "CASE#1" }, { staff: signe.id }, { day: LocalDate.parse("2026-03-02") }])
      expect((await all(read, wanted, 7)).sort()).toEqual(requests(...numbers).sort());
  });
});
