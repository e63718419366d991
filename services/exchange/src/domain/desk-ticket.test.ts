import { none } from "@trygt/service-kit/rules";
import { jonna, palle, type Step, step } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import {
  at,
  claim,
  confirmed,
  consent,
  correctTicket,
  deposited,
  fetchCorrection,
  outcomeOf,
  planOf,
  recallTicket,
  received,
  rules,
  time,
} from "../testing/commands.ts";
import { isSealed } from "./desk-ticket.ts";
import { ticketDue } from "./desk-ticket-due.ts";
import type { TicketCommand, TicketRefusal } from "./desk-ticket-rules.ts";

type Refused = readonly [after: readonly Step<TicketCommand>[], command: Step<TicketCommand>];
const { subject } = planOf();
const dayLater = at("2026-03-03T09:00");
const returned = { type: "return", reason: "no_capacity" } as const;

// The store says that an offer is open already
const refusals: Record<Exclude<TicketRefusal, "duplicate-open-case">, readonly Refused[]> = {
  "purpose-missing": [[[], deposited({ purpose: undefined })]],
  "necessity-missing": [[[], deposited({ necessity: "Fordi" })]],
  "investigation-use-refused": [[[], deposited({ use: "investigation" })]],
  "recipient-not-authorised": [[[], deposited({ to: "employer" })]],
  "ksp-not-available-for-remand": [[[], deposited({ purpose: "ksp", subject: { ...subject, custody: "remanded" } })]],
  "subject-is-minor": [[[], { ...deposited(), plan: planOf({ subject: { ...subject, age: 15 } }) }]],
  "victim-not-registrable": [[[], deposited({ subject: { ...subject, category: "witness" } })]],
  "consent-missing": [[[], deposited({ consent: { ...consent, to: ["police"] } })]],
  "consent-expired": [[[], deposited({ consent: { ...consent, validUntil: "2026-03-01" } })]],
  "agreement-not-in-force": [[[], deposited({ agreement: "missing" })]],
  "not-found": [
    [[], claim],
    [[deposited()], step(claim, { actor: palle })],
    [[deposited()], step(returned, { actor: palle })],
    [[deposited()], recallTicket("jobs")],
    [[deposited()], correctTicket("jobs")],
    [[deposited(), claim, received(), correctTicket()], step(fetchCorrection, { actor: jonna })],
    [[deposited()], { ...deposited(), deposit: { ...deposited().deposit, depositor: "exchange" } }],
    [[deposited()], fetchCorrection],
  ],
  "ticket-used": [
    [[deposited(), claim, received()], claim],
    [[deposited(), claim], step(claim, { actor: jonna })],
    [[deposited(), returned], claim],
    [[deposited(), claim], returned],
    [[deposited(), returned], step(returned, { actor: jonna })],
    [[deposited(), claim], fetchCorrection],
    [[deposited(), claim, received()], fetchCorrection],
    [[deposited(), claim, received(), correctTicket(), fetchCorrection, received(2)], fetchCorrection],
    [[deposited(), claim, received(), correctTicket(), recallTicket()], fetchCorrection],
  ],
  "disclosure-expired": [
    [[deposited()], step(claim, { at: dayLater })],
    [[deposited()], step(returned, { at: dayLater })],
    [[deposited(), time(dayLater)], claim],
    [[deposited(), recallTicket()], claim],
    [[deposited(), claim, recallTicket()], claim],
  ],
  "invalid-transition": [
    [[deposited(), returned], recallTicket()],
    [[deposited(), time(dayLater)], correctTicket()],
  ],
};

describe("the desk refuses", () => {
  for (const [reason, all] of Object.entries(refusals))
    it.each(all)(`with ${reason} where the rule says so`, (after, command) => {
      expect(outcomeOf(rules.ticket.decide(rules.ticket.stateAfter(...after), command))).toContain(reason);
    });
});

describe("a ticket", () => {
  it("deposited twice is one deposit", () => {
    expect(outcomeOf(rules.ticket.decide(rules.ticket.stateAfter(deposited()), deposited()))).toEqual([]);
    expect(outcomeOf(rules.ticket.decide(rules.ticket.stateAfter(deposited(), claim), deposited()))).toEqual([]);
  });

  it("keeps neither necessity, consent nor what is known of the person", () => {
    expect(JSON.stringify(rules.ticket.stateAfter(deposited()))).not.toMatch(/Planen|textVersion|"age":|custody/);
  });

  it("lapses a day after it was deposited", () => {
    expect(outcomeOf(rules.ticket.decide(rules.ticket.stateAfter(deposited()), time(at("2026-03-03T08:59"))))).toEqual(
      [],
    );
    expect(outcomeOf(rules.ticket.decide(rules.ticket.stateAfter(deposited()), time(dayLater)))).toEqual(["lapsed"]);
  });

  it("recalled unclaimed is confirmed at once: nobody holds anything", () => {
    expect(outcomeOf(rules.ticket.decide(rules.ticket.stateAfter(deposited()), recallTicket()))).toEqual([
      "recalled",
      "erasure-confirmed",
    ]);
  });

  it("recalled after the claim waits for its holder, who confirms once", () => {
    const recalled = rules.ticket.existingAfter(deposited(), claim, recallTicket());
    expect(recalled).toMatchObject({ status: "recalled", eraseBy: "2026-03-16" });
    expect(ticketDue(recalled)).toBeUndefined();
    expect(outcomeOf(rules.ticket.decide(recalled, time(at("2029-01-01T00:00"))))).toEqual([]);
    expect(outcomeOf(rules.ticket.decide(recalled, confirmed("visits")))).toEqual([]);
    expect(outcomeOf(rules.ticket.decide(recalled, confirmed()))).toEqual(["erasure-confirmed"]);
    const over = rules.ticket.stateAfter(deposited(), claim, recallTicket(), confirmed());
    expect(outcomeOf(rules.ticket.decide(over, confirmed()))).toEqual([]);
  });

  const after = (...story: readonly Step<TicketCommand>[]) => rules.ticket.existingAfter(deposited(), ...story);
  const eventsAfter = (story: readonly Step<TicketCommand>[], command: Step<TicketCommand>) =>
    outcomeOf(rules.ticket.decide(after(...story), command));

  it("keeps its parcel until it has arrived with its reader, who may come for it again until then", () => {
    expect([isSealed(after()), isSealed(after(claim)), isSealed(after(claim, received()))]).toEqual([
      true,
      true,
      false,
    ]);
    expect(eventsAfter([claim], claim)).toEqual([]);
    expect(eventsAfter([claim], received())).toEqual(["accepted"]);
    expect(eventsAfter([claim, received()], received())).toEqual([]);
  });

  it("has arrived when the service says so in which it was claimed, and no other", () => {
    expect(eventsAfter([claim], received(1, "visits"))).toEqual([]);
    expect(eventsAfter([claim], received(2))).toEqual([]);
    expect(eventsAfter([], received())).toEqual([]);
  });

  it("claimed by somebody with whom it never arrives lapses a day later, and was accepted if it had arrived after all", () => {
    expect(ticketDue(after(claim))).toBe(dayLater);
    expect(eventsAfter([claim], time(dayLater))).toEqual(["lapsed"]);
    expect(isSealed(after(claim, time(dayLater)))).toBe(false);
    expect(eventsAfter([claim, time(dayLater)], received())).toEqual(["accepted"]);
  });

  it("corrected before the claim is simply another parcel; afterwards there is something to fetch", () => {
    expect(after(correctTicket())).toMatchObject({ parcelVersion: 2, receivedVersion: 0 });
    expect(isSealed(after(claim, received(), correctTicket()))).toBe(true);
    expect(eventsAfter([claim, received(), correctTicket()], fetchCorrection)).toEqual([]);
    expect(isSealed(after(claim, received(), correctTicket(), received(2)))).toBe(false);
  });

  it("corrected on its way to its reader has the correction waiting when the first has arrived", () => {
    const state = after(claim, correctTicket(), received(1));
    expect([state.status, isSealed(state)]).toEqual(["accepted", true]);
  });

  it("corrected, recalled or returned twice by the same request is so once", () => {
    expect(eventsAfter([correctTicket()], correctTicket())).toEqual([]);
    expect(eventsAfter([correctTicket()], correctTicket("visits", "another"))).toEqual(["corrected"]);
    expect(eventsAfter([recallTicket()], recallTicket())).toEqual([]);
    expect(eventsAfter([claim, recallTicket()], recallTicket())).toEqual([]);
    expect(eventsAfter([returned], returned)).toEqual([]);
  });

  it("recalled takes a correction along that nobody has fetched", () => {
    expect(isSealed(after(claim, received(), correctTicket(), recallTicket()))).toBe(false);
  });

  it("is gone thirty days after its end", () => {
    for (const end of [[claim, received()], [returned], [time(dayLater)], [recallTicket()]]) {
      const over = rules.ticket.stateAfter(deposited(), ...end);
      expect(outcomeOf(rules.ticket.decide(over, time(at("2026-03-31T23:59+02:00"))))).toEqual([]);
      expect(outcomeOf(rules.ticket.decide(over, time(at("2026-04-02T00:00+02:00"))))).toEqual(["erased"]);
    }
  });

  it("that never was is nothing to time", () => {
    expect(outcomeOf(rules.ticket.decide(none, time(at("2026-03-02T09:00"))))).toEqual(["not-found"]);
  });
});
