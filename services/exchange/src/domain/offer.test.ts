import { describe, expect, it } from "vitest";
import {
  afterOffer,
  at,
  claim,
  claimant,
  consent,
  correctTicket,
  deposited,
  fetchCorrection,
  monday,
  planOf,
  recallTicket,
  rulings,
  time,
  told,
} from "../testing/commands.ts";
import { palle, pia } from "../testing/people.ts";
import { noOffer, type OfferCommand, type OfferRefusal, offerDue } from "./offer.ts";

type Refused = readonly [after: readonly OfferCommand[], command: OfferCommand];
const { subject } = planOf();
const dayLater = at("2026-03-03T09:00");
const returned = { type: "return", at: monday, claimant, reason: "no_capacity" } as const;
const confirmed = { type: "confirm-erasure", at: monday } as const;

// The store says that an offer is open already
const refusals: Record<Exclude<OfferRefusal, "duplicate-open-case">, readonly Refused[]> = {
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
    [[], claim()],
    [[deposited()], { ...claim(), claimant: { ...claimant, role: "social_case_worker" } }],
    [[deposited()], { ...returned, claimant: { ...claimant, role: "social_case_worker" } }],
    [[deposited()], recallTicket("jobs")],
    [[deposited()], correctTicket("jobs")],
    [[deposited(), claim(), correctTicket()], { ...fetchCorrection, claimant: { ...claimant, staffId: pia.id } }],
    [[deposited()], fetchCorrection],
  ],
  "ticket-used": [
    [[deposited(), claim()], claim()],
    [[deposited(), claim()], { ...claim(), claimant: { ...claimant, staffId: palle.id } }],
    [[deposited(), returned], claim()],
    [[deposited(), claim()], returned],
    [[deposited(), claim()], fetchCorrection],
    [[deposited(), claim(), correctTicket(), fetchCorrection], fetchCorrection],
    [[deposited(), claim(), correctTicket(), recallTicket()], fetchCorrection],
  ],
  "disclosure-expired": [
    [[deposited()], claim(dayLater)],
    [[deposited()], { ...returned, at: dayLater }],
    [[deposited(), time(dayLater)], claim()],
    [[deposited(), recallTicket()], claim()],
    [[deposited(), claim(), recallTicket()], claim()],
  ],
  "invalid-transition": [
    [[deposited(), returned], recallTicket()],
    [[deposited(), time(dayLater)], correctTicket()],
    [[deposited(), claim(), recallTicket()], recallTicket()],
  ],
};

describe("the desk refuses", () => {
  for (const [reason, all] of Object.entries(refusals))
    it.each(all)(`with ${reason} where the rule says so`, (after, command) => {
      expect(told(rulings.offer(afterOffer(...after), command))).toContain(reason);
    });
});

describe("a ticket", () => {
  it("deposited twice is one deposit", () => {
    expect(told(rulings.offer(afterOffer(deposited()), deposited()))).toEqual([]);
    expect(told(rulings.offer(afterOffer(deposited(), claim()), deposited()))).toEqual([]);
  });

  it("keeps neither necessity, consent nor what is known of the person", () => {
    expect(JSON.stringify(afterOffer(deposited()))).not.toMatch(/Planen|textVersion|"age":|custody/);
  });

  it("lapses a day after it was deposited", () => {
    expect(told(rulings.offer(afterOffer(deposited()), time(at("2026-03-03T08:59"))))).toEqual([]);
    expect(told(rulings.offer(afterOffer(deposited()), time(dayLater)))).toEqual(["lapsed"]);
  });

  it("recalled unclaimed is confirmed at once: nobody holds anything", () => {
    expect(told(rulings.offer(afterOffer(deposited()), recallTicket()))).toEqual(["recalled", "erasure-confirmed"]);
  });

  it("recalled after the claim waits for its holder, who confirms once", () => {
    const recalled = afterOffer(deposited(), claim(), recallTicket());
    expect(recalled).toMatchObject({ status: "recalled", eraseBy: "2026-03-16" });
    if (!("depositor" in recalled)) throw new Error("What is recalled is there");
    expect(offerDue(recalled)).toBeUndefined();
    expect(told(rulings.offer(recalled, time(at("2029-01-01T00:00"))))).toEqual([]);
    expect(told(rulings.offer(recalled, confirmed))).toEqual(["erasure-confirmed"]);
    expect(told(rulings.offer(afterOffer(deposited(), claim(), recallTicket(), confirmed), confirmed))).toEqual([]);
  });

  it("corrected before the claim is simply another parcel; afterwards there is something to fetch", () => {
    expect(afterOffer(deposited(), correctTicket())).not.toHaveProperty("correction");
    expect(afterOffer(deposited(), claim(), correctTicket())).toMatchObject({ correction: "waiting" });
    expect(afterOffer(deposited(), claim(), correctTicket(), fetchCorrection)).not.toHaveProperty("correction");
  });

  it("recalled takes a correction along that nobody has fetched", () => {
    expect(afterOffer(deposited(), claim(), correctTicket(), recallTicket())).not.toHaveProperty("correction");
  });

  it("is gone thirty days after its end", () => {
    for (const end of [[claim()], [returned], [time(dayLater)], [recallTicket()]]) {
      const over = afterOffer(deposited(), ...end);
      expect(told(rulings.offer(over, time(at("2026-03-31T23:59+02:00"))))).toEqual([]);
      expect(told(rulings.offer(over, time(at("2026-04-02T00:00+02:00"))))).toEqual(["erased"]);
    }
  });

  it("that never was is nothing to time", () => {
    expect(told(rulings.offer(noOffer, time(monday)))).toEqual(["not-found"]);
  });
});
