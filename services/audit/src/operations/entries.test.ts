import type { AccessLogs, LoggedEntry } from "@trygt/service-kit";
import { dorte, memoryStore, monday, palle, quiet, runa, signe } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { auditOn } from "../testing/service.ts";

quiet();

const entry = (n: number, more: Partial<LoggedEntry> = {}): LoggedEntry => ({
  ...{ entryId: `50000000-0000-4000-8000-${String(n).padStart(12, "0")}`, at: monday, service: "exchange" },
  ...{ act: "consultation", operation: "exchange.readCase", about: "CASE#1", actor: signe, correlationId: `r${n}` },
  ...more,
});

/** Logs of which the first page holds these entries, and what is asked of them. */
const logsOf = (entries: readonly LoggedEntry[], more = false) => {
  const asked: Parameters<AccessLogs>[0][] = [];
  const accessLogs: AccessLogs = async (query) => {
    asked.push(query);
    return { entries, more };
  };
  return { ...auditOn(memoryStore(), accessLogs), asked };
};
const reason = { headers: { "access-reason": "audit" } };
describe("the entries of the access logs", () => {
  it("are asked for by record, by member of staff, by day, and by what they have in common", async () => {
    const { call, asked } = logsOf([]);
    for (const query of [
      { record: "CASE#a" },
      { staff: signe.id },
      { day: "2026-03-02" },
      { record: "CASE#a", staff: signe.id, day: "2026-03-02" },
    ]) {
      expect((await call(dorte, "listEntries", { query, ...reason })).status).toBe(200);
      expect(asked.at(-1)).toEqual({ wanted: query, limit: 50 });
    }
  });

  it("tell who, in which role and agency, what, on which record, why, to whom and by which rules", async () => {
    const disclosed = entry(1, {
      ...{ act: "disclosure", operation: "exchange.disclose", actor: runa, reason: "disclosure", note: "Aftalt" },
      ...{ recipients: [{ staffId: palle.id, agency: palle.agency }], rules: ["L1", "L9"] },
    });
    const { call } = logsOf([disclosed]);
    expect((await call(dorte, "listEntries", { query: { record: "CASE#a" }, ...reason })).body).toEqual({
      items: [
        {
          ...{ entryId: disclosed.entryId, at: monday, service: "exchange", act: "disclosure", about: "CASE#1" },
          ...{ operation: "exchange.disclose", reason: "disclosure", note: "Aftalt", correlationId: "r1" },
          actor: { staffId: runa.id, agency: "police", role: "police_lead" },
          recipients: [{ staffId: palle.id, agency: "municipality" }],
          rules: ["L1", "L9"],
        },
      ],
    });
  });

  it("tell of a refusal and of a denial why, and the rules behind it", async () => {
    const refused = entry(1, { act: "refusal", refused: ["necessity-missing", "agreement-not-in-force"] });
    const { about: _, ...denied } = entry(2, { act: "denial", refused: ["not-found"] });
    const { call } = logsOf([refused, denied]);
    const { items } = (await call(dorte, "listEntries", { query: { staff: signe.id }, ...reason })).body as never;
    expect(items).toMatchObject([
      { act: "refusal", refused: ["necessity-missing", "agreement-not-in-force"], rules: ["L3", "L10", "D15"] },
      { act: "denial", refused: ["not-found"], rules: ["D17"] },
    ]);
  });

  it("name nobody where time or an event did it", async () => {
    const { call } = logsOf([entry(1, { actor: { id: "system", role: "system" } })]);
    const { items } = (await call(dorte, "listEntries", { query: { day: "2026-03-02" }, ...reason })).body as never;
    expect(items).toMatchObject([{ actor: { role: "system" } }]);
    expect(items[0]).not.toHaveProperty("actor.staffId");
  });

  it("go on where the page before ended, whatever is asked for then", async () => {
    const { call, asked } = logsOf([entry(1), entry(2)], true);
    const first = (await call(dorte, "listEntries", { query: { day: "2026-03-02", limit: "2" }, ...reason })).body;
    const query = { day: "2026-03-02", limit: "2", cursor: String(first["next"]) };
    await call(dorte, "listEntries", { query, ...reason });
    expect(asked.at(-1)).toEqual({
      ...{ wanted: { day: "2026-03-02" }, limit: 2, before: `${monday}#50000000-0000-4000-8000-000000000002` },
    });
  });

  it("are read with a reason, and each reading is an entry on what was asked for", async () => {
    const { call, store } = logsOf([]);
    const bare = await call(dorte, "listEntries", { query: { record: "CASE#a" }, headers: { "access-reason": "" } });
    expect(bare.slug).toBe("access-reason-missing");
    await call(dorte, "listEntries", { query: { record: "CASE#a" }, ...reason });
    expect(store.log.at(-1)).toMatchObject({
      ...{ act: "consultation", operation: "audit.listEntries", about: "LOG#CASE#a", reason: "audit" },
      actor: { id: dorte.id, role: "dpo_auditor" },
    });
  });

  it("are not answered while they cannot be read, nor while the reading cannot be logged", async () => {
    const unread = auditOn(memoryStore(), async () => {
      throw Object.assign(new Error("The reader is out of reach"), { code: "ECONNREFUSED" });
    });
    expect((await unread.call(dorte, "listEntries", { query: { day: "2026-03-02" }, ...reason })).slug).toBe(
      "try-again",
    );
  });
});
