import { gatheringActive } from "@trygt/contracts/exchange";
import { eventFrom, malik, noah, quiet, signe, simon } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { visitsService } from "../testing/service.ts";
import { invited, opened, scheduled } from "../testing/stories.ts";

quiet();

const unrest = gatheringActive.of({
  gatheringRef: "9a000000-0000-4000-8000-000000000001",
  areaCode: "101-3-MJO",
  level: "tense",
  from: "2026-03-05T11:00:00.000Z",
  validUntil: "2026-03-05T23:00:00.000Z",
});
const week = { from: "2026-03-02", to: "2026-03-08" };

describe("the planned visits of a member of staff", () => {
  it("stand day by day, in order of time, for both who go", async () => {
    const service = visitsService();
    const first = await scheduled(service, malik);
    const second = await scheduled(service, noah, "2026-03-06T08:30:00+01:00");
    for (const who of [signe, simon]) {
      const { body } = await service.call(who, "listPlannedVisits", { query: week });
      expect(body).toMatchObject({
        days: [
          { date: "2026-03-05", visits: [{ visitId: first.visitId, caseId: first.caseId, onHold: false }] },
          { date: "2026-03-06", visits: [{ visitId: second.visitId, at: "2026-03-06T07:30:00.000Z" }] },
        ],
      });
    }
  });

  it("are those of the days asked for, in Copenhagen", async () => {
    const service = visitsService();
    await scheduled(service, malik, "2026-03-05T00:30:00+01:00");
    const on = async (day: string) => {
      const { body } = await service.call(signe, "listPlannedVisits", { query: { from: day, to: day } });
      return body["days"];
    };
    expect(await on("2026-03-04")).toEqual([]);
    expect(await on("2026-03-05")).toHaveLength(1);
  });

  it("are not asked for from a day to an earlier one", async () => {
    const service = visitsService();
    await scheduled(service);
    const { status, places } = await service.call(signe, "listPlannedVisits", {
      query: { from: week.to, to: week.from },
    });
    expect([status, places]).toEqual([400, ["query/to"]]);
  });

  it("say which visit waits while something goes on in its area", async () => {
    const service = visitsService();
    await scheduled(service);
    await service.deliver(eventFrom(unrest));
    const { body } = await service.call(signe, "listPlannedVisits", { query: week });
    expect(body).toMatchObject({ days: [{ visits: [{ onHold: true }] }] });
  });
});

describe("the calendar feed", () => {
  it("says when, and neither who, where nor what about", async () => {
    const service = visitsService();
    const { visitId } = await scheduled(service);
    const { text } = await service.call(signe, "readCalendar");
    expect(text.split("\r\n")).toEqual([
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Trygt//Aftaler//DA",
      "CALSCALE:GREGORIAN",
      "BEGIN:VEVENT",
      `UID:${visitId}@trygt`,
      "DTSTAMP:20260302T080000Z",
      "DTSTART:20260305T160000Z",
      "DTEND:20260305T170000Z",
      "SUMMARY:Aftale",
      "STATUS:CONFIRMED",
      "CLASS:PRIVATE",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ]);
  });

  it("shows a visit on hold as uncertain, and one that was called off not at all", async () => {
    const service = visitsService();
    const { caseId } = await scheduled(service);
    await service.deliver(eventFrom(unrest));
    expect((await service.call(signe, "readCalendar")).text).toContain("STATUS:TENTATIVE");
    await service.change(signe, "closeCase", { params: { caseId }, body: { reason: "moved" } });
    expect((await service.call(signe, "readCalendar")).text).not.toContain("VEVENT");
  });
});

describe("the weeks ahead", () => {
  it("count the visits that are due against those that have a time and two staff", async () => {
    const service = visitsService();
    await scheduled(service, malik);
    await invited(service, noah);
    expect((await service.call(signe, "readCapacity")).body).toEqual({
      weeks: [
        { week: "2026-W10", due: 1, staffed: 1 },
        { week: "2026-W12", due: 1, staffed: 0 },
      ],
    });
  });

  it("put what is overdue into this week, and leave out cases that wait for something else", async () => {
    const service = visitsService();
    await invited(service, malik);
    await opened(service, noah);
    service.passTo("2026-03-25T09:00:00+01:00");
    expect((await service.call(signe, "readCapacity")).body).toEqual({
      weeks: [{ week: "2026-W13", due: 1, staffed: 0 }],
    });
  });

  it("count a visit on hold as due and not staffed", async () => {
    const service = visitsService();
    await scheduled(service);
    await service.deliver(eventFrom(unrest));
    expect((await service.call(signe, "readCapacity")).body).toEqual({
      weeks: [{ week: "2026-W10", due: 1, staffed: 0 }],
    });
  });
});
