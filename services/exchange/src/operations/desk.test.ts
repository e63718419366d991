import {
  type DeskReply,
  DeskRequest,
  disclosureReceived,
  erasureConfirmed,
  type Parcel,
  type TicketId,
} from "@trygt/contracts/desk";
import type { Staff } from "@trygt/service-kit";
import {
  bo,
  dorte,
  eventFrom,
  jens,
  malik,
  omar,
  palle,
  pia,
  quiet,
  subjectRefOf,
  yusuf,
} from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import { type ExchangeService, exchangeService } from "../testing/service.ts";
import { agreed, deposit, parcelOn } from "../testing/stories.ts";

quiet();

const inPerson = ({ id: staffId, agency, role }: Staff) => ({ staffId, agency, role });
const claimBy = (who: Staff, ticketId: TicketId) =>
  ({ act: "claim", ticketId, claimant: inPerson(who) }) as const satisfies DeskRequest["message"];
const fetchBy = (who: Staff, ticketId: TicketId) =>
  ({ act: "fetch-correction", ticketId, claimant: inPerson(who) }) as const satisfies DeskRequest["message"];
const refused = (...reasons: readonly string[]) => ({ outcome: "refused", reasons });
const opened = (parcel: Parcel, parcelVersion = 1) => ({ outcome: "done", handedOver: { parcel, parcelVersion } });
const correctionId = "70000000-0000-4000-8000-00000000000c" as TicketId;
/** The service in which a ticket was claimed says that the parcel has arrived. */
const arrived = (
  service: ExchangeService,
  ticketId: TicketId,
  { by = "jobs", parcelVersion = 1 }: { readonly by?: string; readonly parcelVersion?: number } = {},
) => service.deliver({ ...eventFrom(disclosureReceived.of({ ticketId, parcelVersion })), by });
const answers = (service: ExchangeService) =>
  service.bus().flatMap(({ name, data }) => (name === "exchange.disclosure-answered.v1" ? [data] : []));
const names = (service: ExchangeService) => service.bus().map(({ name }) => name.replace(/^exchange\.|\.v1$/g, ""));

/** A job referral of visits: of a minor, who is welcome at the job centre with consent. */
const referral = (change: Parameters<typeof deposit>[0] = {}) =>
  deposit({
    ...{ kind: "job-referral", recipientRole: "employment_adviser", track: "youth", to: "employment" },
    ...{ step: "plan_work", areaCode: "101-3-MJO" as never, parcel: parcelOn(malik) },
    ...change,
  });
const referred = async (change: Parameters<typeof deposit>[0] = {}) => {
  const service = exchangeService();
  await agreed(service);
  const message = referral(change);
  const reply = await service.askDesk("visits", message);
  expect(reply).toEqual({ outcome: "done", expiresAt: "2026-03-03T08:00:00.000Z" });
  return { service, ticketId: message.ticketId, message };
};

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
    expect(noted.map(({ about, actor }) => [about, actor.id])).toEqual(
      Array.from({ length: 3 }, () => [`TICKET#${ticketId}`, jens.id]),
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
