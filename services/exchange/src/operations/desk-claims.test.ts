import { type DeskReply, DeskRequest, type TicketId } from "@trygt/contracts/desk";
import { dorte, jens, malik, palle, pia, quiet } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import {
  answers,
  arrived,
  claimBy,
  correctionId,
  fetchBy,
  inPerson,
  opened,
  referred,
  refused,
} from "../testing/desk-stories.ts";
import { parcelOn } from "../testing/stories.ts";

quiet();

describe("a claim", () => {
  it("opens the ticket for one named person, and once it has arrived the parcel is gone from the desk and the sender is told", async () => {
    const { service, ticketId } = await referred();
    expect(await service.askDesk("jobs", claimBy(jens, ticketId))).toEqual(opened(parcelOn(malik)));
    expect([service.store.vaulted.size, answers(service)]).toEqual([1, []]);
    await arrived(service, ticketId);
    expect(service.store.vaulted.size).toBe(0);
    for (const again of [jens, { ...jens, id: pia.id }])
      expect(await service.askDesk("jobs", claimBy(again, ticketId))).toEqual(refused("ticket-used"));
    expect(answers(service)).toEqual([{ ticketId, outcome: "accepted" }]);
  });

  it("whose answer was lost is answered again to the same person, to nobody else, and each time stands in the log", async () => {
    const { service, ticketId } = await referred();
    for (const _ of [1, 2, 3])
      expect(await service.askDesk("jobs", claimBy(jens, ticketId))).toEqual(opened(parcelOn(malik)));
    expect(await service.askDesk("jobs", claimBy({ ...jens, id: pia.id }, ticketId))).toEqual(refused("ticket-used"));
    const noted = service.store.log.filter(({ operation, act }) => operation === "desk.claim" && act === "disclosure");
    expect(noted.map(({ about, actor, recipients }) => [about, actor.id, recipients])).toEqual(
      Array.from({ length: 3 }, () => [`TICKET#${ticketId}`, jens.id, [inPerson(jens)]]),
    );
  });

  it("by a service in a role that is none of its own is told what somebody without a ticket is told", async () => {
    const { service, ticketId } = await referred();
    for (const other of ["visits", "exchange"] as const) {
      expect(await service.askDesk(other, claimBy(jens, ticketId))).toEqual(refused("not-found"));
      const back = { act: "return", ticketId, claimant: inPerson(jens), reason: "no_capacity" } as const;
      expect(await service.askDesk(other, back)).toEqual(refused("not-found"));
    }
    expect((await service.askDesk("jobs", claimBy(jens, ticketId))).outcome).toBe("done");
  });

  it("is over when the desk says so: no date of the caller's counts", async () => {
    const { service, ticketId } = await referred();
    service.passTo("2026-03-03T09:00:00+01:00");
    const early = { correlationId: "request-1", at: "2026-03-02T08:00:00.000Z", message: claimBy(jens, ticketId) };
    expect(DeskRequest().safeParse(early).success).toBe(false);
    expect(await service.askDesk("jobs", claimBy(jens, ticketId))).toEqual(refused("disclosure-expired"));
  });

  it("with whose reader it never arrives lapses, and the sender is told", async () => {
    const { service, ticketId } = await referred();
    await service.askDesk("jobs", claimBy(jens, ticketId));
    await service.wakeAt("2026-03-03T09:00:00+01:00");
    expect([service.store.vaulted.size, answers(service)]).toEqual([0, [{ ticketId, outcome: "lapsed" }]]);
  });

  it("is not over because another service says that it has arrived", async () => {
    const { service, ticketId } = await referred();
    await service.askDesk("jobs", claimBy(jens, ticketId));
    await arrived(service, ticketId, { by: "visits" });
    expect([service.store.vaulted.size, answers(service)]).toEqual([1, []]);
  });

  it("in another role is told what somebody without a ticket is told", async () => {
    const { service, ticketId } = await referred();
    const nowhere = "70000000-0000-4000-8000-000000000001" as TicketId;
    for (const who of [palle, dorte])
      expect(await service.askDesk("jobs", claimBy(who, ticketId))).toEqual(
        await service.askDesk("jobs", claimBy(who, nowhere)),
      );
    expect((await service.askDesk("jobs", claimBy(jens, ticketId))).outcome).toBe("done");
  });

  it("that comes late fails, even before the clock has noted it", async () => {
    const { service, ticketId } = await referred();
    service.passTo("2026-03-03T09:00:00+01:00");
    expect(await service.askDesk("jobs", claimBy(jens, ticketId))).toEqual(refused("disclosure-expired"));
    await service.wakeAt("2026-03-03T09:01:00+01:00");
    expect(await service.askDesk("jobs", claimBy(jens, ticketId))).toEqual(refused("disclosure-expired"));
    expect(answers(service)).toEqual([{ ticketId, outcome: "lapsed" }]);
    expect(service.store.vaulted.size).toBe(0);
  });

  it("after a recall fails", async () => {
    const { service, ticketId } = await referred();
    await service.askDesk("visits", { act: "recall", ticketId });
    expect(await service.askDesk("jobs", claimBy(jens, ticketId))).toEqual(refused("disclosure-expired"));
  });

  it("stands in the log as a disclosure to the person who came", async () => {
    const { service, ticketId } = await referred();
    await service.askDesk("jobs", claimBy(jens, ticketId));
    expect(service.store.log.at(-1)).toMatchObject({
      act: "disclosure",
      operation: "desk.claim",
      about: `TICKET#${ticketId}`,
      actor: { id: jens.id, role: jens.role },
    });
  });

  it("made by two at once opens for one of them", async () => {
    const { service, ticketId } = await referred();
    const both = [jens, { ...jens, id: pia.id }].map((who) => service.askDesk("jobs", claimBy(who, ticketId)));
    const outcomes = (await Promise.allSettled(both)).map((one) =>
      one.status === "fulfilled" && one.value.outcome === "done" ? "opened" : "not opened",
    );
    expect(outcomes.sort()).toEqual(["not opened", "opened"]);
  });

  it("never hands over a parcel that was corrected meanwhile", async () => {
    const { service, ticketId } = await referred();
    const better = { ...parcelOn(malik), note: "Vil hellere arbejde i et køkken" };
    const [claimed] = await Promise.allSettled([
      service.askDesk("jobs", claimBy(jens, ticketId)),
      service.askDesk("visits", { act: "correct", ticketId, correctionId, parcel: better }),
    ]);
    const reply: DeskReply =
      claimed.status === "fulfilled" ? claimed.value : await service.askDesk("jobs", claimBy(jens, ticketId));
    if (reply.outcome === "refused" || reply.handedOver === undefined) throw new Error("The ticket did not open");
    await arrived(service, ticketId, { parcelVersion: reply.handedOver.parcelVersion });
    const fetched = await service.askDesk("jobs", fetchBy(jens, ticketId));
    expect([reply, fetched]).toContainEqual(opened(better, 2));
  });
});
