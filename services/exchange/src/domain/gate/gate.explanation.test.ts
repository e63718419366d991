import type { LocalDate } from "@trygt/contracts";
import {
  AuthorityKind,
  CustodyStatus,
  type GivenConsent,
  ItemKind,
  PreventiveStep,
  SubjectCategory,
  Use,
} from "@trygt/contracts/exchange";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "./gate.ts";
import type { GateRefusal, Plan } from "./plan.ts";

const day = (written: string): LocalDate => written as LocalDate;

/** The job centre gets the release date of a convicted man of 24, so that it can book a first talk. */
const open: Plan = {
  on: day("2026-03-02"),
  from: "probation",
  to: "employment",
  toNamedPerson: true,
  purpose: "ssp",
  use: "release_planning",
  step: "plan_work",
  necessity: "The adviser needs the date to book a first talk before he is out.",
  subject: { age: 24, category: "convicted", custody: "serving_sentence" },
  items: ["release_date"],
  testsConfirmed: true,
  consent: undefined,
  agreement: "in-force",
};

const consent: GivenConsent = {
  textVersion: "2026.1",
  language: "da",
  to: ["employment"],
  givenOn: "2026-01-05",
  validUntil: "2026-07-05",
};
const byConsent: Plan = { ...open, purpose: "consent", consent };

const reasons = (plan: Plan): readonly GateRefusal[] => judge(plan).reasons;

/** For each refusal a plan that earns it and nothing else. */
const earns: Record<GateRefusal, Plan> = {
  "purpose-missing": { ...open, purpose: undefined },
  "necessity-missing": { ...open, testsConfirmed: false },
  "investigation-use-refused": { ...open, use: "investigation" },
  "recipient-not-authorised": { ...open, purpose: "psp" },
  "ksp-not-available-for-remand": {
    ...open,
    purpose: "ksp",
    to: "police",
    subject: { ...open.subject, custody: "remanded" },
  },
  "subject-is-minor": { ...open, subject: { ...open.subject, age: 15 } },
  "victim-not-registrable": { ...open, subject: { ...open.subject, category: "victim" } },
  "consent-missing": { ...byConsent, consent: undefined },
  "consent-expired": { ...byConsent, on: day("2026-12-24") },
  "agreement-not-in-force": { ...open, agreement: "missing" },
};
const refused = Object.entries(earns);

describe("the explanation", () => {
  test.each(refused)("of %s says whom to call, in both languages", (refusal, plan) => {
    const { reasons: given, call } = judge(plan);
    expect(given).toEqual([refusal]);
    expect(call.en).toMatch(/^(Call|Talk) /);
    expect(call.da).toMatch(/^(Ring|Tal) /);
  });

  test("of an open gate says that nobody needs to be called", () => {
    expect(judge(open).call.en).toContain("Nobody");
  });

  test.each(refused)(
    "of %s tells each rule with its source, in English and Danish, and marks the broken ones",
    (_, plan) => {
      const { rules, allowed } = judge(plan);
      for (const { id, paragraph, en, da } of rules) {
        expect(id).toMatch(/^[A-Z]\d+$/);
        for (const text of [paragraph, en, da]) expect(text.trim().length).toBeGreaterThan(10);
        expect(da).not.toBe(en);
      }
      expect(allowed).toBe(rules.every(({ holds }) => holds));
    },
  );

  test("tells the rules of a purpose only to plans of that purpose", () => {
    const told = (plan: Plan) => judge(plan).rules.map(({ id }) => id);
    const always = ["L4", "G3", "L11", "L1", "L2", "L8", "L9", "L3", "L10", "G8", "D15"];
    expect(told(open).toSorted()).toEqual(always.toSorted());
    expect(told({ ...open, purpose: "ksp" }).toSorted()).toEqual([...always, "L6"].toSorted());
    expect(told(byConsent).toSorted()).toEqual([...always, "D9", "D9"].toSorted());
  });

  test("tells every reason at once, not only the first", () => {
    const plan: Plan = { ...open, use: "investigation", agreement: "missing", subject: { ...open.subject, age: 16 } };
    expect(reasons(plan).toSorted()).toEqual([
      "agreement-not-in-force",
      "investigation-use-refused",
      "subject-is-minor",
    ]);
  });
});

/** Plans of which a few parts differ from an open one, so that many are shut by a single rule. */
const plans = fc
  .record(
    {
      on: fc.constantFrom(...["2023-07-02", "2026-01-04", "2026-03-02", "2026-07-06"].map(day)),
      from: fc.constantFrom(...AuthorityKind.options),
      to: fc.constantFrom(...AuthorityKind.options),
      toNamedPerson: fc.boolean(),
      purpose: fc.constantFrom("ssp", "psp", "ksp", "consent", undefined),
      use: fc.constantFrom(...Use.options),
      step: fc.constantFrom(...PreventiveStep.options, undefined),
      necessity: fc.constantFrom(open.necessity, "Nødvendigt for samarbejdet.", undefined),
      subject: fc.record({
        age: fc.integer({ min: 12, max: 30 }),
        category: fc.constantFrom(...SubjectCategory.options),
        custody: fc.constantFrom(...CustodyStatus.options),
      }),
      items: fc.uniqueArray(fc.constantFrom(...ItemKind.options)),
      testsConfirmed: fc.boolean(),
      consent: fc.constantFrom(consent, undefined),
      agreement: fc.constantFrom("in-force", "not-needed", "missing"),
    },
    { requiredKeys: [] },
  )
  .map((changed): Plan => ({ ...open, ...changed }));

/** Everything that asks for more, or vouches for less. */
const worse = fc.oneof(
  fc.constantFrom(...ItemKind.options).map(
    (item) =>
      (plan: Plan): Plan => ({ ...plan, items: [...plan.items, item] }),
  ),
  fc
    .constantFrom<Partial<Plan>>(
      { testsConfirmed: false },
      { toNamedPerson: false },
      { consent: undefined },
      { step: undefined },
      { necessity: undefined },
      { purpose: undefined },
      { agreement: "missing" },
    )
    .map(
      (less) =>
        (plan: Plan): Plan => ({ ...plan, ...less }),
    ),
);

test("asking for more or vouching for less never opens a shut gate", () => {
  fc.assert(
    fc.property(plans, worse, (plan, worsen) => {
      const after = judge(worsen(plan)).allowed;
      expect(after && !judge(plan).allowed).toBe(false);
    }),
    { numRuns: 2000 },
  );
}, 60_000);

test("the gate is open exactly where it has no reason to be shut", () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const { allowed, reasons: given, rules, tableValidFrom } = judge(plan);
      expect(allowed).toBe(given.length === 0);
      expect(allowed).toBe(tableValidFrom !== undefined && rules.every(({ holds }) => holds));
    }),
    { numRuns: 2000 },
  );
}, 60_000);
