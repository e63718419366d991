import { none } from "@trygt/service-kit/rules";
import { jonna, palle, type Step, step } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import {
  at,
  claim,
  consent,
  correctTicket,
  deposited,
  fetchCorrection,
  outcomeOf,
  planOf,
  recallTicket,
  rules,
  time,
} from "../testing/commands.ts";
import { ticketDue } from "./desk-ticket-due.ts";
import type { TicketCommand, TicketRefusal } from "./desk-ticket-rules.ts";

type Refused = readonly [after: readonly Step<TicketCommand>[], command: Step<TicketCommand>];
const { subject } = planOf();
const dayLater = at("2026-03-03T09:00");
const returned = { type: "return", reason: "no_capacity" } as const;
const confirmed = { type: "confirm-erasure" } as const;

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
    [[deposited(), claim, correctTicket()], step(fetchCorrection, { actor: jonna })],
    [[deposited()], fetchCorrection],
  ],
  "ticket-used": [
    [[deposited(), claim], claim],
    [[deposited(), claim], step(claim, { actor: jonna })],
    [[deposited(), returned], claim],
    [[deposited(), claim], returned],
    [[deposited(), claim], fetchCorrection],
    [[deposited(), claim, correctTicket(), fetchCorrection], fetchCorrection],
    [[deposited(), claim, correctTicket(), recallTicket()], fetchCorrection],
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
    [[deposited(), claim, recallTicket()], recallTicket()],
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
    expect(outcomeOf(rules.ticket.decide(recalled, confirmed))).toEqual(["erasure-confirmed"]);
    expect(
      outcomeOf(rules.ticket.decide(rules.ticket.stateAfter(deposited(), claim, recallTicket(), confirmed), confirmed)),
    ).toEqual([]);
  });

  it("corrected before the claim is simply another parcel; afterwards there is something to fetch", () => {
    expect(rules.ticket.stateAfter(deposited(), correctTicket())).not.toHaveProperty("correction");
    expect(rules.ticket.stateAfter(deposited(), claim, correctTicket())).toMatchObject({ correction: "waiting" });
    expect(rules.ticket.stateAfter(deposited(), claim, correctTicket(), fetchCorrection)).not.toHaveProperty(
      "correction",
    );
  });

  it("recalled takes a correction along that nobody has fetched", () => {
    expect(rules.ticket.stateAfter(deposited(), claim, correctTicket(), recallTicket())).not.toHaveProperty(
      "correction",
    );
  });

  it("is gone thirty days after its end", () => {
    for (const end of [[claim], [returned], [time(dayLater)], [recallTicket()]]) {
      const over = rules.ticket.stateAfter(deposited(), ...end);
      expect(outcomeOf(rules.ticket.decide(over, time(at("2026-03-31T23:59+02:00"))))).toEqual([]);
      expect(outcomeOf(rules.ticket.decide(over, time(at("2026-04-02T00:00+02:00"))))).toEqual(["erased"]);
    }
  });

  it("that never was is nothing to time", () => {
    expect(outcomeOf(rules.ticket.decide(none, time(at("2026-03-02T09:00"))))).toEqual(["not-found"]);
  });
});
