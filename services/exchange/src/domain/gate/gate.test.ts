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
const because = (necessity: string | undefined): readonly GateRefusal[] => reasons({ ...open, necessity });
const consented = (on: string, changed: Partial<GivenConsent> = {}): readonly GateRefusal[] =>
  reasons({ ...byConsent, on: day(on), consent: { ...consent, ...changed } });

test("a necessary disclosure between parties of the cooperation is open", () => {
  expect(judge(open)).toMatchObject({ allowed: true, reasons: [], items: ["release_date"] });
});

describe("necessity (L3)", () => {
  test("is stated in at least twenty characters", () => {
    expect("He starts work in my").toHaveLength(20);
    expect(because("He starts work in my")).toEqual([]);
    expect(because("He starts work in m")).toEqual(["necessity-missing"]);
  });

  test("is not made longer by blanks around it", () => {
    expect(because("   He starts work in m   ")).toEqual(["necessity-missing"]);
  });

  test.each([
    "Nødvendigt for samarbejdet.",
    "Nødvendig for det videre forløb",
    "Det er nødvendigt for samarbejdet.",
    "Necessary for the cooperation",
    "It is necessary for the case.",
  ])("is not a sentence that fits every case: %s", (template) => {
    expect(because(template)).toEqual(["necessity-missing"]);
  });

  test("is not one word over and over", () => {
    expect(because("vigtigt vigtigt vigtigt vigtigt")).toEqual(["necessity-missing"]);
    expect(because("....................")).toEqual(["necessity-missing"]);
  });

  test("is missing where nothing is stated", () => {
    expect(because(undefined)).toEqual(["necessity-missing"]);
    expect(because("")).toEqual(["necessity-missing"]);
  });

  test("is tied to one preventive step", () => {
    expect(reasons({ ...open, step: undefined })).toEqual(["necessity-missing"]);
  });
});

test("a mailbox is no recipient (L9)", () => {
  expect(reasons({ ...open, toNamedPerson: false })).toEqual(["recipient-not-authorised"]);
});

test("the sender confirms the three tests before anything is shared (L10)", () => {
  expect(reasons({ ...open, testsConfirmed: false })).toEqual(["necessity-missing"]);
});

test("a housing organisation never receives, and is told so even where no purpose is stated (L8)", () => {
  expect(reasons({ ...open, to: "housing", items: [] })).toEqual(["recipient-not-authorised"]);
  expect(reasons({ ...open, to: "housing", items: [], purpose: undefined })).toEqual([
    "purpose-missing",
    "recipient-not-authorised",
  ]);
});

test("a young person may be the subject from the birthday on which 18 is reached (L11)", () => {
  const aged = (age: number) => reasons({ ...open, subject: { ...open.subject, age } });
  expect(aged(17)).toEqual(["subject-is-minor"]);
  expect(aged(18)).toEqual([]);
});

test.each(["victim", "witness"] as const)("a %s is never the subject (G3)", (category) => {
  expect(reasons({ ...open, subject: { ...open.subject, category } })).toEqual(["victim-not-registrable"]);
});

describe("consent (D9)", () => {
  test("is needed where it is the purpose", () => {
    expect(reasons({ ...byConsent, consent: undefined })).toEqual(["consent-missing"]);
  });

  test("is not needed where the law is the ground", () => {
    expect(reasons({ ...open, consent: undefined })).toEqual([]);
  });

  test("names the recipient", () => {
    expect(consented("2026-03-02", { to: ["social_services", "probation"] })).toEqual(["consent-missing"]);
  });

  test("counts from the day on which it is given", () => {
    expect(consented("2026-01-04")).toEqual(["consent-missing"]);
    expect(consented("2026-01-05")).toEqual([]);
  });

  test("holds through its last day and not a day longer", () => {
    expect(consented("2026-07-05")).toEqual([]);
    expect(consented("2026-07-06")).toEqual(["consent-expired"]);
  });

  test("holds for twelve months at most, whatever it says", () => {
    expect(consented("2027-01-05", { validUntil: "2029-01-05" })).toEqual([]);
    expect(consented("2027-01-06", { validUntil: "2029-01-05" })).toEqual(["consent-expired"]);
  });

  test("does not make a party of an authority that is none", () => {
    const plan: Plan = {
      ...byConsent,
      to: "private_mentor",
      items: [],
      consent: { ...consent, to: ["private_mentor"] },
    };
    expect(reasons(plan)).toEqual(["recipient-not-authorised"]);
  });
});

describe("an agreement between the authorities (D15)", () => {
  test("that is missing or has run out stops the disclosure", () => {
    expect(reasons({ ...open, agreement: "missing" })).toEqual(["agreement-not-in-force"]);
  });

  test("is not needed within one authority", () => {
    expect(reasons({ ...open, agreement: "not-needed" })).toEqual([]);
  });
});

describe("items (G8, G11)", () => {
  test("beyond the recipient's task shut the gate, and the answer names those that could pass", () => {
    const plan: Plan = { ...open, to: "children_and_youth", items: ["conflict_risk", "education_status", "contact"] };
    expect(judge(plan)).toMatchObject({
      allowed: false,
      reasons: ["recipient-not-authorised"],
      items: ["education_status", "contact"],
    });
  });

  test("that could pass are all that is needed to open it", () => {
    const shut: Plan = { ...open, to: "culture_and_leisure", items: ItemKind.options };
    expect(judge(shut).allowed).toBe(false);
    expect(judge({ ...shut, items: judge(shut).items }).allowed).toBe(true);
  });

  test("are none for who is no party", () => {
    expect(judge({ ...open, to: "immigration", items: ItemKind.options }).items).toEqual([]);
  });
});

describe("the table of parties", () => {
  test("allows nothing before 3 July 2023", () => {
    expect(judge({ ...open, on: day("2023-07-02") })).toMatchObject({
      allowed: false,
      items: [],
      reasons: ["recipient-not-authorised"],
      tableValidFrom: undefined,
    });
  });

  test("applies from 3 July 2023 on", () => {
    expect(judge({ ...open, on: day("2023-07-03") })).toMatchObject({ allowed: true, tableValidFrom: "2023-07-03" });
  });
});

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
});

test("the gate is open exactly where it has no reason to be shut", () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const { allowed, reasons: given, rules, tableValidFrom } = judge(plan);
      expect(allowed).toBe(given.length === 0);
      expect(allowed).toBe(tableValidFrom !== undefined && rules.every(({ holds }) => holds));
    }),
    { numRuns: 2000 },
  );
});
