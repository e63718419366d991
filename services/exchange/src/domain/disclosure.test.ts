import { describe, expect, it } from "vitest";
import {
  afterDisclosure,
  at,
  confirm,
  consent,
  disclose,
  hide,
  monday,
  planOf,
  police,
  read,
  recallBy,
  rulings,
  social,
  time,
  told,
} from "../testing/commands.ts";
import { type DisclosureCommand, type DisclosureRefusal, disclosureDue, noDisclosure } from "./disclosure.ts";

type Refused = readonly [after: readonly DisclosureCommand[], command: DisclosureCommand];
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
    [[disclose()], recallBy(social.staffId)],
    [[disclose(), recallBy()], confirm(police.staffId)],
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
      expect(told(rulings.disclosure(afterDisclosure(...after), command))).toContain(reason);
    });
});

describe("a disclosure", () => {
  it("is read by its recipient once and again, and the second time changes nothing", () => {
    expect(told(rulings.disclosure(afterDisclosure(disclose()), read()))).toEqual(["read"]);
    expect(told(rulings.disclosure(afterDisclosure(disclose(), read()), read()))).toEqual([]);
    expect(told(rulings.disclosure(afterDisclosure(disclose()), read(monday, police.staffId)))).toEqual([]);
  });

  it("expires after thirty days, and its trace is gone thirty days later (T4)", () => {
    const made = afterDisclosure(disclose());
    expect(told(rulings.disclosure(made, time(at("2026-03-31T23:59+02:00"))))).toEqual([]);
    expect(told(rulings.disclosure(made, time(expired)))).toEqual(["expired"]);
    const over = afterDisclosure(disclose(), time(expired));
    expect(told(rulings.disclosure(over, time(at("2026-04-30T23:59+02:00"))))).toEqual([]);
    expect(told(rulings.disclosure(over, time(at("2026-05-01T00:00+02:00"))))).toEqual(["erased"]);
  });

  it("that is recalled waits for its confirmation, however long (G6)", () => {
    const recalled = afterDisclosure(disclose(), recallBy());
    expect(recalled).toMatchObject({ eraseBy: "2026-03-16" });
    if (!("from" in recalled)) throw new Error("What is recalled is there");
    expect(disclosureDue(recalled)).toBeUndefined();
    expect(told(rulings.disclosure(recalled, time(at("2029-01-01T00:00"))))).toEqual([]);
    const confirmed = afterDisclosure(disclose(), recallBy(), confirm());
    expect(told(rulings.disclosure(confirmed, time(at("2029-01-01T00:00"))))).toEqual(["erased"]);
  });

  it("is recalled with its case from every state, and only where it can still be read", () => {
    expect(told(rulings.disclosure(afterDisclosure(disclose(), read()), recallBy("case")))).toEqual(["recalled"]);
    for (const over of [[time(expired)], [recallBy()], [recallBy(), confirm()]])
      expect(told(rulings.disclosure(afterDisclosure(disclose(), ...over), recallBy("case")))).toEqual([]);
  });

  it("is shown to its holder as recalled, even where it was hidden", () => {
    expect(afterDisclosure(disclose(), hide(), recallBy("case"))).not.toHaveProperty("hidden");
  });

  it("tells its reader that it was corrected, while it can be read", () => {
    const correction = { type: "note-correction", at: at("2026-03-04T09:00") } as const;
    expect(afterDisclosure(disclose(), correction)).toMatchObject({ correctedOn: "2026-03-04" });
    expect(told(rulings.disclosure(afterDisclosure(disclose(), time(expired)), correction))).toEqual([]);
  });

  it("is made once", () => {
    expect(told(rulings.disclosure(noDisclosure, disclose()))).toEqual(["disclosed"]);
  });
});
