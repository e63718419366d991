import { erasureConfirmed } from "@trygt/contracts/desk";
import { bo, dorte, eventFrom, jens, malik, omar, pia, quiet, subjectRefOf, yusuf } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import {
  answers,
  arrived,
  claimBy,
  correctionId,
  fetchBy,
  inPerson,
  names,
  opened,
  referral,
  referred,
  refused,
} from "../testing/desk-stories.ts";
import { exchangeService } from "../testing/service.ts";
import { agreed, deposit, parcelOn } from "../testing/stories.ts";

quiet();

describe("a deposit", () => {
  it("is offered by event with nothing of the person, nor of who deposited", async () => {
    const { service, ticketId } = await referred();
    expect(service.bus().map(({ data }) => data)).toEqual([
      {
        ...{ ticketId, kind: "job-referral", recipientRole: "employment_adviser", track: "youth", urgency: "days" },
        ...{ ageBand: "15-17", areaCode: "101-3-MJO", expiresAt: "2026-03-03T08:00:00.000Z" },
      },
    ]);
    expect(JSON.stringify(service.bus())).not.toContain("visits");
  });

  it("stands in the log as a disclosure to whoever has the role, with the rules by which it was allowed (E1)", async () => {
    const { service, ticketId } = await referred();
    expect(service.store.log.at(-1)).toMatchObject({
      ...{ act: "disclosure", operation: "desk.deposit", about: `TICKET#${ticketId}` },
      recipients: [{ role: "employment_adviser" }],
      rules: expect.arrayContaining(["L1", "L9"]),
    });
  });

  it("sent twice is one deposit", async () => {
    const { service, message } = await referred();
    expect(await service.askDesk("visits", message)).toEqual({
      outcome: "done",
      expiresAt: "2026-03-03T08:00:00.000Z",
    });
    expect(service.bus()).toHaveLength(1);
  });

  it("is one open offer for a kind of recipient and a person, and another once that is over", async () => {
    const { service, ticketId } = await referred();
    expect(await service.askDesk("exchange", referral())).toEqual(refused("duplicate-open-case"));
    expect((await service.askDesk("visits", referral({ parcel: parcelOn(yusuf) }))).outcome).toBe("done");
    expect((await service.askDesk("visits", deposit({ parcel: parcelOn(yusuf) }))).outcome).toBe("done");
    await service.askDesk("jobs", claimBy(jens, ticketId));
    expect(await service.askDesk("visits", referral())).toEqual(refused("duplicate-open-case"));
    await arrived(service, ticketId);
    expect((await service.askDesk("visits", referral())).outcome).toBe("done");
  });

  it.each([
    ["to a housing organisation", referral({ to: "housing" }), "recipient-not-authorised"],
    ["for an investigation", referral({ use: "investigation" }), "investigation-use-refused"],
    ["of a victim", referral({ subject: { category: "victim", custody: "none" } }), "victim-not-registrable"],
    ["without necessity", referral({ necessity: "Nødvendigt for sagen" }), "necessity-missing"],
    ["without consent", referral({ consent: undefined } as never), "consent-missing"],
    ["of a minor to the adult team", deposit({ parcel: parcelOn(malik) }), "subject-is-minor"],
    ["of a child's release", referral({ kind: "release-plan", parcel: parcelOn(bo) }), "subject-is-minor"],
  ] as const)("%s is refused by the gate, and nothing lies there", async (_, message, reason) => {
    const service = exchangeService();
    await agreed(service);
    expect(await service.askDesk("visits", message)).toMatchObject({ reasons: expect.arrayContaining([reason]) });
    expect([service.bus(), service.store.vaulted.size]).toEqual([[], 0]);
  });

  it("between authorities without an agreement is refused", async () => {
    const service = exchangeService();
    expect(await service.askDesk("visits", referral())).toEqual(refused("agreement-not-in-force"));
    expect((await service.askDesk("visits", deposit())).outcome).toBe("done");
  });

  it("that is no message is a bug, not a refusal", async () => {
    const service = exchangeService();
    const parcel = { ...parcelOn(malik), gang: "x" };
    await expect(service.askDesk("visits", referral({ parcel }))).rejects.toThrow();
  });

  it("for an authority that is not the service's own is a bug, not a refusal", async () => {
    const service = exchangeService();
    for (const from of ["police", "probation", "employment"] as const)
      await expect(service.askDesk("visits", referral({ from }))).rejects.toThrow("does not disclose for");
    await expect(service.askDesk("jobs", referral())).rejects.toThrow("does not disclose for");
    expect(service.store.vaulted.size).toBe(0);
  });
});

describe("an offer", () => {
  it("goes back with a code, unread", async () => {
    const { service, ticketId } = await referred();
    const back = { act: "return", ticketId, claimant: inPerson(jens), reason: "no_capacity" } as const;
    expect(await service.askDesk("jobs", back)).toEqual({ outcome: "done" });
    expect(answers(service)).toEqual([{ ticketId, outcome: "returned", reasonCode: "no_capacity" }]);
    expect(service.store.vaulted.size).toBe(0);
    expect(await service.askDesk("jobs", back)).toEqual({ outcome: "done" });
    const another = { ...back, claimant: inPerson({ ...jens, id: pia.id }) };
    expect(await service.askDesk("jobs", another)).toEqual(refused("ticket-used"));
    expect(answers(service)).toHaveLength(1);
  });

  it("is recalled by its depositor alone, who is told so, and whoever has it", async () => {
    const { service, ticketId } = await referred();
    for (const other of ["jobs", "exchange"] as const)
      expect(await service.askDesk(other, { act: "recall", ticketId })).toEqual(refused("not-found"));
    await service.askDesk("jobs", claimBy(jens, ticketId));
    expect(await service.askDesk("visits", { act: "recall", ticketId })).toEqual({ outcome: "done" });
    expect(service.bus().slice(-2)).toMatchObject([
      { name: "exchange.disclosure-answered.v1", data: { ticketId, outcome: "recalled" } },
      { name: "exchange.disclosure-recalled.v1", data: { ticketId, eraseBy: "2026-03-16" } },
    ]);
  });

  it("that was recalled is with the auditor until its holder confirms", async () => {
    const { service, ticketId } = await referred();
    const unconfirmed = async () => (await service.call(dorte, "listUnconfirmedErasures", { query: {} })).body["items"];
    await service.askDesk("jobs", claimBy(jens, ticketId));
    await service.askDesk("visits", { act: "recall", ticketId });
    expect(await unconfirmed()).toEqual([
      { ref: ticketId, recipient: "employment_adviser", eraseBy: "2026-03-16", late: false },
    ]);
    const confirmation = () => eventFrom(erasureConfirmed.of({ ticketId, confirmedAt: "2026-03-02T10:00:00.000Z" }));
    // Whoever never held it cannot have erased it
    for (const by of ["visits", "exchange"]) await service.deliver({ ...confirmation(), by });
    expect(await unconfirmed()).toHaveLength(1);
    await service.deliver({ ...confirmation(), by: "jobs" });
    expect(await unconfirmed()).toEqual([]);
  });

  it("that was recalled unclaimed waits for nobody", async () => {
    const { service, ticketId } = await referred();
    await service.askDesk("visits", { act: "recall", ticketId });
    expect((await service.call(dorte, "listUnconfirmedErasures", { query: {} })).body).toEqual({ items: [] });
    expect(service.store.vaulted.size).toBe(0);
  });

  it("leaves nothing of the person a month after its end", async () => {
    const { service, ticketId } = await referred();
    await service.askDesk("jobs", claimBy(jens, ticketId));
    await arrived(service, ticketId);
    await service.wakeAt("2026-04-02T00:00:00+02:00");
    expect(await service.store.load("TICKET", ticketId)).toBeUndefined();
    expect(JSON.stringify([...service.store.history])).not.toContain(subjectRefOf("exchange", malik.cpr));
  });
});

describe("a correction", () => {
  const better = { ...parcelOn(malik), note: "Vil hellere arbejde i et køkken" };

  it("before the claim replaces the parcel, and nobody needs to be told", async () => {
    const { service, ticketId } = await referred();
    expect(await service.askDesk("visits", { act: "correct", ticketId, correctionId, parcel: better })).toEqual({
      outcome: "done",
    });
    expect(names(service)).toEqual(["disclosure-offered"]);
    expect(await service.askDesk("jobs", claimBy(jens, ticketId))).toEqual(opened(better, 2));
  });

  it("after the claim is announced and fetched, by the person who claimed and until it has arrived", async () => {
    const { service, ticketId } = await referred();
    await service.askDesk("jobs", claimBy(jens, ticketId));
    await arrived(service, ticketId);
    await service.askDesk("visits", { act: "correct", ticketId, correctionId, parcel: better });
    expect(names(service).at(-1)).toBe("disclosure-corrected");
    expect(await service.askDesk("jobs", fetchBy({ ...jens, id: pia.id }, ticketId))).toEqual(refused("not-found"));
    expect(await service.askDesk("jobs", fetchBy(jens, ticketId))).toEqual(opened(better, 2));
    // Until it has arrived, its reader may ask again
    expect(await service.askDesk("jobs", fetchBy(jens, ticketId))).toEqual(opened(better, 2));
    await arrived(service, ticketId, { parcelVersion: 2 });
    expect(await service.askDesk("jobs", fetchBy(jens, ticketId))).toEqual(refused("ticket-used"));
    expect(service.store.vaulted.size).toBe(0);
  });

  it("is made by the depositor alone", async () => {
    const { service, ticketId } = await referred();
    const message = {
      act: "correct",
      ticketId,
      correctionId,
      parcel: { ...parcelOn(omar), note: "Noget helt andet" },
    } as const;
    expect(await service.askDesk("jobs", message)).toEqual(refused("not-found"));
    expect(await service.askDesk("jobs", claimBy(jens, ticketId))).toEqual(opened(parcelOn(malik)));
  });

  it("that nobody has fetched goes with a recall", async () => {
    const { service, ticketId } = await referred();
    await service.askDesk("jobs", claimBy(jens, ticketId));
    await arrived(service, ticketId);
    await service.askDesk("visits", { act: "correct", ticketId, correctionId, parcel: better });
    await service.askDesk("visits", { act: "recall", ticketId });
    expect(service.store.vaulted.size).toBe(0);
    expect((await service.askDesk("jobs", fetchBy(jens, ticketId))).outcome).toBe("refused");
  });
});
