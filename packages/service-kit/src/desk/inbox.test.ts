import { addHours, instantOf, type SubjectRef } from "@trygt/contracts";
import { OfferStatus } from "@trygt/contracts/desk";
import { describe, expect, it } from "vitest";
import { system } from "../records/actor.ts";
import { type Existing, erased } from "../records/state.ts";
import { jens, jonna } from "../testing/cast.ts";
import { offered as sent, ticketId } from "../testing/inbox-service.ts";
import { type Step, specification, step } from "../testing/specification.ts";
import { monday } from "../testing/test-service.ts";
import { type InboxCommand, type InboxOffer, type InboxRefusal, inbox } from "./inbox.ts";

const rules = inbox({ ownerAuthority: "job-centre", regime: "gdpr" });
const { decide, existingAfter, given, stateAfter } = specification(rules, { at: monday, actor: system, policy: {} });
const { ticketId: _, ...thin } = sent;
const offer: InboxCommand = { type: "offer", offered: { ...thin, expiresAt: instantOf(sent.expiresAt) } };
const by = { staffId: jens.id, agency: jens.agency, role: jens.role };
const subject = "5b".repeat(16) as SubjectRef;
const accept: InboxCommand = { type: "accept", by, opened: { subject, parcelVersion: 1 } };
const back: InboxCommand = { type: "return", reason: "no_capacity" };
const finish: InboxCommand = { type: "finish" };
const recall: InboxCommand = { type: "recall" };
const correction: InboxCommand = { type: "note-correction", parcelVersion: 2 };
const time = (at: string): Step<InboxCommand> => step({ type: "time-passed" }, { at: instantOf(at) });
const dayLater = time("2026-03-03T09:00:00+01:00");
const fortnightLater = time("2026-03-16T00:00:00+01:00");

/** What a command comes to: the kinds of its events. */
const eventsOf = (state: InboxOffer, command: Step<InboxCommand>): readonly string[] => {
  const decision = decide(state, command);
  return decision.accepted ? decision.events.map(({ type }) => type) : decision.reasons;
};

type Refused = readonly [after: readonly Step<InboxCommand>[], command: Step<InboxCommand>];
const refusals: Record<InboxRefusal, readonly Refused[]> = {
  "disclosure-expired": [
    [[offer], step(accept, { at: addHours(monday, 24) })],
    [[offer, dayLater], accept],
    [[offer, recall], accept],
    [[offer, recall], back],
  ],
  "ticket-used": [
    [[offer, accept], accept],
    [[offer, back], accept],
    [[offer, accept, finish], back],
  ],
  "invalid-transition": [
    [[], accept],
    [[], back],
    [[offer], finish],
    [[offer], { type: "accept", by }],
    [[offer, accept, finish], finish],
  ],
};

describe("an offer in an inbox is refused", () => {
  for (const [reason, all] of Object.entries(refusals))
    it.each(all)(`with ${reason} where the rule says so`, (stories, command) => {
      expect(given(...stories).when(command)).toEqual({ refused: [reason] });
    });
});

const every: Record<OfferStatus, Existing<InboxOffer>> = {
  open: existingAfter(offer),
  accepted: existingAfter(offer, accept),
  returned: existingAfter(offer, back),
  lapsed: existingAfter(offer, dayLater),
  recalled: existingAfter(offer, recall),
  done: existingAfter(offer, accept, finish),
};

describe("an offer in an inbox", () => {
  it("that comes twice is one offer, in whatever state the first one is", () => {
    for (const state of Object.values(every)) expect(eventsOf(state, offer)).toEqual([]);
  });

  it("exists for the role it is made to, and once accepted for the person who accepted it", () => {
    for (const who of [jens, jonna]) expect(rules.visibleTo(every.open, who)).toBe(true);
    expect(rules.visibleTo(every.open, { ...jens, role: "adult_case_worker" })).toBe(false);
    expect([jens, jonna].map((who) => rules.visibleTo(every.accepted, who))).toEqual([true, false]);
    expect([jens, jonna].map((who) => rules.visibleTo(every.done, who))).toEqual([true, false]);
  });

  it("holds the person's data while it is accepted, and in no other state", () => {
    for (const status of OfferStatus.options) {
      expect(rules.index(every[status], ticketId, {}).vault).toEqual(
        status === "accepted" ? [{ subject, item: `PARCEL#${ticketId}` }] : [],
      );
    }
  });

  it("is on the role's list while it is open, then on the list of the person, then on none", () => {
    const lists = OfferStatus.options.map((status) => {
      const { worklists } = rules.index(every[status], ticketId, {});
      return [status, worklists?.map(({ list }) => list)];
    });
    expect(Object.fromEntries(lists)).toEqual({
      open: ["OFFERS#employment_adviser"],
      accepted: [`OFFERS-OF#${jens.id}`],
      returned: undefined,
      lapsed: undefined,
      recalled: undefined,
      done: undefined,
    });
  });

  it("that is recalled confirms the erasure, open or accepted, and once", () => {
    for (const state of [every.open, every.accepted]) expect(eventsOf(state, recall)).toEqual(["recalled"]);
    expect(eventsOf(every.recalled, recall)).toEqual([]);
    const announced = rules.announce(ticketId, { type: "recalled", at: monday, keptUntil: monday }, every.recalled);
    expect(announced).toMatchObject([
      { name: "partnership.erasure-confirmed.v1", data: { ticketId, confirmedAt: monday } },
    ]);
  });

  it("that is recalled when its fortnight is over confirms all the same: only its holder can", () => {
    expect(eventsOf(stateAfter(offer, accept, fortnightLater), recall)).toEqual(["recalled"]);
    expect(eventsOf(every.lapsed, recall)).toEqual([]);
    expect(eventsOf(every.returned, recall)).toEqual([]);
  });

  it("takes a correction while it is accepted, and in no other state", () => {
    for (const status of OfferStatus.options)
      expect(eventsOf(every[status], correction)).toEqual(status === "accepted" ? ["corrected"] : []);
  });

  it("takes a correction once, and none that is older than what it has", () => {
    const corrected = stateAfter(offer, accept, correction);
    expect(eventsOf(corrected, correction)).toEqual([]);
    expect(eventsOf(corrected, { type: "note-correction", parcelVersion: 3 })).toEqual(["corrected"]);
  });

  it("tells the desk when a parcel has arrived, so that it is kept there no longer", () => {
    const { keptUntil } = every.accepted;
    for (const event of [
      { type: "accepted", by, subject, parcelVersion: 1, keptUntil },
      { type: "corrected", parcelVersion: 1 },
    ] as const)
      expect(rules.announce(ticketId, event, every.accepted)).toMatchObject([
        { name: "partnership.disclosure-received.v1", data: { ticketId, parcelVersion: 1 } },
      ]);
  });

  it("keeps the parcel for a fortnight, and its trace a month longer", () => {
    expect(eventsOf(every.accepted, time("2026-03-15T23:59:00+01:00"))).toEqual([]);
    expect(eventsOf(every.accepted, fortnightLater)).toEqual(["ended"]);
    const over = stateAfter(offer, accept, fortnightLater);
    expect(eventsOf(over, time("2026-04-14T23:59:00+02:00"))).toEqual([]);
    expect(eventsOf(over, time("2026-04-15T00:00:00+02:00"))).toEqual(["erased"]);
  });

  it("lapses when nobody accepted it in time, and is gone a fortnight later", () => {
    expect(eventsOf(every.open, time("2026-03-03T08:59:59+01:00"))).toEqual([]);
    expect(eventsOf(every.open, dayLater)).toEqual(["ended"]);
    expect(eventsOf(every.lapsed, time("2026-03-17T00:00:00+01:00"))).toEqual(["erased"]);
    expect(stateAfter(offer, dayLater, time("2026-03-17T00:00:00+01:00"))).toEqual(erased);
  });
});
