import { none, system } from "@trygt/service-kit/rules";
import { palle, runa, type Step, step } from "@trygt/service-kit/testing";
import { describe, expect, it } from "vitest";
import {
  at,
  confirm,
  consent,
  disclose,
  hide,
  outcomeOf,
  planOf,
  read,
  recallBy,
  rules,
  time,
} from "../testing/commands.ts";
import { type DisclosureCommand, type DisclosureRefusal, disclosureDue } from "./disclosure.ts";

type Refused = readonly [after: readonly Step<DisclosureCommand>[], command: Step<DisclosureCommand>];
const { subject } = planOf();
const expired = at("2026-04-01T00:00+02:00");

const refusals: Record<DisclosureRefusal, readonly Refused[]> = {
  "purpose-missing": [[[], disclose({ purpose: undefined })]],
  "necessity-missing": [
    [[], disclose({ necessity: "Fordi" })],
    [[], disclose({ testsConfirmed: false })],
    [[], disclose({ step: undefined })],
  ],
  "investigation-use-refused": [[[], disclose({ use: "investigation" })]],
  "recipient-not-authorised": [
    [[], disclose({ to: "housing" })],
    [[], disclose({ toNamedPerson: false })],
    [[], disclose({ to: "employment", items: ["conflict_risk"] })],
  ],
  "ksp-not-available-for-remand": [[[], disclose({ purpose: "ksp", subject: { ...subject, custody: "remanded" } })]],
  "subject-is-minor": [[[], disclose({ subject: { ...subject, age: 17 } })]],
  "victim-not-registrable": [[[], disclose({ subject: { ...subject, category: "victim" } })]],
  "consent-missing": [[[], disclose({ purpose: "consent" })]],
  "consent-expired": [[[], disclose({ purpose: "consent", consent: { ...consent, validUntil: "2026-03-01" } })]],
  "agreement-not-in-force": [[[], disclose({ agreement: "missing" })]],
  "not-found": [
    [[], read()],
    [[disclose(), hide()], read()],
    [[disclose()], recallBy(palle)],
    [[disclose(), recallBy()], confirm(runa)],
    [[disclose(), time(expired), time(at("2026-05-01T00:00+02:00"))], read()],
  ],
  "invalid-transition": [
    [[disclose()], disclose()],
    [[disclose(), recallBy()], recallBy()],
    [[disclose(), time(expired)], recallBy()],
    [[disclose()], confirm()],
    [[disclose(), recallBy(), confirm()], confirm()],
  ],
  "disclosure-expired": [
    [[disclose()], read(expired)],
    [[disclose(), time(expired)], read()],
    [[disclose(), recallBy()], read()],
    [[disclose(), recallBy(), confirm()], read()],
  ],
};

describe("a disclosure is refused", () => {
  for (const [reason, all] of Object.entries(refusals))
    it.each(all)(`with ${reason} where the rule says so`, (after, command) => {
      expect(outcomeOf(rules.disclosure.decide(rules.disclosure.stateAfter(...after), command))).toContain(reason);
    });
});

describe("a disclosure", () => {
  it("is read by its recipient once and again, and the second time changes nothing", () => {
    expect(outcomeOf(rules.disclosure.decide(rules.disclosure.stateAfter(disclose()), read()))).toEqual(["read"]);
    expect(outcomeOf(rules.disclosure.decide(rules.disclosure.stateAfter(disclose(), read()), read()))).toEqual([]);
    expect(outcomeOf(rules.disclosure.decide(rules.disclosure.stateAfter(disclose()), read(undefined, runa)))).toEqual(
      [],
    );
  });

  it("expires after thirty days, and its trace is gone thirty days later (T4)", () => {
    const made = rules.disclosure.stateAfter(disclose());
    expect(outcomeOf(rules.disclosure.decide(made, time(at("2026-03-31T23:59+02:00"))))).toEqual([]);
    expect(outcomeOf(rules.disclosure.decide(made, time(expired)))).toEqual(["expired"]);
    const over = rules.disclosure.stateAfter(disclose(), time(expired));
    expect(outcomeOf(rules.disclosure.decide(over, time(at("2026-04-30T23:59+02:00"))))).toEqual([]);
    expect(outcomeOf(rules.disclosure.decide(over, time(at("2026-05-01T00:00+02:00"))))).toEqual(["erased"]);
  });

  it("that is recalled waits for its confirmation, however long (G6)", () => {
    const recalled = rules.disclosure.existingAfter(disclose(), recallBy());
    expect(recalled).toMatchObject({ eraseBy: "2026-03-16" });
    expect(disclosureDue(recalled)).toBeUndefined();
    expect(outcomeOf(rules.disclosure.decide(recalled, time(at("2029-01-01T00:00"))))).toEqual([]);
    const confirmed = rules.disclosure.stateAfter(disclose(), recallBy(), confirm());
    expect(outcomeOf(rules.disclosure.decide(confirmed, time(at("2029-01-01T00:00"))))).toEqual(["erased"]);
  });

  it("is recalled with its case from every state, and only where it can still be read", () => {
    expect(
      outcomeOf(rules.disclosure.decide(rules.disclosure.stateAfter(disclose(), read()), recallBy(system))),
    ).toEqual(["recalled"]);
    for (const over of [[time(expired)], [recallBy()], [recallBy(), confirm()]])
      expect(
        outcomeOf(rules.disclosure.decide(rules.disclosure.stateAfter(disclose(), ...over), recallBy(system))),
      ).toEqual([]);
  });

  it("is shown to its holder as recalled, even where it was hidden", () => {
    expect(rules.disclosure.stateAfter(disclose(), hide(), recallBy(system))).not.toHaveProperty("hidden");
  });

  it("tells its reader that it was corrected, while it can be read", () => {
    const correction = step<DisclosureCommand>(
      { type: "note-correction" },
      { at: at("2026-03-04T09:00"), actor: system },
    );
    expect(rules.disclosure.stateAfter(disclose(), correction)).toMatchObject({ correctedOn: "2026-03-04" });
    expect(
      outcomeOf(rules.disclosure.decide(rules.disclosure.stateAfter(disclose(), time(expired)), correction)),
    ).toEqual([]);
  });

  it("is made once", () => {
    expect(outcomeOf(rules.disclosure.decide(none, disclose()))).toEqual(["disclosed"]);
  });
});
