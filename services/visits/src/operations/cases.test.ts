import { clara, ida, listedAs, malik, noah, quiet, selma, signe, simon } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { visitsService } from "../testing/service.ts";
import {
  acceptance,
  followingUp,
  followUp,
  held,
  invited,
  opened,
  outcomeHeld,
  registered,
  scheduled,
  tenMinutesAfter,
  visitTime,
} from "../testing/stories.ts";

quiet();

const listed = { query: { assignedTo: "me" } };

describe("the work on a case over HTTP", () => {
  it("leads from the invitation to the last follow-up, each step with what is due next", async () => {
    const service = visitsService();
    const { caseId } = await opened(service);
    const params = { caseId };
    const change: typeof service.change = (...sent) => service.change(...sent);
    const inviting = await change(signe, "inviteCustodyHolders", { params, body: { language: "da" } });
    expect(inviting.body).toEqual({ caseId, status: "inviting", nextDueOn: "2026-03-16", nextDue: "schedule" });
    await service.settle();
    const body = { at: visitTime, staff: [signe.id, simon.id] };
    const planned = await change(signe, "scheduleVisit", { params, body });
    expect(planned.body).toEqual({
      caseId,
      status: "scheduled",
      nextDueOn: "2026-03-05",
      nextDue: "visit",
      visitId: `${caseId}.1`,
    });
    service.passTo(tenMinutesAfter);
    const visit = await change(signe, "recordVisitOutcome", { params: { visitId: `${caseId}.1` }, body: outcomeHeld });
    expect(visit.body).toEqual({ caseId, status: "held", nextDueOn: "2026-03-12", nextDue: "follow_up" });
    const agreed = await change(signe, "agreeFollowUp", { params, body: followUp });
    expect(agreed.body).toMatchObject({ status: "following_up", nextDueOn: "2026-04-02", followUpId: `${caseId}.1` });
    service.passTo("2026-04-02T12:00:00+02:00");
    const done = await change(signe, "completeFollowUp", { params: { followUpId: `${caseId}.1` }, body: {} });
    expect(done.body).toMatchObject({ status: "following_up", nextDueOn: "2026-04-09", nextDue: "close" });
    const closed = await change(signe, "closeCase", { params, body: { reason: "agreed" } });
    expect(closed.body).toEqual({ caseId, status: "closed", nextDueOn: "2026-10-02", nextDue: "erase" });
    expect(service.bus().map(({ name }) => name)).toEqual([
      "visits.concern-decided.v1",
      "visits.invitation-made.v1",
      "visits.case-closed.v1",
    ]);
  });

  it("keeps no mark of a decline outside the case: the world hears that there is no further need", async () => {
    const service = visitsService();
    const { caseId } = await invited(service, ida);
    const declined = await service.change(signe, "recordDecline", { params: { caseId }, body: {} });
    expect(declined.body).toMatchObject({ status: "declined", nextDue: "close" });
    await service.change(signe, "closeCase", { params: { caseId }, body: { reason: "declined" } });
    expect(service.bus().at(-1)?.data).toEqual({ caseRef: caseId, reasonCode: "no_further_need" });
    expect(JSON.stringify(service.bus())).not.toMatch(/declin/);
  });

  it("offers two new dates at most when nobody is home", async () => {
    const service = visitsService();
    const { caseId, visitId } = await scheduled(service);
    const params = { caseId };
    const noShow = { outcome: "no_show" };
    service.passTo(tenMinutesAfter);
    await service.change(signe, "recordVisitOutcome", { params: { visitId }, body: noShow });
    for (const [n, date] of [
      [2, "2026-03-10"],
      [3, "2026-03-17"],
    ] as const) {
      await service.change(signe, "inviteCustodyHolders", { params, body: { language: "da" } });
      const body = { at: `${date}T17:00:00+01:00`, staff: [signe.id, simon.id] };
      await service.change(signe, "scheduleVisit", { params, body });
      service.passTo(`${date}T18:00:00+01:00`);
      const sent = { params: { visitId: `${caseId}.${n}` }, body: noShow };
      expect((await service.change(signe, "recordVisitOutcome", sent)).body).toMatchObject({ status: "no_show" });
    }
    const more = await service.change(signe, "inviteCustodyHolders", { params, body: { language: "da" } });
    expect([more.status, more.slug]).toEqual([409, "invalid-transition"]);
  });

  it("may be done by the second of the two staff while the visit lies ahead, and no longer", async () => {
    const service = visitsService();
    const { visitId, caseId } = await scheduled(service);
    expect((await service.call(simon, "readVisitSheet", { params: { visitId } })).status).toBe(200);
    service.passTo(tenMinutesAfter);
    await service.change(simon, "recordVisitOutcome", { params: { visitId }, body: outcomeHeld });
    expect((await service.call(simon, "readCase", { params: { caseId } })).status).toBe(404);
  });

  it("on an old version changes nothing", async () => {
    const service = visitsService();
    const { caseId } = await invited(service);
    const commits = service.commits.length;
    const sent = { params: { caseId }, body: {}, version: 1 };
    const stale = await service.call(signe, "recordDecline", sent);
    expect([stale.status, stale.slug]).toEqual([412, "version-conflict"]);
    const blind = await service.call(signe, "recordDecline", { params: { caseId }, body: {} });
    expect([blind.status, blind.slug]).toEqual([428, "precondition-required"]);
    expect(service.commits).toHaveLength(commits);
  });
});

describe("the list of my cases", () => {
  it("is ordered by what is due next, says what is late, and names nobody", async () => {
    const service = visitsService();
    const first = await held(service, malik);
    const second = await opened(service, noah);
    const { body, text } = await service.call(signe, "listCases", listed);
    expect(body).toMatchObject({
      items: [
        { caseId: second.caseId, nextDueOn: "2026-03-12", late: false },
        { caseId: first.caseId, nextDueOn: "2026-03-12", late: false },
      ].sort((one, other) => (one.caseId < other.caseId ? -1 : 1)),
    });
    expect(text).not.toMatch(/Malik|Noah|Testesen/);
  });

  it("can be narrowed to this week, to Sunday, and to what is late", async () => {
    const service = visitsService();
    const late = await opened(service, noah);
    service.passTo("2026-03-10T09:00:00+01:00");
    const sunday = await opened(service, ida);
    service.passTo("2026-03-15T09:00:00+01:00");
    await opened(service, malik);
    service.passTo("2026-03-16T09:00:00+01:00");
    const found = async (due: string) => {
      const { body } = await service.call(signe, "listCases", { query: { assignedTo: "me", due } });
      return (body["items"] as { caseId: string; late: boolean }[]).map((item) => [item.caseId, item.late]);
    };
    expect(await found("late")).toEqual([[late.caseId, true]]);
    expect(await found("this_week")).toHaveLength(3);
    service.passTo("2026-03-15T09:00:00+01:00");
    expect(await found("this_week")).toEqual([[late.caseId, true]]);
    expect(sunday.caseId).toBeDefined();
  });

  it("shows the case worker what they follow, once even where they are also the consultant", async () => {
    const service = visitsService();
    const { caseId } = await opened(service);
    expect((await service.call(clara, "listCases", listed)).body).toMatchObject({ items: [{ caseId }] });
    service.members.set(selma.id, { ...listedAs(selma), roles: ["ssp_consultant", "child_case_worker"] });
    const both = { ...acceptance, caseWorker: selma.id, assignedTo: selma.id };
    const params = { concernId: await registered(service, noah) };
    await service.change(signe, "screenConcern", { params, body: both });
    expect((await service.call(selma, "listCases", listed)).body["items"]).toHaveLength(1);
  });

  it("loses a case that is closed", async () => {
    const service = visitsService();
    const { caseId } = await followingUp(service);
    await service.change(signe, "closeCase", { params: { caseId }, body: { reason: "agreed" } });
    for (const reader of [signe, clara])
      expect((await service.call(reader, "listCases", listed)).body["items"]).toEqual([]);
  });
});
