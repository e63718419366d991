import type { Operation } from "@trygt/contracts";
import { visits } from "@trygt/contracts/visits";
import { quiet, recordIn, selma, signe, somebody, testRoles } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { records } from "../records/index.ts";
import { proper } from "../testing/proper-requests.ts";
import { type Verb, visitsService } from "../testing/service.ts";

quiet();

const verbs = Object.keys(visits.operations) as Verb[];
const operationOf = (verb: Verb): Operation => visits.operations[verb];

const kinds = {
  concernId: "CONCERN",
  caseId: "CASE",
  visitId: "CASE",
  followUpId: "CASE",
  notificationId: "NOTIFICATION",
  ticketId: "OFFER",
};

describe("the police register, SSP screens, and to everybody else it does not exist (G4)", () => {
  testRoles({
    contract: visits,
    records,
    open: visitsService,
    proper,
    kinds,
    caller: (role) => somebody(role, signe.id),
  });
});

describe("a consultant who has nothing to do with a case", () => {
  const onCases = verbs.filter((verb) => /\{(caseId|visitId|followUpId)\}/.test(operationOf(verb).path));

  it("meets the case in all that names one", () => {
    expect(onCases).toHaveLength(14);
  });

  for (const verb of onCases)
    it(`is told that nothing is here by ${verb}, and in the words used for what never was`, async () => {
      const service = visitsService();
      const sent = await proper[verb](service);
      const [commits, deposits] = [service.commits.length, service.atDesk.asked.length];
      const foreign = await service.change(selma, verb, sent);
      expect([foreign.status, foreign.slug]).toEqual([404, "not-found"]);
      expect([service.commits.length, service.atDesk.asked.length]).toEqual([commits, deposits]);
      expect(service.store.log.at(-1)).toMatchObject({
        act: "denial",
        actor: { id: selma.id },
        about: recordIn(kinds, sent),
      });
      const [[name = "", id = ""] = []] = Object.entries(sent.params ?? {});
      const nowhere = { ...sent.params, [name]: id.replace(/^.{8}/, "00000000") };
      const missing = await service.change(selma, verb, { ...sent, params: nowhere });
      const { instance: _, ...problem } = foreign.body;
      const { instance: __, ...problemOfNothing } = missing.body;
      expect(problem).toEqual(problemOfNothing);
    });

  it("finds none of it on their own lists", async () => {
    const service = visitsService();
    await proper.readCalendar(service);
    const list = await service.call(selma, "listCases", { query: { assignedTo: "me" } });
    expect(list.body).toEqual({ items: [] });
    const planned = await service.call(selma, "listPlannedVisits", { query: { from: "2026-03-02", to: "2026-03-08" } });
    expect(planned.body).toEqual({ days: [] });
    expect((await service.call(selma, "readCalendar")).text).not.toContain("VEVENT");
    expect((await service.call(selma, "readCapacity")).body).toEqual({ weeks: [] });
  });
});
