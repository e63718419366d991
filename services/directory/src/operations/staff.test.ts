import { jens, listedAs, memoryStore, palle, quiet, signe } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import type { StaffQuery, StaffSearch } from "../ports/staff-search.ts";
import { directoryOn } from "../testing/service.ts";

quiet();

/** A directory that finds these, and what it is asked. */
const finding = (...members: Awaited<ReturnType<StaffSearch>>["members"]) => {
  const asked: StaffQuery[] = [];
  const search: StaffSearch = async (query) => {
    asked.push(query);
    return { members, more: false };
  };
  return { ...directoryOn(memoryStore(), search), asked };
};

describe("colleagues", () => {
  it("are found by role, agency and a part of their name, and told by name, agency and roles", async () => {
    const { call, asked } = finding(listedAs(jens));
    const query = { role: "employment_adviser", agency: "job-centre", q: "Prøv" };
    expect((await call(signe, "listStaff", { query })).body).toEqual({
      items: [{ staffId: jens.id, name: "Nummer 15 Prøvsen", agency: "job-centre", roles: ["employment_adviser"] }],
      more: false,
    });
    expect(asked).toEqual([query]);
  });

  it("who could not sign in are not offered: gone, without a role, or in one that their agency cannot give", async () => {
    const { call } = finding(
      { ...listedAs(palle), active: false },
      { ...listedAs(palle), roles: [] },
      { ...listedAs(palle), agency: undefined },
      { ...listedAs(palle), agency: "police" },
      { ...listedAs(palle), roles: ["adult_case_worker", "child_case_worker"] },
    );
    expect((await call(signe, "listStaff", { query: {} })).body).toEqual({ items: [], more: false });
  });

  it("cannot be found while the directory cannot be asked", async () => {
    const { call } = directoryOn(memoryStore(), async () => {
      throw Object.assign(new Error("The staff directory is out of reach"), { code: "ECONNREFUSED" });
    });
    expect((await call(signe, "listStaff", { query: {} })).slug).toBe("try-again");
  });
});
