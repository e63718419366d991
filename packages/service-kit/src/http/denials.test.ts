import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { bicycleApi } from "../testing/bicycle-service.ts";
import { gro, hanne } from "../testing/cast.ts";
import { stranger } from "../testing/loans.ts";
import { quiet } from "../testing/quiet.ts";
import { recordRef } from "./record-ref.ts";

quiet();

const registered = async () => {
  const service = bicycleApi();
  const { bicycleId } = await service.step(hanne, "registerBicycle", { body: { frame: "7" } });
  return { service, bicycleId: String(bicycleId) };
};
const malformed = ["no-id", "7204104311", "Malik Testesen", "..%2F..%2Fetc"];

describe("a denial in the access log", () => {
  it("names the record that somebody in a wrong role asked for", async () => {
    const { service, bicycleId } = await registered();
    for (const id of [bicycleId, randomUUID()]) {
      await service.call(gro, "readBicycle", { params: { bicycleId: id } });
      expect(service.store.log.at(-1)).toMatchObject({ act: "denial", actor: gro, about: `BICYCLE#${id}` });
    }
  });

  it("names the record that a stranger in the right role asked for, there or not", async () => {
    const { service, bicycleId } = await registered();
    for (const id of [bicycleId, randomUUID()]) {
      await service.call(stranger, "readBicycle", { params: { bicycleId: id } });
      expect(service.store.log.at(-1)).toMatchObject({
        act: "denial",
        operation: "bicycles.readBicycle",
        actor: stranger,
        about: `BICYCLE#${id}`,
        refused: ["not-found"],
      });
    }
  });

  it("names the record also where a stranger would change it", async () => {
    const { service, bicycleId } = await registered();
    const sent = { params: { bicycleId }, body: { cpr: "720410-4311" }, version: 1 };
    await service.call(stranger, "lendBicycle", sent);
    expect(service.store.log.at(-1)).toMatchObject({ act: "denial", actor: stranger, about: `BICYCLE#${bicycleId}` });
  });

  it("names nothing where the identifier is malformed: it may be anything", async () => {
    const { service } = await registered();
    for (const bicycleId of malformed) {
      await service.call(gro, "readBicycle", { params: { bicycleId } });
      expect(service.store.log.at(-1)).toMatchObject({ act: "denial", actor: gro });
      expect(service.store.log.at(-1)).not.toHaveProperty("about");
    }
  });

  it("is not made where nobody of the right role asked for a record that could be", async () => {
    const { service } = await registered();
    const entries = service.store.log.length;
    for (const bicycleId of malformed) await service.call(stranger, "readBicycle", { params: { bicycleId } });
    expect(service.store.log).toHaveLength(entries);
    expect(JSON.stringify(service.store.log)).not.toContain("Malik");
  });

  it("names nothing where the path names no record", async () => {
    const { service } = await registered();
    await service.call(gro, "listBicycles");
    expect(service.store.log.at(-1)).toMatchObject({ act: "denial", operation: "bicycles.listBicycles" });
    expect(service.store.log.at(-1)).not.toHaveProperty("about");
  });
});

describe("the record that a path names", () => {
  const id = randomUUID();
  const kinds = new Map([
    ["caseId", "CASE"],
    ["visitId", "CASE"],
    ["ticketId", "OFFER"],
  ]);

  it("is the one of its first parameter, in whatever order the gateway gives them", () => {
    const operation = { path: "/visits/cases/{caseId}/offers/{ticketId}" };
    for (const parameters of [
      { caseId: id, ticketId: "t" },
      { ticketId: "t", caseId: id },
    ])
      expect(recordRef(kinds, operation, parameters)).toBe(`CASE#${id}`);
  });

  it("is the owner where the path names a part of it", () => {
    expect(recordRef(kinds, { path: "/visits/{visitId}/outcome" }, { visitId: `${id}.2` })).toBe(`CASE#${id}`);
  });

  it("is none where there is no parameter, or one that names no record", () => {
    expect(recordRef(kinds, { path: "/visits/cases" }, {})).toBeUndefined();
    expect(recordRef(kinds, { path: "/visits/days/{date}" }, { date: "2026-03-02" })).toBeUndefined();
    expect(recordRef(kinds, { path: "/visits/cases/{caseId}" }, {})).toBeUndefined();
  });
});
