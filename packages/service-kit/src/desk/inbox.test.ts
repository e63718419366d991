import { addHours, type Instant, instantOf, type SubjectRef } from "@trygt/contracts";
import { OfferStatus } from "@trygt/contracts/desk";
import { describe, expect, it } from "vitest";
import { jens, jonna, offered as sent, ticketId } from "../testing/inbox-service.ts";
import { type InboxCommand, type InboxOffer, type InboxRefusal, inbox } from "./inbox.ts";

const rules = inbox({ ownerAuthority: "job-centre", regime: "gdpr" });
const monday = instantOf("2026-03-02T09:00:00+01:00");
const { ticketId: _, ...thin } = sent;
const offer: InboxCommand = { type: "offer", at: monday, offered: { ...thin, expiresAt: instantOf(sent.expiresAt) } };
const by = { staffId: jens.id, agency: jens.agency, role: jens.role };
const subject = "5b".repeat(16) as SubjectRef;
const accept = (at: Instant = monday): InboxCommand => ({ type: "accept", at, by, subject });
const back: InboxCommand = { type: "return", at: monday, reason: "no_capacity" };
const finish: InboxCommand = { type: "finish", at: monday };
const recall: InboxCommand = { type: "recall", at: monday };
const correction: InboxCommand = { type: "note-correction", at: monday };
const time = (text: string): InboxCommand => ({ type: "note-time", at: instantOf(text) });
const dayLater = time("2026-03-03T09:00:00+01:00");
const fortnightLater = time("2026-03-16T00:00:00+01:00");

const after = (...commands: readonly InboxCommand[]): InboxOffer =>
  commands.reduce((state, command) => {
    const ruling = rules.decide(state, command);
    if (!ruling.accepted) throw new Error(`The story stops at ${command.type}: ${ruling.reasons.join(", ")}`);
    return ruling.events.reduce(rules.evolve, state);
  }, rules.initial);
const told = (state: InboxOffer, command: InboxCommand): readonly string[] => {
  const ruling = rules.decide(state, command);
  return ruling.accepted ? ruling.events.map(({ type }) => type) : ruling.reasons;
};

type Refused = readonly [after: readonly InboxCommand[], command: InboxCommand];
const refusals: Record<InboxRefusal, readonly Refused[]> = {
  "disclosure-expired": [
    [[offer], accept(addHours(monday, 24))],
    [[offer, dayLater], accept()],
    [[offer, recall], accept()],
    [[offer, recall], back],
  ],
  "ticket-used": [
    [[offer, accept()], accept()],
    [[offer, back], accept()],
    [[offer, accept(), finish], back],
  ],
  "invalid-transition": [
    [[], accept()],
    [[], back],
    [[offer], finish],
    [[offer], { type: "accept", at: monday, by }],
    [[offer, accept(), finish], finish],
  ],
};

describe("an offer in an inbox is refused", () => {
  for (const [reason, all] of Object.entries(refusals))
    it.each(all)(`with ${reason} where the rule says so`, (stories, command) => {
      expect(told(after(...stories), command)).toEqual([reason]);
    });
});

const every: Record<OfferStatus, InboxOffer> = {
  open: after(offer),
  accepted: after(offer, accept()),
  returned: after(offer, back),
  lapsed: after(offer, dayLater),
  recalled: after(offer, recall),
  done: after(offer, accept(), finish),
};

describe("an offer in an inbox", () => {
  it("that comes twice is one offer, in whatever state the first one is", () => {
    for (const state of Object.values(every)) expect(told(state, offer)).toEqual([]);
  });

  it("exists for the role it is made to, and once accepted for the person who accepted it", () => {
    for (const who of [jens, jonna]) expect(rules.visibleTo(every.open, who)).toBe(true);
    expect(rules.visibleTo(every.open, { ...jens, role: "social_case_worker" })).toBe(false);
    expect([jens, jonna].map((who) => rules.visibleTo(every.accepted, who))).toEqual([true, false]);
    expect([jens, jonna].map((who) => rules.visibleTo(every.done, who))).toEqual([true, false]);
  });

  it("holds the person's data while it is accepted, and in no other state", () => {
    for (const status of OfferStatus.options) {
      const filing = rules.file(every[status], ticketId);
      const held = filing === "gone" ? [] : filing.vault;
      expect(held).toEqual(status === "accepted" ? [{ subject, item: `PARCEL#${ticketId}` }] : []);
    }
  });

  it("is on the role's list while it is open, then on the list of the person, then on none", () => {
    const lists = OfferStatus.options.map((status) => {
      const filing = rules.file(every[status], ticketId);
      return [status, filing === "gone" ? undefined : filing.worklists?.map(({ who }) => who)];
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
    for (const state of [every.open, every.accepted]) expect(told(state, recall)).toEqual(["recalled"]);
    expect(told(every.recalled, recall)).toEqual([]);
    const announced = rules.announce(ticketId, { type: "recalled", at: monday, keptUntil: monday }, every.recalled);
    expect(announced).toMatchObject([
      { name: "partnership.erasure-confirmed.v1", data: { ticketId, confirmedAt: monday } },
    ]);
  });

  it("that is recalled when its fortnight is over confirms all the same: only its holder can", () => {
    expect(told(after(offer, accept(), fortnightLater), recall)).toEqual(["recalled"]);
    expect(told(every.lapsed, recall)).toEqual([]);
    expect(told(every.returned, recall)).toEqual([]);
  });

  it("takes a correction while it is accepted, and in no other state", () => {
    for (const status of OfferStatus.options)
      expect(told(every[status], correction)).toEqual(status === "accepted" ? ["corrected"] : []);
  });

  it("keeps the parcel for a fortnight, and its trace a month longer", () => {
    expect(told(every.accepted, time("2026-03-15T23:59:00+01:00"))).toEqual([]);
    expect(told(every.accepted, fortnightLater)).toEqual(["ended"]);
    const over = after(offer, accept(), fortnightLater);
    expect(told(over, time("2026-04-14T23:59:00+02:00"))).toEqual([]);
    expect(told(over, time("2026-04-15T00:00:00+02:00"))).toEqual(["erased"]);
  });

  it("lapses when nobody accepted it in time, and is gone a fortnight later", () => {
    expect(told(every.open, time("2026-03-03T08:59:59+01:00"))).toEqual([]);
    expect(told(every.open, dayLater)).toEqual(["ended"]);
    expect(told(every.lapsed, time("2026-03-17T00:00:00+01:00"))).toEqual(["erased"]);
    expect(rules.file(after(offer, dayLater, time("2026-03-17T00:00:00+01:00")), ticketId)).toBe("gone");
  });
});
